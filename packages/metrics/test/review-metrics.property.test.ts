import type { Review } from "@ghsync/core";
import { reviewMetrics } from "@ghsync/metrics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { examplePullRequest } from "../../testing/src/contracts/repo-store/example/example-pull-request.ts";
import { actor, exampleCommit, exampleReview } from "./example-review.ts";

const minutes = fc.integer({ min: -50, max: 150 });
const account = fc.option(
  fc
    .record({
      id: fc.option(fc.integer({ min: 1, max: 3 })),
      login: fc.constantFrom("a", "b", "c"),
      type: fc.constantFrom("User", "Bot"),
    })
    .map(({ login, ...rest }) => actor(login, rest)),
);
const review = fc
  .tuple(
    minutes,
    fc.record({
      author: account,
      state: fc.constantFrom("approved", "changes_requested", "commented", "dismissed"),
      commitSha: fc.option(fc.constantFrom("x", "y", "z")),
    }),
  )
  .map(([time, changes]) => exampleReview(time, changes));
const pullRequest = fc
  .record({ author: account, end: fc.option(minutes), isMerged: fc.boolean() })
  .map(({ author, end, isMerged }) =>
    examplePullRequest(1, {
      author,
      createdAt: at(0),
      closedAt: end === null ? null : at(end),
      mergedAt: end === null || !isMerged ? null : at(end),
    }),
  );
const commits = fc.array(fc.option(minutes).map(exampleCommit));
const reviews = fc.array(review);

test("reviewMetrics does not depend on the order of reviews and commits", () => {
  fc.assert(
    fc.property(pullRequest, reviews, commits, fc.func(fc.integer()), (pull, given, made, rank) => {
      const shuffled = [...given].sort((one, other) => rank(one) - rank(other));
      expect(reviewMetrics(pull, { reviews: shuffled, commits: made.toReversed() })).toEqual(
        reviewMetrics(pull, { reviews: given, commits: made }),
      );
    }),
  );
});

test("reviewMetrics gives no negative time, no approval before the first review, and a first review exactly if there is a round", () => {
  fc.assert(
    fc.property(pullRequest, reviews, commits, (pull, given, made) => {
      const metrics = reviewMetrics(pull, { reviews: given, commits: made });
      for (const value of Object.values(metrics)) expect(value ?? 0).toBeGreaterThanOrEqual(0);
      const { timeToFirstReviewMs, timeToFirstApprovalMs, timeToMergeMs, cycleTimeMs } = metrics;
      expect(timeToFirstReviewMs !== null).toBe((metrics.reviewRounds ?? 0) > 0);
      if (timeToFirstApprovalMs !== null) {
        expect(timeToFirstApprovalMs).toBeGreaterThanOrEqual(timeToFirstReviewMs ?? Infinity);
      }
      if (cycleTimeMs !== null)
        expect(cycleTimeMs).toBeGreaterThanOrEqual(timeToMergeMs ?? Infinity);
    }),
  );
});

test("reviewMetrics never reports a later first review, and at most one more round, when a review is added", () => {
  const metricsOf = (pull: Parameters<typeof reviewMetrics>[0], given: readonly Review[]) =>
    reviewMetrics(pull, { reviews: given });
  fc.assert(
    fc.property(pullRequest, reviews, review, (pull, given, another) => {
      const before = metricsOf(pull, given);
      const after = metricsOf(pull, [...given, another]);
      expect(after.timeToFirstReviewMs ?? Infinity).toBeLessThanOrEqual(
        before.timeToFirstReviewMs ?? Infinity,
      );
      expect([0, 1]).toContain((after.reviewRounds ?? 0) - (before.reviewRounds ?? 0));
    }),
  );
});

test("reviewMetrics ignores reviews of bots, of the author and after the end", () => {
  fc.assert(
    fc.property(pullRequest, reviews, minutes, (pull, given, time) => {
      const end = pull.mergedAt ?? pull.closedAt;
      const noise = [
        exampleReview(time, { author: actor("robot[bot]", { type: "Bot" }), commitSha: "bot" }),
        ...(pull.author ? [exampleReview(time, { author: pull.author, commitSha: "own" })] : []),
        ...(end
          ? [exampleReview(0, { submittedAt: new Date(end.getTime() + 1), commitSha: "late" })]
          : []),
      ];
      expect(reviewMetrics(pull, { reviews: [...given, ...noise] })).toEqual(
        reviewMetrics(pull, { reviews: given }),
      );
    }),
  );
});
