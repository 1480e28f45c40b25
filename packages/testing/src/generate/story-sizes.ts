import type { SpanSizes } from "./identifier-spans.ts";
import type { Story } from "./story.ts";

/** How many records a story makes whose ids are given out before. */
export function sizesOf({ change, happenings }: Story): SpanSizes {
  const sizes = {
    review: 0,
    thread: 0,
    reviewRequest: 0,
    commit: change?.commits ?? 0,
    mergeCommit: 0,
  };
  for (const happening of happenings) {
    switch (happening.verb) {
      case "submitReview":
        sizes.review += 1;
        sizes.thread += happening.threads.length;
        break;
      case "replyToThread":
        sizes.review += 1;
        break;
      case "requestReview":
        sizes.reviewRequest += happening.reviewers.length + happening.teams.length;
        break;
      case "pushCommits":
        sizes.commit += happening.commits;
        break;
      case "mergePullRequest":
        sizes.mergeCommit += 1;
        break;
    }
  }
  return sizes;
}
