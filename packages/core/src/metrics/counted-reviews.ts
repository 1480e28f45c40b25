import type { Actor, PullRequest, Review } from "../model/records.ts";

/** Which reviews the metrics count. */
export interface ReviewMetricsOptions {
  /**
   * Whose reviews count, the author's own aside: for apps whose bots have ordinary accounts, or whose metrics are a team's own. Of a
   * deleted account, `null`, nothing is known.
   *
   * @defaultValue everybody but accounts of the type `Bot`
   */
  readonly isReviewer?: ((reviewer: Actor | null) => boolean) | undefined;
}

/**
 * The reviews that the metrics count, oldest first. Pure.
 *
 * - Every submitted review counts: approvals, requests for changes, comments, and dismissed ones, which were given all the same.
 *   (A pending review is its author's secret and is never stored.)
 * - Not the author's own, which are replies to review comments; nor those that `isReviewer` refuses: bots' by default.
 * - A deleted account's counts, if `isReviewer` says so of `null`, as it does by default; but not where the pull request's author is a
 *   deleted account too: then nobody can tell them apart.
 * - Not those that were submitted after the pull request was merged or closed. GitHub forgets a closing when a pull request is opened
 *   again, so all of a reopened one's count.
 */
export function countedReviews(
  pullRequest: Pick<PullRequest, "author" | "closedAt" | "mergedAt">,
  reviews: readonly Review[],
  { isReviewer = isNoBot }: ReviewMetricsOptions = {},
): readonly Review[] {
  const { author } = pullRequest;
  const endedAt = pullRequest.mergedAt ?? pullRequest.closedAt;
  return reviews
    .filter((review) => endedAt === null || review.submittedAt <= endedAt)
    .filter(({ author: reviewer }) => !isSame(reviewer, author) && isReviewer(reviewer))
    .toSorted((one, other) => one.submittedAt.getTime() - other.submittedAt.getTime());
}

function isNoBot(reviewer: Actor | null): boolean {
  return reviewer?.type !== "Bot";
}

// By id where both are known: logins change, and each record has the one of its time.
function isSame(one: Actor | null, other: Actor | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.login === other.login;
}
