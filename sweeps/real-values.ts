import type { Mutation } from "./body-places.ts";
import type { RecordField } from "./compare-snapshots.ts";

/**
 * Fields that GitHub itself leaves out or sends as `null`: such a value is an answer, not a wrong one. Nobody can tell it from the truth,
 * so the fields of the record that follow from it are not compared, until GitHub says something else with a later stamp.
 */
interface RealValue {
  readonly place: string;
  readonly records: readonly RecordField[];
  /** @defaultValue `null` alone */
  readonly values?: readonly Mutation[];
}

const nullOrAbsent: readonly Mutation[] = ["null", "absent"];

/** By REST, as GitHub's OpenAPI description types it. */
const restValues: Readonly<Record<string, readonly RealValue[]>> = {
  "pull request": [
    { place: "body", records: ["body"] },
    // A deleted account; OpenAPI has it as always there, GitHub's answers do not.
    { place: "user", records: ["author"] },
    { place: "closed_at", records: ["closedAt"] },
    // A closed pull request that was not merged.
    { place: "merged_at", records: ["mergedAt", "state", "mergeCommitSha"] },
    { place: "merged_by", records: ["mergedBy"] },
    { place: "merge_commit_sha", records: ["mergeCommitSha"] },
    // A fork that was deleted.
    { place: "head.repo", records: ["headRepository"] },
    { place: "milestone", records: ["milestone"] },
    { place: "milestone.due_on", records: ["milestone"] },
    { place: "labels[].description", records: ["labels"] },
    { place: "draft", records: ["draft"], values: ["absent"] },
  ],
  reviews: [
    { place: "[].user", records: ["reviews.author"] },
    { place: "[].body", records: ["reviews.body"] },
    { place: "[].commit_id", records: ["reviews.commitSha"] },
  ],
  "review comments": [
    { place: "[].user", records: ["reviewComments.author"] },
    { place: "[].pull_request_review_id", records: ["reviewComments.reviewId"] },
    {
      place: "[].in_reply_to_id",
      records: ["reviewComments.inReplyToId"],
      values: nullOrAbsent,
    },
    { place: "[].line", records: ["reviewComments.line"], values: nullOrAbsent },
    { place: "[].original_line", records: ["reviewComments.originalLine"], values: nullOrAbsent },
    { place: "[].start_line", records: ["reviewComments.startLine"], values: nullOrAbsent },
    {
      place: "[].original_start_line",
      records: ["reviewComments.originalStartLine"],
      values: nullOrAbsent,
    },
    { place: "[].side", records: ["reviewComments.side"], values: ["absent"] },
    { place: "[].start_side", records: ["reviewComments.startSide"], values: nullOrAbsent },
    { place: "[].subject_type", records: ["reviewComments.subject"], values: ["absent"] },
  ],
  comments: [
    { place: "[].user", records: ["comments.author"] },
    { place: "[].body", records: ["comments.body"], values: nullOrAbsent },
    { place: "[].author_association", records: ["comments.authorAssociation"], values: ["absent"] },
  ],
  commits: [
    // A commit whose author Git does not tell, or whose address belongs to no account.
    ...(["author", "committer"] as const).flatMap((who): readonly RealValue[] => [
      { place: `[].${who}`, records: [`commits.${who}`] },
      {
        place: `[].commit.${who}`,
        records: [`commits.${who}Name`, `commits.${who}Email`, dateOf(who)],
      },
      { place: `[].commit.${who}.name`, records: [`commits.${who}Name`], values: nullOrAbsent },
      { place: `[].commit.${who}.email`, records: [`commits.${who}Email`], values: nullOrAbsent },
      { place: `[].commit.${who}.date`, records: [dateOf(who)], values: nullOrAbsent },
    ]),
  ],
  // A plain issue's row has no `pull_request`; the pull request itself tells its other streams.
  "issues stream": [{ place: "[].pull_request", records: [], values: ["absent"] }],
  repository: [
    { place: "has_issues", records: [], values: ["absent"] },
    { place: "has_pull_requests", records: [], values: ["absent"] },
  ],
};

