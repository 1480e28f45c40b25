import type { Account } from "./account.ts";
import type { PullRequest, ReviewState } from "./records.ts";

/**
 * What the reviews come to: the latest opinion of each reviewer counts, a comment is none. `null`
 * when nobody was asked and nobody decided.
 */
export function reviewDecision(
  pull: PullRequest,
): "APPROVED" | "CHANGES_REQUESTED" | "REVIEW_REQUIRED" | null {
  const opinions = new Map<Account | null, ReviewState>();
  for (const { author, state } of pull.reviews) {
    if (state !== "COMMENTED") {
      opinions.set(author, state);
    }
  }
  const latest = [...opinions.values()];
  if (latest.includes("CHANGES_REQUESTED")) {
    return "CHANGES_REQUESTED";
  }
  if (latest.includes("APPROVED")) {
    return "APPROVED";
  }
  return pull.requestedReviewers.length > 0 ? "REVIEW_REQUIRED" : null;
}
