import { type ConnectionName, connections, threadComments } from "./connections.ts";

const actorFragment = `fragment Actor on Actor {
  __typename login avatarUrl
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`;

const scalarFields = `id fullDatabaseId number url title body state isDraft locked
  author { ...Actor } authorAssociation createdAt updatedAt closedAt mergedAt mergedBy { ...Actor } mergeCommit { oid }
  headRefName headRefOid headRepository { nameWithOwner } baseRefName baseRefOid additions deletions changedFiles
  milestone { number title state dueOn }`;

const pageInfo = "pageInfo { hasNextPage endCursor }";

/** The alias of a pull request in the hydration query. */
export function aliasOf(number: number): `p${number}` {
  return `p${number}`;
}

/** What a query depends on beside what it asks for. */
export interface QueryOptions {
  /** Whether the credential may name teams: a classic token needs a scope for it, or GitHub refuses the whole query. */
  readonly namesTeams: boolean;
}

/** The query that reads these pull requests, each with the first page of each of these connections. */
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
fragment PullRequestFields on PullRequest { ${isWhole ? scalarFields : "id"} ${lists.join("\n")} }
${isWhole ? actorFragment : ""}`;
}

function rowsOf(name: ConnectionName, { namesTeams }: QueryOptions): string {
  const { fields, fieldsWithoutTeams = fields } = connections[name];
  return `{ totalCount nodes { ${namesTeams ? fields : fieldsWithoutTeams} } ${pageInfo} }`;
}

/** One page that a hydration still misses. */
export interface MissingPage {
  /** Of the pull request, or of its review thread. */
  readonly nodeId: string;
  readonly connection: ConnectionName | "threadComments";
  readonly after: string;
}

/** The alias of a page in the follow-up query. */
export function pageAlias(index: number): string {
  return `n${index}`;
}

/** The query that reads these pages, all at once: it costs a point, not a point each. */
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
    const type = connection === "threadComments" ? "PullRequestReviewThread" : "PullRequest";
    const list = pageSelection(connection, `$after${index}`, options);
    return `${pageAlias(index)}: node(id: $id${index}) { ... on ${type} { id page: ${list} } }`;
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
