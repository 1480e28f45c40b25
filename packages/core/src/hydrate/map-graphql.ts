import { record, type Shaped } from "../github/shape.ts";
import { orderActors, orderLabels, orderReviewers } from "../model/canonical-order.ts";
import {
  type Actor,
  type ChangedFile,
  type Comment,
  type Commit,
  type Label,
  type LinkedIssue,
  type PullRequest,
  type RequestedReviewer,
  type Review,
  type ReviewComment,
  stableAvatarUrl,
} from "../model/records.ts";
import type { RowPart } from "../model/snapshot.ts";
import {
  type GraphQLActor,
  type GraphQLFields,
  type graphQLComment,
  type graphQLCommit,
  type graphQLDetails,
  graphQLFields,
  type graphQLFile,
  type graphQLLabel,
  type graphQLLinkedIssue,
  type graphQLReview,
  type graphQLReviewComment,
  type graphQLReviewRequest,
  type graphQLThread,
} from "./graphql-shapes.ts";

/** The lists of a pull request's row, as far as they were read. */
export interface RowLists {
  readonly labels: readonly Shaped<typeof graphQLLabel>[] | undefined;
  readonly assignees: readonly Actor[] | undefined;
  readonly requestedReviewers: readonly RequestedReviewer[] | undefined;
}

/** The fields that can be unknown, with the record's name for each. */
export const fieldParts = {
  author: "author",
  mergedBy: "mergedBy",
  mergeCommit: "mergeCommitSha",
  headRepository: "headRepository",
  milestone: "milestone",
} as const satisfies { readonly [K in keyof GraphQLFields]: RowPart };

/** A shape for each field, so that a bad field does not affect the others. */
export const fieldShapes = Object.entries(graphQLFields).map(
  ([name, shape]) => [name as keyof GraphQLFields, record({ [name]: shape })] as const,
);

/**
 * Maps a pull request's row, without its linked issues. Missing values are empty here and named
 * among the missing parts.
 */
export function mapPullRequest(
  raw: Shaped<typeof graphQLDetails>,
  { author, mergedBy, mergeCommit, headRepository, milestone }: Partial<GraphQLFields>,
  lists: RowLists,
): PullRequest {
  return {
    number: raw.number,
    id: raw.fullDatabaseId,
    nodeId: raw.id,
    url: raw.url,
    title: raw.title,
    body: raw.body || null,
    state: raw.state,
    draft: raw.isDraft,
    locked: raw.locked,
    author: author ? mapActor(author) : null,
    authorAssociation: raw.authorAssociation,
    createdAt: raw.createdAt,
    updatedAt: raw.updatedAt,
    closedAt: raw.closedAt,
    mergedAt: raw.mergedAt,
    mergedBy: mergedBy ? mapActor(mergedBy) : null,
    mergeCommitSha: mergeCommit?.oid ?? null,
    headRef: raw.headRefName,
    headSha: raw.headRefOid,
    headRepository: headRepository?.nameWithOwner ?? null,
    baseRef: raw.baseRefName,
    baseSha: raw.baseRefOid,
    additions: raw.additions,
    deletions: raw.deletions,
    changedFiles: raw.changedFiles,
    labels: orderLabels((lists.labels ?? []).map(mapLabel)),
    assignees: orderActors(lists.assignees ?? []),
    requestedReviewers: orderReviewers(lists.requestedReviewers ?? []),
    milestone: milestone ?? null,
    linkedIssues: null,
  };
}

/** Maps a requested reviewer: an account or a team. */
export function mapReviewRequest({
  requestedReviewer: raw,
}: Shaped<typeof graphQLReviewRequest>): RequestedReviewer {
  if ("slug" in raw) return { kind: "team", id: raw.databaseId, slug: raw.slug, name: raw.name };
  return { kind: "actor", ...mapActor(raw) };
}

function mapLabel({ id, ...label }: Shaped<typeof graphQLLabel>): Label {
  return { nodeId: id, ...label };
}

export function mapLinkedIssue(raw: Shaped<typeof graphQLLinkedIssue>): LinkedIssue {
  return { repository: raw.repository.nameWithOwner, number: raw.number };
}

type RawReview = Shaped<typeof graphQLReview>;
type RawComment = Shaped<typeof graphQLComment>;
type RawCommit = Shaped<typeof graphQLCommit>;

function mapAuthored(raw: RawReview | RawComment) {
  return {
    id: raw.fullDatabaseId,
    nodeId: raw.id,
    author: raw.author && mapActor(raw.author),
    authorAssociation: raw.authorAssociation,
    body: raw.body || null,
    url: raw.url,
  };
}

export function mapReview(raw: RawReview): Review {
  const { state, commit, submittedAt } = raw;
  return { ...mapAuthored(raw), state, commitSha: commit?.oid ?? null, submittedAt };
}

export function mapComment(raw: RawComment): Comment {
  return { ...mapAuthored(raw), createdAt: raw.createdAt, updatedAt: raw.updatedAt };
}

/** Maps a comment of a thread. Only the thread has the side of the diff. */
export function mapReviewComment(
  raw: Shaped<typeof graphQLReviewComment>,
  thread: Shaped<typeof graphQLThread>,
): ReviewComment {
  return {
    ...mapComment(raw),
    reviewId: raw.pullRequestReview?.fullDatabaseId ?? null,
    inReplyToId: raw.replyTo?.fullDatabaseId ?? null,
    path: raw.path,
    diffHunk: raw.diffHunk,
    commitSha: raw.commit?.oid ?? null,
    originalCommitSha: raw.originalCommit?.oid ?? null,
    line: raw.line,
    originalLine: raw.originalLine,
    startLine: raw.startLine,
    originalStartLine: raw.originalStartLine,
    side: thread.diffSide,
    startSide: thread.startDiffSide,
    subject: raw.subjectType,
  };
}

export function mapCommit({ commit }: RawCommit, position: number): Commit {
  return {
    sha: commit.oid,
    position,
    message: commit.message,
    authorName: commit.author?.name ?? null,
    authorEmail: commit.author?.email ?? null,
    authoredAt: commit.authoredDate,
    author: accountOf(commit.author),
    committerName: commit.committer?.name ?? null,
    committerEmail: commit.committer?.email ?? null,
    committedAt: commit.committedDate,
    committer: accountOf(commit.committer),
  };
}

function accountOf(author: RawCommit["commit"]["author"]) {
  return author?.user ? mapActor(author.user) : null;
}

export function mapFile(raw: Shaped<typeof graphQLFile>): ChangedFile {
  const { path, changeType: status, additions, deletions } = raw;
  return { path, status, additions, deletions };
}

/**
 * Maps an account. REST writes a bot as `x[bot]`, GraphQL as `x`; the record has REST's form. As a
 * commit's author, GraphQL shows a bot as a user with that login.
 */
export function mapActor(raw: GraphQLActor): Actor {
  const isBot = raw.__typename === "Bot" || raw.login.endsWith("[bot]");
  return {
    id: raw.databaseId,
    login: isBot && !raw.login.endsWith("[bot]") ? `${raw.login}[bot]` : raw.login,
    avatarUrl: stableAvatarUrl(raw.avatarUrl),
    type: isBot ? "Bot" : raw.__typename,
  };
}
