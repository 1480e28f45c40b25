const actor = `fragment Actor on Actor {
  __typename login avatarUrl
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
}`;

const scalars = `id fullDatabaseId number url title body state isDraft locked
  author { ...Actor } authorAssociation createdAt updatedAt closedAt mergedAt mergedBy { ...Actor } mergeCommit { oid }
  headRefName headRefOid headRepository { nameWithOwner } baseRefName baseRefOid additions deletions changedFiles
  milestone { number title state dueOn }`;

const pageInfo = "pageInfo { hasNextPage endCursor }";
const authored = "id fullDatabaseId author { ...Actor } authorAssociation body url";
const gitActor = "{ name email user { ...Actor } }";
const states = "states: [APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED]";

const threadComments = `comments(first: 10) { nodes { ${authored} createdAt updatedAt state path diffHunk
  line originalLine startLine originalStartLine subjectType commit { oid } originalCommit { oid }
  pullRequestReview { fullDatabaseId } replyTo { fullDatabaseId } } ${pageInfo} }`;

const commit = `commit { oid message authoredDate committedDate author ${gitActor} committer ${gitActor} }`;

const connections = [
  `labels(first: 20) { nodes { id name color description } ${pageInfo} }`,
  `assignees(first: 10) { nodes { ...Actor } ${pageInfo} }`,
  `reviewRequests(first: 10) { nodes { requestedReviewer {
    ...Actor ... on Team { __typename databaseId slug name } } } ${pageInfo} }`,
  `closingIssuesReferences(first: 10) { nodes { number repository { nameWithOwner } } ${pageInfo} }`,
  `reviews(first: 30, ${states}) { nodes { ${authored} state submittedAt commit { oid } } ${pageInfo} }`,
  `reviewThreads(first: 5) { nodes { id diffSide startDiffSide ${threadComments} } ${pageInfo} }`,
  `comments(first: 50) { nodes { ${authored} createdAt updatedAt } ${pageInfo} }`,
  `commits(first: 50) { nodes { ${commit} } ${pageInfo} }`,
  `files(first: 100) { nodes { path changeType additions deletions } ${pageInfo} }`,
];

/**
 * A query of the shape by which the library hydrates pull requests, with every kind of child. It is
 * written down here, so that FakeGitHub is measured by the same query whatever the library asks next.
 */
export function hydrationQuery(numbers: readonly number[]): string {
  const aliases = numbers.map(
    (number) => `p${number}: pullRequest(number: ${number}) { ...Fields }`,
  );
  return `query Hydrate($repository: ID!) {
  rateLimit { cost remaining resetAt }
  node(id: $repository) { ... on Repository { nameWithOwner ${aliases.join("\n")} } }
}
fragment Fields on PullRequest { ${scalars} ${connections.join("\n")} }
${actor}`;
}
