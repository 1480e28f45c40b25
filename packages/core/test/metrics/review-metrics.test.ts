import {
  type Actor,
  cycleTime,
  type PullRequest,
  type Review,
  reviewMetrics,
  reviewRounds,
  timeToFirstApproval,
  timeToFirstReview,
} from "@ghsync/core";
import { describe, expect, test } from "vitest";
import { at } from "../../../testing/src/contracts/at.ts";
import { examplePullRequest } from "../../../testing/src/contracts/repo-store/example/example-pull-request.ts";
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

  test("are the earliest first, in whatever order they are given", () => {
    expect(first([exampleReview(9), exampleReview(4), exampleReview(7)])).toBe(4 * minute);
  });

  test.each(["approved", "changes_requested", "commented", "dismissed"] as const)(
    "are those that are %s",
    (state) => {
      expect(first([exampleReview(4, { state })])).toBe(4 * minute);
    },
  );

  test("are not the author's own", () => {
    expect(first([exampleReview(4, { author: mona })])).toBeNull();
    expect(first([exampleReview(4, { author: mona }), exampleReview(5)])).toBe(5 * minute);
  });

  test("are not the author's own under a new name, and are another's who took the old one", () => {
    const author = actor("mona", { id: 1 });
    expect(first([exampleReview(4, { author: actor("lisa", { id: 1 }) })], { author })).toBeNull();
    expect(first([exampleReview(4, { author: actor("mona", { id: 2 }) })], { author })).toBe(
      4 * minute,
    );
  });

  test("are not bots', unless the caller says so; nor those that the caller refuses", () => {
    const bot = exampleReview(4, { author: actor("robot[bot]", { type: "Bot" }) });
    const service = exampleReview(5, { author: actor("acme-ci") });
    expect(first([bot])).toBeNull();
    expect(timeToFirstReview(pull(), [bot], { isReviewer: () => true })).toBe(4 * minute);
    const isReviewer = (reviewer: Actor | null) => reviewer?.login !== "acme-ci";
    expect(timeToFirstReview(pull(), [service], { isReviewer })).toBeNull();
  });

  test("are a deleted account's, unless the author's is deleted too", () => {
    const ghost = exampleReview(4, { author: null });
    expect(first([ghost])).toBe(4 * minute);
    expect(first([ghost], { author: null })).toBeNull();
    expect(first([exampleReview(4)], { author: null })).toBe(4 * minute);
  });

  test("are a deleted account's only if the caller says so of nobody", () => {
    const ghost = exampleReview(4, { author: null });
    const isKnown = (reviewer: Actor | null) => reviewer !== null;
    expect(timeToFirstReview(pull(), [ghost], { isReviewer: isKnown })).toBeNull();
    expect(timeToFirstReview(pull(), [ghost], { isReviewer: () => true })).toBe(4 * minute);
    const all = { isReviewer: () => true };
    expect(timeToFirstReview(pull({ author: null }), [ghost], all)).toBeNull();
  });

  test("are not those after the merge or the closing; all of them, once it was reopened", () => {
    const late = exampleReview(9);
    expect(timeToFirstReview(merged(8), [late])).toBeNull();
    expect(timeToFirstReview(merged(9), [late])).toBe(9 * minute);
    expect(first([late], { state: "closed", closedAt: at(8) })).toBeNull();
    expect(first([late])).toBe(9 * minute);
  });

  test("are those of a draft too", () => {
    expect(first([exampleReview(4)], { draft: true })).toBe(4 * minute);
  });
});

test("The first approval is the first review that approves; a dismissed one is none", () => {
  const reviews = [
    exampleReview(1),
    exampleReview(2, { state: "dismissed" }),
    exampleReview(6, { state: "approved" }),
    exampleReview(4, { state: "approved" }),
  ];
  expect(timeToFirstApproval(pull(), reviews)).toBe(4 * minute);
  expect(timeToFirstApproval(pull(), reviews.slice(0, 2))).toBeNull();
});

test("A round is a state of the head that was reviewed, however often", () => {
  const review = (minutes: number, commitSha: string | null) =>
    exampleReview(minutes, { commitSha });
  expect(reviewRounds(pull(), [])).toBe(0);
  expect(reviewRounds(pull(), [review(1, "a"), review(2, "a")])).toBe(1);
  // Who began before the push and ended after it is no round of its own.
  expect(reviewRounds(pull(), [review(1, "a"), review(2, "b"), review(3, "a")])).toBe(2);
  expect(reviewRounds(pull(), [review(1, "a"), review(2, null), review(3, null)])).toBe(2);
  expect(reviewRounds(pull(), [exampleReview(1, { commitSha: "a", author: mona })])).toBe(0);
});

describe("The cycle time", () => {
  test("goes from the first commit that was written to the merge", () => {
    const commits = [exampleCommit(-10), exampleCommit(-30), exampleCommit(null)];
    expect(cycleTime(merged(60), commits)).toBe(90 * minute);
  });

  test("goes from the opening if the commits are younger, as after a change of plan", () => {
    expect(cycleTime(merged(60), [exampleCommit(20)])).toBe(60 * minute);
  });

  test("is unknown without a merge, and without a commit that tells its time", () => {
    expect(cycleTime(pull({ state: "closed", closedAt: at(9) }), [exampleCommit(-1)])).toBeNull();
    expect(cycleTime(merged(60), [])).toBeNull();
    expect(cycleTime(merged(60), [exampleCommit(null)])).toBeNull();
  });
});

test("All metrics at once; those of a kind that was not read are unknown", () => {
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
