import type { ChildKind, SnapshotPart } from "../records/snapshot.ts";

/** A connection of a pull request, by GitHub's name. */
export type ConnectionName =
  | "labels"
  | "assignees"
  | "reviewRequests"
  | "closingIssuesReferences"
  | "reviews"
  | "reviewThreads"
  | "comments"
  | "commits"
  | "files";

interface ConnectionSpec {
  /** What its rows become. */
  readonly part: SnapshotPart;
  /** Rows with the pull request itself: most pull requests have no more. */
  readonly first: number;
  /** Rows a follow-up page. */
  readonly more: number;
  readonly arguments?: string;
  readonly fields: string;
  /** What stands in place of `fields` for a credential that may not name teams. */
  readonly fieldsWithoutTeams?: string;
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
  labels: { part: "labels", first: 20, more: 100, fields: "id name color description" },
  assignees: { part: "assignees", first: 10, more: 100, fields: "...Actor" },
  reviewRequests: {
    part: "requestedReviewers",
    first: 10,
    more: 100,
    fields: "requestedReviewer { __typename ...Actor ... on Team { databaseId slug name } }",
    fieldsWithoutTeams: "requestedReviewer { __typename ...Actor }",
  },
  closingIssuesReferences: {
    part: "linkedIssues",
    first: 10,
    more: 100,
    fields: "number repository { nameWithOwner }",
  },
  reviews: {
    part: "reviews",
    first: 30,
    more: 100,
    // Pending ones are their author's secret.
    arguments: "states: [APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED]",
    fields: `${authored} state submittedAt commit { oid }`,
  },
  reviewThreads: {
    part: "reviewComments",
    first: 5,
    more: 25,
    fields: `id diffSide startDiffSide comments(first: ${threadComments.nested}) { totalCount nodes { ${threadComments.fields} } pageInfo { hasNextPage endCursor } }`,
  },
  comments: { part: "comments", first: 50, more: 100, fields: `${authored} createdAt updatedAt` },
  commits: {
    part: "commits",
    first: 50,
    more: 100,
    fields: `commit { oid message authoredDate committedDate author ${gitActor} committer ${gitActor} }`,
  },
  files: { part: "files", first: 100, more: 100, fields: "path changeType additions deletions" },
};

export const connectionNames = Object.keys(connections) as readonly ConnectionName[];

const rowConnections: readonly ConnectionName[] = [
  "labels",
  "assignees",
  "reviewRequests",
  "closingIssuesReferences",
];

/** Connections to read for these child kinds: their own, and those of the pull request's row. */
export function connectionsFor(kinds: readonly ChildKind[]): readonly ConnectionName[] {
  return connectionNames.filter((name) => {
    const { part } = connections[name];
    return rowConnections.includes(name) || kinds.includes(part as ChildKind);
  });
}
