import type { DiffSide } from "../truth/anchor.ts";
import type { ReviewState } from "../truth/records.ts";
import type { Authored } from "./recorded-user.ts";

/** A recorded review. */
export interface RecordedReview extends Authored {
  readonly state: ReviewState;
  readonly submitted_at: string;
  readonly commit_id: string | null;
}

/** A recorded conversation comment. */
export interface RecordedComment extends Authored {
  readonly created_at: string;
  readonly updated_at: string;
}

/** A recorded review comment. */
export interface RecordedReviewComment extends RecordedComment {
  readonly pull_request_review_id?: number | null;
  readonly in_reply_to_id?: number;
  readonly diff_hunk: string;
  readonly path: string;
  readonly commit_id: string;
  readonly original_commit_id: string;
  readonly position?: number | null;
  readonly original_position?: number | null;
  readonly line?: number | null;
  readonly original_line?: number | null;
  readonly start_line?: number | null;
  readonly original_start_line?: number | null;
  readonly side?: DiffSide;
  readonly start_side?: DiffSide | null;
  readonly subject_type?: "line" | "file";
}
