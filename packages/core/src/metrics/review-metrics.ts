import type { PullRequest } from "../model/records.ts";
import type { PullRequestSnapshot } from "../model/snapshot.ts";
import type { ReviewMetricsOptions } from "./counted-reviews.ts";
import { cycleTime } from "./cycle-time.ts";
import { elapsedMs } from "./elapsed-ms.ts";
import { reviewRounds } from "./review-rounds.ts";
import { timeToFirstApproval } from "./time-to-first-approval.ts";
import { timeToFirstReview } from "./time-to-first-review.ts";

/** How the review of a pull request went. `null` is unknown, or not yet. */
export interface ReviewMetrics {
  /** See {@link timeToFirstReview}. */
  readonly timeToFirstReviewMs: number | null;
  /** See {@link timeToFirstApproval}. */
  readonly timeToFirstApprovalMs: number | null;
  /** See {@link reviewRounds}. */
  readonly reviewRounds: number | null;
  /** From `createdAt` to `mergedAt`; `null` unless it is merged. */
  readonly timeToMergeMs: number | null;
  /** See {@link cycleTime}. */
  readonly cycleTimeMs: number | null;
}

/**
 * All metrics of a pull request. What rests on a kind of child that was not read (`undefined`) is `null`. Pure.
 *
 * @example
 * ```ts
 * const { pullRequest, children } = snapshot;
 * const { timeToFirstReviewMs } = reviewMetrics(pullRequest, children);
 * ```
 */
export function reviewMetrics(
  pullRequest: PullRequest,
  { reviews, commits }: Partial<Pick<PullRequestSnapshot["children"], "reviews" | "commits">>,
  options?: ReviewMetricsOptions,
): ReviewMetrics {
  return {
    timeToFirstReviewMs: reviews ? timeToFirstReview(pullRequest, reviews, options) : null,
    timeToFirstApprovalMs: reviews ? timeToFirstApproval(pullRequest, reviews, options) : null,
    reviewRounds: reviews ? reviewRounds(pullRequest, reviews, options) : null,
    timeToMergeMs: elapsedMs(pullRequest.createdAt, pullRequest.mergedAt),
    cycleTimeMs: commits ? cycleTime(pullRequest, commits) : null,
  };
}
