import type { Instant } from "../instant.ts";
import type { Account } from "./account.ts";
import type { AuthorAssociation } from "./author-association.ts";
import type { PullRequest } from "./pull-request.ts";

/** The state of a submitted review. */
export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";

/** A side of a diff. */
export type DiffSide = "LEFT" | "RIGHT";

/** A submitted review. */
export interface Review {
  readonly type: "PullRequestReview";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly author: Account | null;
  readonly authorAssociation: AuthorAssociation;
  readonly commitSha: string | null;
  readonly submittedAt: Instant;
  readonly createdAt: Instant;
  body: string;
  state: ReviewState;
  updatedAt: Instant;
  readonly comments: ReviewComment[];
}

/** Where a thread stands in the diff. A push moves it, or loses it: then `line` is `null`. */
export interface Anchor {
  readonly path: string;
  readonly subjectType: "line" | "file";
  readonly side: DiffSide;
  readonly startSide: DiffSide | null;
  line: number | null;
  startLine: number | null;
  position: number | null;
  readonly originalLine: number | null;
  readonly originalStartLine: number | null;
  readonly originalPosition: number | null;
}

/** A conversation on a place of the diff; REST doesn't show it. */
export interface ReviewThread {
  readonly type: "PullRequestReviewThread";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly anchor: Anchor;
  resolvedBy: Account | null;
  isResolved: boolean;
  isOutdated: boolean;
  readonly comments: ReviewComment[];
}

/** A comment on a place of the diff. */
export interface ReviewComment {
  readonly type: "PullRequestReviewComment";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly thread: ReviewThread;
  readonly review: Review | null;
  readonly replyTo: ReviewComment | null;
  readonly author: Account | null;
  readonly authorAssociation: AuthorAssociation;
  readonly anchor: Anchor;
  readonly diffHunk: string;
  readonly originalCommitSha: string;
  readonly createdAt: Instant;
  commitSha: string;
  body: string;
  updatedAt: Instant;
  lastEditedAt: Instant | null;
}
