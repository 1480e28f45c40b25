import type { ChangedFile, Comment, Commit, Review, ReviewComment } from "../records/children.ts";
import type { Shaped } from "../records/shape.ts";
import type {
  graphQLComment,
  graphQLCommit,
  graphQLFile,
  graphQLReview,
  graphQLReviewComment,
  graphQLThread,
} from "./graphql-shapes.ts";
import { mapActor } from "./map-actor.ts";

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

/** A comment of a thread: only the thread knows the side of the diff. */
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
