import type { Actor } from "./actor.ts";
import type { AuthorAssociation } from "./pull-request.ts";

/** A submitted review. A pending one is visible to its author alone and is never stored. */
export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly state: "approved" | "changes_requested" | "commented" | "dismissed";
  readonly body: string | null;
  readonly commitSha: string | null;
  readonly submittedAt: Date;
  readonly url: string;
}

/** A comment on a line, or on a file, of the diff. */
export interface ReviewComment {
  readonly id: number;
  readonly nodeId: string;
  readonly reviewId: number | null;
  readonly inReplyToId: number | null;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly body: string | null;
  readonly path: string;
  readonly diffHunk: string;
  readonly commitSha: string | null;
  readonly originalCommitSha: string | null;
  /** `null` once the line is outdated, and for a comment on a file. */
  readonly line: number | null;
  readonly originalLine: number | null;
  readonly startLine: number | null;
  readonly originalStartLine: number | null;
  readonly side: "left" | "right";
  readonly startSide: "left" | "right" | null;
  readonly subject: "line" | "file";
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly url: string;
}

/** A comment in the pull request's conversation (GitHub's docs: an issue comment). */
export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly body: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly url: string;
}

/** A commit of the pull request. The same commit can belong to many pull requests. */
export interface Commit {
  readonly sha: string;
  /** Its place in the pull request's list of commits, from 0. */
  readonly position: number;
  readonly message: string;
  readonly authorName: string | null;
  readonly authorEmail: string | null;
  readonly authoredAt: Date | null;
  /** The account behind the author's e-mail address, where GitHub knows one. */
  readonly author: Actor | null;
  readonly committerName: string | null;
  readonly committerEmail: string | null;
  /** A rebase keeps `authoredAt` and moves this one. */
  readonly committedAt: Date | null;
  readonly committer: Actor | null;
}

/** A file that the pull request changes. */
export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed";
  readonly additions: number;
  readonly deletions: number;
}
