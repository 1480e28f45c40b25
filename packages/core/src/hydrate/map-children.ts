import type { ChangedFile, Comment, Commit, Review, ReviewComment } from "../records/children.ts";
import { diffSides, reviewStates } from "../records/github-words.ts";
import { parseBody, parseId, parseInstant, parseWord } from "../records/parse-value.ts";
import type {
  RawAuthored,
  RawComment,
  RawCommit,
  RawFile,
  RawReview,
  RawReviewComment,
  RawReviewThread,
} from "./graphql-shapes.ts";
import { mapActor } from "./map-actor.ts";
import { wholeList } from "./whole-list.ts";

const subjects = { LINE: "line", FILE: "file" } as const;
const fileStatuses = {
  ADDED: "added",
  DELETED: "removed",
  MODIFIED: "modified",
  RENAMED: "renamed",
  COPIED: "copied",
  CHANGED: "changed",
} as const;

function mapAuthored(raw: RawAuthored) {
  return {
    id: parseId(raw.fullDatabaseId),
    nodeId: raw.id,
    author: mapActor(raw.author),
    authorAssociation: raw.authorAssociation,
    body: parseBody(raw.body),
    url: raw.url,
  };
}

export function mapReview(raw: RawReview): Review {
  return {
    ...mapAuthored(raw),
    state: parseWord(raw.state, reviewStates),
    commitSha: raw.commit?.oid ?? null,
    submittedAt: parseInstant(raw.submittedAt),
  };
}

export function mapComment(raw: RawComment): Comment {
  return {
    ...mapAuthored(raw),
    createdAt: parseInstant(raw.createdAt),
    updatedAt: parseInstant(raw.updatedAt),
  };
}

/** The submitted comments of a thread: only the thread knows the side of the diff. */
export function mapThread(thread: RawReviewThread): readonly ReviewComment[] {
  return wholeList(thread.comments)
    .filter(({ state }) => state !== "PENDING")
    .map((raw) => mapReviewComment(raw, thread));
}

function mapReviewComment(raw: RawReviewComment, thread: RawReviewThread): ReviewComment {
  return {
    ...mapComment(raw),
    reviewId: raw.pullRequestReview && parseId(raw.pullRequestReview.fullDatabaseId),
    inReplyToId: raw.replyTo && parseId(raw.replyTo.fullDatabaseId),
    path: raw.path,
    diffHunk: raw.diffHunk,
    commitSha: raw.commit?.oid ?? null,
    originalCommitSha: raw.originalCommit?.oid ?? null,
    line: raw.line,
    originalLine: raw.originalLine,
    startLine: raw.startLine,
    originalStartLine: raw.originalStartLine,
    side: parseWord(thread.diffSide, diffSides),
    startSide: thread.startDiffSide === null ? null : parseWord(thread.startDiffSide, diffSides),
    subject: parseWord(raw.subjectType, subjects),
  };
}

export function mapCommit({ commit }: RawCommit, position: number): Commit {
  return {
    sha: commit.oid,
    position,
    message: commit.message,
    authorName: commit.author?.name ?? null,
    authorEmail: commit.author?.email ?? null,
    authoredAt: parseInstant(commit.authoredDate),
    author: mapActor(commit.author?.user),
    committerName: commit.committer?.name ?? null,
    committerEmail: commit.committer?.email ?? null,
    committedAt: parseInstant(commit.committedDate),
    committer: mapActor(commit.committer?.user),
  };
}

export function mapFile(raw: RawFile): ChangedFile {
  return {
    path: raw.path,
    status: parseWord(raw.changeType, fileStatuses),
    additions: raw.additions,
    deletions: raw.deletions,
  };
}
