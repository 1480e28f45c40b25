import type {
  ChangedFile,
  Comment,
  Commit,
  Review,
  ReviewComment,
} from "../../records/children.ts";
import { diffSides, reviewStates } from "../../records/github-words.ts";
import {
  parseBody,
  parseId,
  parseInstant,
  parseOptionalInstant,
  parseWord,
} from "../../records/parse-value.ts";
import { mapRestActor } from "./map-rest-actor.ts";
import type {
  RestActor,
  RestComment,
  RestCommit,
  RestFile,
  RestReview,
  RestReviewComment,
} from "./rest-shapes.ts";

const subjects = { line: "line", file: "file" } as const;
const fileStatuses = {
  added: "added",
  removed: "removed",
  modified: "modified",
  renamed: "renamed",
  copied: "copied",
  changed: "changed",
  // GraphQL has no word of its own for it.
  unchanged: "changed",
} as const;

function mapAuthored(raw: RestReview | RestComment) {
  return {
    id: parseId(raw.id),
    nodeId: raw.node_id,
    author: mapRestActor(raw.user),
    authorAssociation: raw.author_association,
    body: parseBody(raw.body ?? null),
    url: raw.html_url,
  };
}

/** A review; `undefined` for a pending one, which only its author sees. */
export function mapRestReview(raw: RestReview): Review | undefined {
  if (raw.state === "PENDING") return undefined;
  return {
    ...mapAuthored(raw),
    state: parseWord(raw.state, reviewStates),
    commitSha: raw.commit_id,
    submittedAt: parseInstant(raw.submitted_at),
  };
}

export function mapRestComment(raw: RestComment): Comment {
  return {
    ...mapAuthored(raw),
    createdAt: parseInstant(raw.created_at),
    updatedAt: parseInstant(raw.updated_at),
  };
}

export function mapRestReviewComment(raw: RestReviewComment): ReviewComment {
  return {
    ...mapRestComment(raw),
    reviewId: raw.pull_request_review_id,
    inReplyToId: raw.in_reply_to_id ?? null,
    path: raw.path,
    diffHunk: raw.diff_hunk,
    commitSha: raw.commit_id,
    originalCommitSha: raw.original_commit_id,
    line: raw.line ?? null,
    originalLine: raw.original_line ?? null,
    startLine: raw.start_line ?? null,
    originalStartLine: raw.original_start_line ?? null,
    side: parseWord(raw.side ?? "RIGHT", diffSides),
    startSide: raw.start_side ? parseWord(raw.start_side, diffSides) : null,
    subject: parseWord(raw.subject_type ?? "line", subjects),
  };
}

export function mapRestCommit({ sha, commit, ...accounts }: RestCommit, position: number): Commit {
  return {
    sha,
    position,
    message: commit.message,
    authorName: commit.author?.name ?? null,
    authorEmail: commit.author?.email ?? null,
    authoredAt: parseOptionalInstant(commit.author?.date),
    author: userOnly(accounts.author),
    committerName: commit.committer?.name ?? null,
    committerEmail: commit.committer?.email ?? null,
    committedAt: parseOptionalInstant(commit.committer?.date),
    committer: userOnly(accounts.committer),
  };
}

// GraphQL knows people alone behind a commit: a bot is its name and e-mail address.
function userOnly(raw: RestActor | Record<string, never> | null) {
  const actor = mapRestActor(raw);
  return actor?.type === "User" ? actor : null;
}

export function mapRestFile(raw: RestFile): ChangedFile {
  return {
    path: raw.filename,
    status: parseWord(raw.status, fileStatuses),
    additions: raw.additions,
    deletions: raw.deletions,
  };
}
