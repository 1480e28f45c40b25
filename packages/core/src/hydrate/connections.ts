import type { ChildKind } from "../records/snapshot.ts";
import type { RawChildConnections, RawFlatConnections } from "./graphql-shapes.ts";

/** A connection of a pull request. */
export type ConnectionName = keyof RawFlatConnections | keyof RawChildConnections;

interface ConnectionSpec {
  /** Rows with the pull request itself: most pull requests have no more. */
  readonly first: number;
  /** Rows a follow-up page. */
  readonly more: number;
  readonly arguments?: string;
  readonly fields: string;
  /** The records that it holds; absent for one that belongs to the pull request's own row. */
  readonly kind?: ChildKind;
}

const authored = "id fullDatabaseId author { ...Actor } authorAssociation body url";
const gitActor = "{ name email user { ...Actor } }";

/** Rows of a review thread's comments, nested and in follow-up pages. */
export const threadComments = {
  nested: 10,
  more: 100,
  fields: `${authored} createdAt updatedAt state path diffHunk line originalLine startLine originalStartLine subjectType
    commit { oid } originalCommit { oid } pullRequestReview { fullDatabaseId } replyTo { fullDatabaseId }`,
};

/**
 * What is read of each connection. The sizes are a price: GitHub counts one request per connection and parent, a hundred make a
 * point (GitHub docs, "Rate limits and query limits for the GraphQL API"); 25 pull requests cost four.
 */
export const connections: { readonly [Name in ConnectionName]: ConnectionSpec } = {
  labels: { first: 20, more: 100, fields: "id name color description" },
  assignees: { first: 10, more: 100, fields: "...Actor" },
  reviewRequests: {
    first: 10,
    more: 100,
    fields: "requestedReviewer { ...Actor ... on Team { __typename databaseId slug name } }",
  },
  closingIssuesReferences: {
    first: 10,
    more: 100,
    fields: "number repository { nameWithOwner }",
  },
  reviews: {
    kind: "reviews",
    first: 30,
    more: 100,
    // Pending ones are their author's secret.
    arguments: "states: [APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED]",
    fields: `${authored} state submittedAt commit { oid }`,
  },
  reviewThreads: {
    kind: "reviewComments",
    first: 5,
    more: 25,
    fields: `id diffSide startDiffSide comments(first: ${threadComments.nested}) { totalCount nodes { ${threadComments.fields} } pageInfo { hasNextPage endCursor } }`,
  },
  comments: { kind: "comments", first: 50, more: 100, fields: `${authored} createdAt updatedAt` },
  commits: {
    kind: "commits",
    first: 50,
    more: 100,
    fields: `commit { oid message authoredDate committedDate author ${gitActor} committer ${gitActor} }`,
  },
  files: { kind: "files", first: 100, more: 100, fields: "path changeType additions deletions" },
};

/** Connections to read for these child kinds. */
export function connectionsFor(kinds: readonly ChildKind[]): readonly ConnectionName[] {
  return (Object.keys(connections) as ConnectionName[]).filter((name) => {
    const { kind } = connections[name];
    return kind === undefined || kinds.includes(kind);
  });
}
