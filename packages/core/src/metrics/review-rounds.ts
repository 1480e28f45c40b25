import type { PullRequest, Review } from "../model/records.ts";
import { countedReviews, type ReviewMetricsOptions } from "./counted-reviews.ts";

/**
 * How many states of a pull request were reviewed: the different `commitSha`s of the reviews that count (not the author's own, not bots',
 * none after the end; dismissed ones do). Reviews of one head are one round, however many and by whomever; a push and a review of it
 * begin another, and so does a rebase that was reviewed again. A push that nobody reviewed is none. Pure.
 *
 * Reviews whose commit GitHub no longer tells (`commitSha` is `null`) are one round together: at least so many there were.
 *
 * @returns 0 if nobody has reviewed it
 */
export function reviewRounds(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  options?: ReviewMetricsOptions,
): number {
  const counted = countedReviews(pullRequest, reviews, options);
  return new Set(counted.map(({ commitSha }) => commitSha)).size;
}
