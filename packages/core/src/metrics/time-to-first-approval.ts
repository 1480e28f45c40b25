import type { PullRequest, Review } from "../model/records.ts";
import { countedReviews, type ReviewMetricsOptions } from "./counted-reviews.ts";
import { elapsedMs } from "./elapsed-ms.ts";

/**
 * How long a pull request waited for its first approval: milliseconds from `createdAt` to the earliest `submittedAt` of the approving
 * reviews that count. An approval that was dismissed is a dismissed review, and no approval. Pure.
 *
 * @returns `null` if nobody has approved it
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