/** By GraphQL, as GitHub's schema types it: what may be null of an object that is there. */
const graphqlValues: readonly RealValue[] = [
  { place: "author", records: ["author"] },
  { place: "closedAt", records: ["closedAt"] },
  { place: "mergedAt", records: ["mergedAt"] },
  { place: "mergedBy", records: ["mergedBy"] },
  { place: "mergeCommit", records: ["mergeCommitSha"] },
  { place: "headRepository", records: ["headRepository"] },
  { place: "milestone", records: ["milestone"] },
  { place: "milestone.dueOn", records: ["milestone"] },
  { place: "labels.nodes[].description", records: ["labels"] },
  { place: "assignees.nodes[].databaseId", records: ["assignees"] },
  { place: "author.databaseId", records: ["author"] },
  { place: "mergedBy.databaseId", records: ["mergedBy"] },
  { place: "reviewRequests.nodes[].requestedReviewer.databaseId", records: ["requestedReviewers"] },
  ...["reviews", "comments"].flatMap((list): readonly RealValue[] => [
    { place: `${list}.nodes[].author`, records: [`${list}.author`] },
    { place: `${list}.nodes[].author.databaseId`, records: [`${list}.author`] },
  ]),
  { place: "reviews.nodes[].commit", records: ["reviews.commitSha"] },
  { place: "reviewThreads.nodes[].startDiffSide", records: ["reviewComments.startSide"] },
  ...reviewCommentValues("reviewThreads.nodes[].comments.nodes[]"),
  ...reviewCommentValues("threadComments.nodes[]"),
  ...(["author", "committer"] as const).flatMap((who): readonly RealValue[] => {
    const place = `commits.nodes[].commit.${who}`;
    const name = `commits.${who}Name`;
    const email = `commits.${who}Email`;
    return [
      { place, records: [name, email, `commits.${who}`] },
      { place: `${place}.name`, records: [name] },
      { place: `${place}.email`, records: [email] },
      { place: `${place}.user`, records: [`commits.${who}`] },
      { place: `${place}.user.databaseId`, records: [`commits.${who}`] },
    ];
  }),
];

function reviewCommentValues(row: string): readonly RealValue[] {
  return [
    { place: `${row}.author`, records: ["reviewComments.author"] },
    { place: `${row}.author.databaseId`, records: ["reviewComments.author"] },
    { place: `${row}.commit`, records: ["reviewComments.commitSha"] },
    { place: `${row}.originalCommit`, records: ["reviewComments.originalCommitSha"] },
    { place: `${row}.pullRequestReview`, records: ["reviewComments.reviewId"] },
    { place: `${row}.replyTo`, records: ["reviewComments.inReplyToId"] },
    { place: `${row}.line`, records: ["reviewComments.line"] },
    { place: `${row}.originalLine`, records: ["reviewComments.originalLine"] },
    { place: `${row}.startLine`, records: ["reviewComments.startLine"] },
    { place: `${row}.originalStartLine`, records: ["reviewComments.originalStartLine"] },
  ];
}

/** The fields of the record that follow from a value that GitHub itself sends; `undefined` where the value is wrong. */
export function realRestValue(
  shape: string,
  place: string,
  mutation: Mutation,
): readonly RecordField[] | undefined {
  return recordsOf(restValues[shape] ?? [], place, mutation);
}

/** The same by GraphQL, where `place` is relative to the pull request. */
export function realGraphqlValue(
  place: string,
  mutation: Mutation,
): readonly RecordField[] | undefined {
  return recordsOf(graphqlValues, place, mutation);
}

function recordsOf(
  values: readonly RealValue[],
  place: string,
  mutation: Mutation,
): readonly RecordField[] | undefined {
  const value = values.find((candidate) => candidate.place === place);
  return value && (value.values ?? ["null"]).includes(mutation) ? value.records : undefined;
}

function dateOf(who: "author" | "committer"): RecordField {
  return who === "author" ? "commits.authoredAt" : "commits.committedAt";
}
