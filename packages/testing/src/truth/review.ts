import type { Instant } from "../instant.ts";
import type { Account } from "./account.ts";
import type { AuthorAssociation } from "./author-association.ts";
import type { PullRequest } from "./pull-request.ts";
import type { Reaction } from "./reaction.ts";
import type { AnchorInput } from "./verbs/anchors.ts";

/** The state of a review; a pending one is nobody's but its author's. */
export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

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
  /** Of a pending review, when it was started. */
  submittedAt: Instant;
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
  /** @defaultValue none */
  reactions?: readonly Reaction[];
}

/** A review that its author hasn't submitted, with the comments that it will bring. */
export interface PendingReview {
  readonly review: Review;
  readonly drafts: readonly DraftComment[];
}

/** A comment of a pending review, with the ids that its thread and itself will have. */
export interface DraftComment {
  readonly thread: number;
  readonly comment: number;
  readonly at: Instant;
  readonly anchor: AnchorInput;
  readonly body: string;
}
