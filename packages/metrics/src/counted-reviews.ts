import type { Actor, PullRequest, Review } from "@ghsync/core";

/** Chooses the reviews that the metrics count. */
export interface ReviewMetricsOptions {
  /**
   * Says whether an account's reviews count. Use it to exclude bots with ordinary accounts, or to
   * count one team only. The pull request's own author never counts.
   *
   * @param reviewer - `null` if the account was deleted
   * @defaultValue counts every account whose `type` is not `Bot`
   */
  readonly isReviewer?: ((reviewer: Actor | null) => boolean) | undefined;
}

/**
 * Returns the reviews that the metrics count, oldest first. Pure.
 *
 * - Every submitted review counts: approvals, requests for changes, comments and dismissed reviews.
 *   GitHub shows a pending review only to its author, so ghsync never stores one.
 * - The author's own reviews do not count: GitHub makes one of each reply to a review comment.
 * - Reviews that `isReviewer` rejects do not count. By default those are reviews of bots.
 * - Reviews of a deleted account (`null`) count if `isReviewer` accepts `null`. They do not count
 *   if the author's account was deleted too: the two could be one person.
 * - Reviews that were submitted after the pull request was merged or closed do not count. If a
 *   closed pull request was reopened, all its reviews count, because GitHub drops the time of the
 *   closing.
 */
export function countedReviews(
  pullRequest: Pick<PullRequest, "author" | "closedAt" | "mergedAt">,
  reviews: readonly Review[],
  { isReviewer = isNotBot }: ReviewMetricsOptions = {},
): readonly Review[] {
  const { author } = pullRequest;
  const endedAt = pullRequest.mergedAt ?? pullRequest.closedAt;
  return reviews
    .filter((review) => endedAt === null || review.submittedAt <= endedAt)
    .filter(({ author: reviewer }) => !isSame(reviewer, author) && isReviewer(reviewer))
    .toSorted((one, other) => one.submittedAt.getTime() - other.submittedAt.getTime());
}

function isNotBot(reviewer: Actor | null): boolean {
  return reviewer?.type !== "Bot";
}

// Compares ids if both are known: a login can change, and each record keeps the login of its time.
function isSame(one: Actor | null, other: Actor | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.login === other.login;
}
