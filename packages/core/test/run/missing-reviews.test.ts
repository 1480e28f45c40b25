import type { SyncOutcome } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { createFullWorld, rewriteRest } from "../support/full-world.ts";
import { forbidFields, listOf } from "../support/refusals.ts";
import { expectEqualsGitHub, fullName, hourMs } from "../sync-harness.ts";

const complete = { status: "complete" };
const items = { status: "partial", reason: "items" };

/** What GitHub's list of reviews by REST lacks. */
const losses = {
  "all of them": (rows: unknown[]) => rows.splice(0),
  "the last one": (rows: unknown[]) => rows.pop(),
} as const;

const cases = Object.entries(losses);

/**
 * A synced world whose pull request 3 must be read again. Approvals have no review comments, so
 * only the store knows of them.
 */
async function createApproved(api: "graphql" | "rest") {
  const world = await createFullWorld({ api });
  const { github } = world;
  github.truth.submitReview({ repository: fullName, number: 3, actor: "bob", state: "APPROVED" });
  github.clock.advance(hourMs);
  expect(await world.run()).toMatchObject(complete);
  github.truth.editPullRequest({ repository: fullName, number: 3, title: "Read me" });
  github.clock.advance(hourMs);
  const reviews = () => world.stored()[1]?.children.reviews;
  return { ...world, reviews };
}

const failGraphQL = { when: { path: "/graphql" }, fault: { kind: "error", status: 502 } } as const;

describe("a list of reviews by REST that lacks stored ones", () => {
  it.each(cases)("I7: %s: GraphQL is used", async (_, lose) => {
    const world = await createApproved("rest");
    rewriteRest(world.github, listOf.reviews, lose);
    expect(await world.run()).toMatchObject(complete);
    expect(world.stored()[1]?.truncated).toEqual([]);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it.each(cases)("I7: %s, once: is read again", async (_, lose) => {
    const world = await createApproved("rest");
    world.github.faults.add(failGraphQL);
    rewriteRest(world.github, listOf.reviews, lose, { times: 1 });
    expect(await world.run()).toMatchObject(complete);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });

  it.each(cases)("I7: %s, while GraphQL fails: what is stored stays", async (_, lose) => {
    const world = await createApproved("rest");
    const before = world.reviews();
    world.github.faults.add(failGraphQL);
    rewriteRest(world.github, listOf.reviews, lose);
    expect(await world.run()).toMatchObject(items);
    expect(world.stored()[1]).toMatchObject({ unread: ["reviews"] });
    expect(world.reviews()).toEqual(before);
    world.github.faults.clear();
    world.github.clock.advance(hourMs);
    expect(await world.run()).toMatchObject(complete);
    await expectEqualsGitHub(world);
  });

  it.each(cases)("I7: %s, once, while GraphQL refuses reviews: is read again", async (_, lose) => {
    const world = await createApproved("graphql");
    forbidFields(world.github, ["PullRequest.reviews"]);
    rewriteRest(world.github, listOf.reviews, lose, { times: 1 });
    const outcome: SyncOutcome = await world.run();
    expect(outcome).toMatchObject(complete);
    world.github.faults.clear();
    await expectEqualsGitHub(world);
  });
});

describe("a first read of reviews by REST that shows none although review comments exist", () => {
  it.each([{}, { kinds: ["reviews"] }] as const)("I7: GraphQL is used: %o", async (options) => {
    const world = await createFullWorld({ api: "rest", ...options });
    rewriteRest(world.github, listOf.reviews, losses["all of them"]);
    expect(await world.run()).toMatchObject(complete);
    expect(world.stored().map(({ children }) => children.reviews?.length)).toEqual([1, 1, 1]);
  });
});
