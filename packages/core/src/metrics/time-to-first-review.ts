import type { PullRequest, Review } from "../model/records.ts";
import { countedReviews, type ReviewMetricsOptions } from "./counted-reviews.ts";
import { elapsedMs } from "./elapsed-ms.ts";

/**
 * How long a pull request waited for its first review: milliseconds from `createdAt` to the earliest `submittedAt` of the reviews that
 * count (not the author's own, not bots', none after the end; dismissed ones do). Pure.
 *
 * Time as a draft is part of it: GitHub's records do not tell when a draft became ready.
 *
 * @returns `null` if nobody has reviewed it
 */
export function timeToFirstReview(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  options?: ReviewMetricsOptions,
): number | null {
  const [first] = countedReviews(pullRequest, reviews, options);
  return elapsedMs(pullRequest.createdAt, first?.submittedAt);
}
