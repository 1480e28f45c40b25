import type { ChildKind, SnapshotPart } from "../model/snapshot.ts";

const actorFragment = `fragment Actor on Actor {
  __typename login avatarUrl
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`;

const scalarFields = `id fullDatabaseId number url title body state isDraft locked
  author { ...Actor } authorAssociation createdAt updatedAt closedAt mergedAt mergedBy { ...Actor } mergeCommit { oid }
  headRefName headRefOid headRepository { nameWithOwner } baseRefName baseRefOid additions deletions changedFiles
  milestone { number title state dueOn }`;

const pageInfo = "pageInfo { hasNextPage endCursor }";

/** Returns the alias of a pull request in the hydration query. */
export function aliasOf(number: number): `p${number}` {
  return `p${number}`;
}

/** What a query depends on, beside what it reads. */
export interface QueryOptions {
  /**
   * Whether the credential may name teams. A classic token needs a scope for it, or GitHub refuses
   * the whole query.
   */
  readonly namesTeams: boolean;
}

/** Builds the query that reads these pull requests, each with the first page of each connection. */
export function hydrationQuery(
  numbers: readonly number[],
  names: readonly ConnectionName[],
  { isWhole = true, ...options }: QueryOptions & { readonly isWhole?: boolean },
): string {
  const aliases = numbers.map(
    (number) => `${aliasOf(number)}: pullRequest(number: ${number}) { ...PullRequestFields }`,
  );
  const lists = names.map((name) => {
    const { first, arguments: more } = connections[name];
    const args = [`first: ${first}`, more].filter(Boolean).join(", ");
    return `${name}(${args}) ${rowsOf(name, options)}`;
  });
  return `query Hydrate($repository: ID!) {
  rateLimit { cost remaining resetAt }
  node(id: $repository) { ... on Repository { databaseId nameWithOwner ${aliases.join("\n")} } }
}
fragment PullRequestFields on PullRequest { ${isWhole ? scalarFields : "id number"} ${lists.join("\n")} }
${isWhole ? actorFragment : ""}`;
}

function rowsOf(name: ConnectionName, { namesTeams }: QueryOptions): string {
  const { fields, fieldsWithoutTeams = fields } = connections[name];
  return `{ totalCount nodes { ${namesTeams ? fields : fieldsWithoutTeams} } ${pageInfo} }`;
}

/** A page that a hydration still needs. */
export interface MissingPage {
  /** The id of the pull request, or of its review thread. */
  readonly nodeId: string;
  readonly connection: ConnectionName | "threadComments";
  readonly after: string;
}

/** Returns the alias of a page in the follow-up query. */
export function pageAlias(index: number): string {
  return `n${index}`;
}

/** Builds one query for all these pages. It costs one point, not one point per page. */
export function followUpQuery(
  pages: readonly MissingPage[],
  options: QueryOptions,
): {
  query: string;
  variables: Record<string, string>;
} {
  const variables: Record<string, string> = {};
  const selections = pages.map(({ nodeId, connection, after }, index) => {
    variables[`id${index}`] = nodeId;
    variables[`after${index}`] = after;
    const owner =
      connection === "threadComments"
        ? "PullRequestReviewThread { id pullRequest { number }"
        : "PullRequest { id number";
    const list = pageSelection(connection, `$after${index}`, options);
    return `${pageAlias(index)}: node(id: $id${index}) { ... on ${owner} page: ${list} } }`;
  });
  const declared = pages.map((_, index) => `$id${index}: ID!, $after${index}: String!`).join(", ");
  const body = selections.join("\n");
  const usesActor = body.includes("...Actor");
  const query = `query HydrateMore(${declared}) { rateLimit { cost remaining resetAt } ${body} }
${usesActor ? actorFragment : ""}`;
  return { query, variables };
}

function pageSelection(
  connection: MissingPage["connection"],
  after: string,
  options: QueryOptions,
): string {
  if (connection === "threadComments") {
    const { more, fields } = threadComments;
    return `comments(first: ${more}, after: ${after}) { totalCount nodes { ${fields} } ${pageInfo} }`;
  }
  const { more, arguments: extra } = connections[connection];
  const args = [`first: ${more}`, `after: ${after}`, extra].filter(Boolean).join(", ");
  return `${connection}(${args}) ${rowsOf(connection, options)}`;
}

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
  /** The part that its rows become. */
  readonly part: SnapshotPart;
  /** Rows in the first query. Enough for most pull requests. */
  readonly first: number;
  /** Rows per follow-up page. */
  readonly more: number;
  readonly arguments?: string;
  readonly fields: string;
  /** Replaces `fields` for a credential that may not name teams. */
  readonly fieldsWithoutTeams?: string;
}

const authored = "id fullDatabaseId author { ...Actor } authorAssociation body url";
/** The pull request that a row belongs to, for rows whose address does not show it. */
const parent = "pullRequest { number }";
const gitActor = "{ name email user { ...Actor } }";

/** Rows of a review thread's comments, nested and in follow-up pages. */
export const threadComments = {
  nested: 10,
  more: 100,
  fields: `${authored} createdAt updatedAt state path diffHunk line originalLine startLine originalStartLine subjectType
    commit { oid } originalCommit { oid } pullRequestReview { fullDatabaseId } replyTo { fullDatabaseId }`,
};

/**
 * What is read of each connection. The sizes set the price: GitHub counts one request per
 * connection and parent, and a hundred requests are one point (GitHub docs, "Rate limits and query
 * limits for the GraphQL API"). 25 pull requests cost four points.
 */
export const connections: { readonly [Name in ConnectionName]: ConnectionSpec } = {
  labels: { part: "labels", first: 20, more: 100, fields: "id name color description" },
  assignees: { part: "assignees", first: 10, more: 100, fields: "...Actor" },
  reviewRequests: {
    part: "requestedReviewers",
    first: 10,
    more: 100,
    fields: `${parent} requestedReviewer { __typename ...Actor ... on Team { databaseId slug name } }`,
    fieldsWithoutTeams: `${parent} requestedReviewer { __typename ...Actor }`,
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
    // Only the author may see pending reviews.
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
    fields: `${parent} commit { oid message authoredDate committedDate author ${gitActor} committer ${gitActor} }`,
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

/** Returns the connections to read for these kinds, and those of the pull request's row. */
export function connectionsFor(kinds: readonly ChildKind[]): readonly ConnectionName[] {
  return connectionNames.filter((name) => {
    const { part } = connections[name];
    return rowConnections.includes(name) || kinds.includes(part as ChildKind);
  });
}
