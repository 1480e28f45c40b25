import { expect, it } from "vitest";
import { type TrueSnapshot, trueSnapshots } from "../../torture/true-snapshots.ts";
import { differencesOf, wrongValuesOf } from "../compare-snapshots.ts";
import { happen, startWorld, sweepWorld, target } from "../sweep-world.ts";

const world = await sweepWorld("all-kinds");
const github = startWorld(world);
const targetNow = () =>
  trueSnapshots(github, world).find(
    ({ pullRequest }) => pullRequest.number === target,
  ) as TrueSnapshot;
const old = targetNow();
happen(github, world.change);
const now = targetNow();

function withField(field: string, value: unknown): TrueSnapshot {
  return { ...now, pullRequest: { ...now.pullRequest, [field]: value } };
}

function withReviews(reviews: unknown): TrueSnapshot {
  return { ...now, children: { ...now.children, reviews } } as TrueSnapshot;
}

it("a snapshot equals itself, and differs from an older one in every list", () => {
  expect(differencesOf(now, now)).toEqual([]);
  const differences = differencesOf(old, now).join("\n");
  for (const word of [
    "title",
    "labels",
    "reviews",
    "reviewComments",
    "comments",
    "commits",
    "files",
  ]) {
    expect(differences).toContain(` ${word}`);
  }
});

it("reports a missing pull request, a missing row, another value and a truncated list", () => {
  expect(differencesOf(undefined, now)).toEqual(["#13 is not stored"]);
  expect(differencesOf(withReviews([]), now)).toHaveLength(now.children.reviews?.length ?? 0);
  expect(differencesOf(withField("title", null), now)).toHaveLength(1);
  expect(differencesOf(withField("title", null), now, ["title"])).toEqual([]);
  expect(differencesOf({ ...now, truncated: ["files"] }, now)).toEqual(["#13 files is truncated"]);
  expect(differencesOf({ ...now, unread: ["files"] }, now)).toEqual(["#13 files is unread"]);
});

it("old and new values are right, all others are wrong", () => {
  expect(wrongValuesOf(old, old, now)).toEqual([]);
  expect(wrongValuesOf(now, old, now)).toEqual([]);
  expect(wrongValuesOf(withField("title", "Invented"), old, now)).toHaveLength(1);
  expect(wrongValuesOf(withReviews([{ id: 1 }]), undefined, now)).toEqual([
    "#13 reviews 1 should not be there",
  ]);
});

it("what was known must stay known, and what was not may be unknown", () => {
  expect(wrongValuesOf(withField("author", null), undefined, now)).toEqual([]);
  expect(wrongValuesOf(withField("author", null), old, now)).toHaveLength(1);
  expect(wrongValuesOf(withReviews(undefined), undefined, now)).toEqual([]);
  expect(wrongValuesOf(withReviews(undefined), old, now)).toHaveLength(
    old.children.reviews?.length ?? 0,
  );
  expect(wrongValuesOf(undefined, old, now)).toEqual(["#13 is no longer stored"]);
});
