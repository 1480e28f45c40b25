import type { Commit, PullRequest, PullRequestSnapshot, Review } from "@ghsync/core";
import { countedReviews, type ReviewMetricsOptions } from "./counted-reviews.ts";

/** How the review of a pull request went. `null` means unknown, or not yet. */
export interface ReviewMetrics {
  /** See {@link timeToFirstReview}. */
  readonly timeToFirstReviewMs: number | null;
  /** See {@link timeToFirstApproval}. */
  readonly timeToFirstApprovalMs: number | null;
  /** See {@link reviewRounds}. */
  readonly reviewRounds: number | null;
  /** Milliseconds from `createdAt` to `mergedAt`; `null` unless the pull request is merged. */
  readonly timeToMergeMs: number | null;
  /** See {@link cycleTime}. */
  readonly cycleTimeMs: number | null;
}

/**
 * Computes all metrics of a pull request. Pure.
 *
 * @param children - If a kind was not read (`undefined`), each metric that needs it is `null`.
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

/**
 * Computes how long a pull request waited for its first review. Pure.
 *
 * The time includes the time as a draft: GitHub's records do not say when a draft became ready.
 *
 * @returns milliseconds from `createdAt` to the earliest `submittedAt` of the reviews that count;
 *   `null` if none counts
 */
export function timeToFirstReview(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  options?: ReviewMetricsOptions,
): number | null {
  const [first] = countedReviews(pullRequest, reviews, options);
  return elapsedMs(pullRequest.createdAt, first?.submittedAt);
}

/**
 * Computes how long a pull request waited for its first approval. Pure.
 *
 * A dismissed approval is not an approval: GitHub turns its state into `dismissed`.
 *
 * @returns milliseconds from `createdAt` to the earliest `submittedAt` of the approvals that count;
 *   `null` if none counts
 */
export function timeToFirstApproval(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  options?: ReviewMetricsOptions,
): number | null {
  const first = countedReviews(pullRequest, reviews, options).find(
    ({ state }) => state === "approved",
  );
  return elapsedMs(pullRequest.createdAt, first?.submittedAt);
}

/**
 * Counts the review rounds: the different commits (`commitSha`) on which reviews were submitted
 * that count. Pure.
 *
 * - All reviews of one commit are one round.
 * - A push starts a new round when the new head is reviewed. A push without a review does not.
 * - A rebase starts a new round when it is reviewed again.
 * - All reviews without a known commit (`commitSha` is `null`) are one round, so the true count can
 *   be higher.
 *
 * @returns 0 if no review counts
 */
export function reviewRounds(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  options?: ReviewMetricsOptions,
): number {
  const counted = countedReviews(pullRequest, reviews, options);
  return new Set(counted.map(({ commitSha }) => commitSha)).size;
}

/**
 * Computes how long a change took, from the first work on it to its merge. Pure.
 *
 * A rebase keeps `authoredAt`, so it does not shorten the cycle. A cherry-picked old commit
 * lengthens it.
 *
 * @returns milliseconds from the earliest `authoredAt` of the commits, or from `createdAt` if that
 *   is earlier, to `mergedAt`; `null` if the pull request is not merged, or if no commit has an
 *   `authoredAt`
 */
export function cycleTime(pullRequest: PullRequest, commits: readonly Commit[]): number | null {
  const authored = commits.flatMap(({ authoredAt }) => authoredAt?.getTime() ?? []);
  if (authored.length === 0) return null;
  // Not spread into Math.min: a pull request can have thousands of commits.
  const startedAt = authored.reduce(
    (earliest, time) => Math.min(earliest, time),
    pullRequest.createdAt.getTime(),
  );
  return elapsedMs(new Date(startedAt), pullRequest.mergedAt);
}

/** Returns 0 if clocks disagree about which instant came first, and `null` if one of them is unknown. */
function elapsedMs(from: Date, until: Date | null | undefined): number | null {
  return until ? Math.max(0, until.getTime() - from.getTime()) : null;
}
