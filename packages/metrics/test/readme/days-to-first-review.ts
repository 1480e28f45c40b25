import type { PullRequest, Review } from "@ghsync/core";
import { timeToFirstReview } from "@ghsync/metrics";

const dayMs = 86_400_000;
const ignored = ["acme-ci"]; // bots with ordinary accounts

/** Computes how many days a pull request waited for its first review; `null` if it has none. */
export function daysToFirstReview(
  pullRequest: PullRequest,
  reviews: readonly Review[],
): number | null {
  const waitedMs = timeToFirstReview(pullRequest, reviews, {
    isReviewer: (account) => account?.type !== "Bot" && !ignored.includes(account?.login ?? ""),
  });
  return waitedMs === null ? null : waitedMs / dayMs;
}
