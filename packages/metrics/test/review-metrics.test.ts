import type { Actor, PullRequest, Review } from "@ghsync/core";
import {
  cycleTime,
  reviewMetrics,
  reviewRounds,
  timeToFirstApproval,
  timeToFirstReview,
} from "@ghsync/metrics";
import { describe, expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { examplePullRequest } from "../../testing/src/contracts/repo-store/example/example-pull-request.ts";
import { actor, exampleCommit, exampleReview } from "./example-review.ts";

const minute = 60_000;
const mona = actor("mona");

/** Opened by mona at noon. */
const pull = (changes: Partial<PullRequest> = {}) =>
  examplePullRequest(1, {
    state: "open",
    author: mona,
    createdAt: at(0),
    closedAt: null,
    mergedAt: null,
    ...changes,
  });
const merged = (minutes: number) =>
  pull({ state: "merged", closedAt: at(minutes), mergedAt: at(minutes) });

describe("The reviews that count", () => {
  const first = (reviews: readonly Review[], changes: Partial<PullRequest> = {}) =>
    timeToFirstReview(pull(changes), reviews);

  test("are sorted by time, whatever their order was", () => {
    expect(first([exampleReview(9), exampleReview(4), exampleReview(7)])).toBe(4 * minute);
  });

  test.each(["approved", "changes_requested", "commented", "dismissed"] as const)(
    "include those that are %s",
    (state) => {
      expect(first([exampleReview(4, { state })])).toBe(4 * minute);
    },
  );

  test("exclude the author's own", () => {
    expect(first([exampleReview(4, { author: mona })])).toBeNull();
    expect(first([exampleReview(4, { author: mona }), exampleReview(5)])).toBe(5 * minute);
  });

  test("exclude the author's own under a new login, and include those of another account with the old login", () => {
    const author = actor("mona", { id: 1 });
    expect(first([exampleReview(4, { author: actor("lisa", { id: 1 }) })], { author })).toBeNull();
    expect(first([exampleReview(4, { author: actor("mona", { id: 2 }) })], { author })).toBe(
      4 * minute,
    );
  });

  test("exclude bots' unless isReviewer accepts them, and exclude those that isReviewer rejects", () => {
    const bot = exampleReview(4, { author: actor("robot[bot]", { type: "Bot" }) });
    const service = exampleReview(5, { author: actor("acme-ci") });
    expect(first([bot])).toBeNull();
    expect(timeToFirstReview(pull(), [bot], { isReviewer: () => true })).toBe(4 * minute);
    const isReviewer = (reviewer: Actor | null) => reviewer?.login !== "acme-ci";
    expect(timeToFirstReview(pull(), [service], { isReviewer })).toBeNull();
  });

  test("include a deleted account's, unless the author's account is deleted too", () => {
    const ghost = exampleReview(4, { author: null });
    expect(first([ghost])).toBe(4 * minute);
    expect(first([ghost], { author: null })).toBeNull();
    expect(first([exampleReview(4)], { author: null })).toBe(4 * minute);
  });

  test("include a deleted account's only if isReviewer accepts null", () => {
    const ghost = exampleReview(4, { author: null });
    const isKnown = (reviewer: Actor | null) => reviewer !== null;
    expect(timeToFirstReview(pull(), [ghost], { isReviewer: isKnown })).toBeNull();
    expect(timeToFirstReview(pull(), [ghost], { isReviewer: () => true })).toBe(4 * minute);
    const all = { isReviewer: () => true };
    expect(timeToFirstReview(pull({ author: null }), [ghost], all)).toBeNull();
  });

  test("exclude those after the merge or the closing, and include all of a reopened pull request", () => {
    const late = exampleReview(9);
    expect(timeToFirstReview(merged(8), [late])).toBeNull();
    expect(timeToFirstReview(merged(9), [late])).toBe(9 * minute);
    expect(first([late], { state: "closed", closedAt: at(8) })).toBeNull();
    expect(first([late])).toBe(9 * minute);
  });

  test("include those of a draft", () => {
    expect(first([exampleReview(4)], { draft: true })).toBe(4 * minute);
  });
});

test("timeToFirstApproval takes the first approving review, and no dismissed one", () => {
  const reviews = [
    exampleReview(1),
    exampleReview(2, { state: "dismissed" }),
    exampleReview(6, { state: "approved" }),
    exampleReview(4, { state: "approved" }),
  ];
  expect(timeToFirstApproval(pull(), reviews)).toBe(4 * minute);
  expect(timeToFirstApproval(pull(), reviews.slice(0, 2))).toBeNull();
});

test("reviewRounds counts each reviewed commit once", () => {
  const review = (minutes: number, commitSha: string | null) =>
    exampleReview(minutes, { commitSha });
  expect(reviewRounds(pull(), [])).toBe(0);
  expect(reviewRounds(pull(), [review(1, "a"), review(2, "a")])).toBe(1);
  // A review that was begun before a push and submitted after it starts no round.
  expect(reviewRounds(pull(), [review(1, "a"), review(2, "b"), review(3, "a")])).toBe(2);
  expect(reviewRounds(pull(), [review(1, "a"), review(2, null), review(3, null)])).toBe(2);
  expect(reviewRounds(pull(), [exampleReview(1, { commitSha: "a", author: mona })])).toBe(0);
});

describe("cycleTime", () => {
  test("starts at the first authored commit", () => {
    const commits = [exampleCommit(-10), exampleCommit(-30), exampleCommit(null)];
    expect(cycleTime(merged(60), commits)).toBe(90 * minute);
  });

  test("starts at the opening if all commits are younger", () => {
    expect(cycleTime(merged(60), [exampleCommit(20)])).toBe(60 * minute);
  });

  test("is null without a merge, and without a commit that has authoredAt", () => {
    expect(cycleTime(pull({ state: "closed", closedAt: at(9) }), [exampleCommit(-1)])).toBeNull();
    expect(cycleTime(merged(60), [])).toBeNull();
    expect(cycleTime(merged(60), [exampleCommit(null)])).toBeNull();
  });
});

test("reviewMetrics computes all metrics, and null for those of a kind that was not read", () => {
  const reviews = [exampleReview(4), exampleReview(9, { state: "approved", commitSha: "b" })];
  expect(reviewMetrics(merged(60), { reviews, commits: [exampleCommit(-30)] })).toEqual({
    timeToFirstReviewMs: 4 * minute,
    timeToFirstApprovalMs: 9 * minute,
    reviewRounds: 2,
    timeToMergeMs: 60 * minute,
    cycleTimeMs: 90 * minute,
  });
  expect(reviewMetrics(pull(), { reviews: undefined, commits: undefined })).toEqual({
    timeToFirstReviewMs: null,
    timeToFirstApprovalMs: null,
    reviewRounds: null,
    timeToMergeMs: null,
    cycleTimeMs: null,
  });
});
