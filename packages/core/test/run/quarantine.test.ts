import type { FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
  storedFacts,
} from "../sync-harness.ts";

const reset = { kind: "reset" } as const;
const broken = [
  { answers: "500", fault: { kind: "error", status: 500 }, api: "graphql" },
  { answers: "502", fault: { kind: "error", status: 502 }, api: "graphql" },
  { answers: "nothing", fault: reset, api: "graphql" },
  { answers: "500", fault: { kind: "error", status: 500 }, api: "rest" },
  { answers: "nothing", fault: reset, api: "rest" },
] as const;

describe.each(broken)(
  "a pull request for which GitHub returns $answers, by $api",
  ({ answers, fault, api }) => {
    it("I13, I14: leaves the run partial, all others stored, and is read once GitHub returns it", async () => {
      const harness = await createHarness({ api });
      const { github, sync, id, store } = harness;
      openPullRequests(github, 12);
      const heal = breakPullRequest(github, 5, fault);

      const outcome = await sync.syncRepository(id);

      expect(outcome).toMatchObject({ status: "partial", reason: "items" });
      expect(await sync.getState(id)).toMatchObject({ status: "partial", reason: "items" });
      expect(numbersOf(harness)).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]);
      const [entry] = await store.readDirty(id, [5]);
      expect(entry).toMatchObject({ number: 5, attempts: 1 });
      expect(entry?.reason).toContain(fault === reset ? "could not be reached" : answers);
      // Only that pull request waits, not the others that are due.
      expect(await store.readState(id)).toMatchObject({ dirtyCount: 1, failedCount: 1 });

      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
      expect((await store.readDirty(id, [5]))[0]?.attempts).toBe(2);

      heal();
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(await store.readDirty(id, [5])).toEqual([]);
      await expectEqualsGitHub(harness);
    });
  },
);

describe("a pull request that cannot be read", () => {
  it("I13: a pull request that cannot be read is not requested before its wait is over, and waits longer each time", async () => {
    const { github, sync, id, store } = await createSynced(3);
    breakPullRequest(github, 2);
    github.truth.editPullRequest({ repository: fullName, number: 2, title: "Changed" });
    const waits: number[] = [];
    for (let attempts = 1; attempts <= 4; attempts += 1) {
      const now = github.clock.now();
      await sync.syncRepository(id);
      const [entry] = await store.readDirty(id, [2]);
      expect(entry?.attempts).toBe(attempts);
      const notBefore = entry?.notBefore ?? now;
      waits.push((notBefore.getTime() - now.getTime()) / minuteMs);

      github.clock.set(new Date(notBefore.getTime() - 1000));
      github.ledger.clear();
      expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
      expect(github.ledger.summary().graphql).toBe(0);
      github.clock.advance(1000);
    }
    expect(waits).toEqual([1.5, 3, 6, 12]);
  });

  it("a pull request that cannot be read is requested at once when it changes again", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    const heal = breakPullRequest(github, 2);
    github.truth.editPullRequest({ repository: fullName, number: 2, title: "Changed" });
    await sync.syncRepository(id);
    heal();
    github.clock.advance(1000);
    github.truth.editPullRequest({ repository: fullName, number: 2, title: "Changed again" });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("I13: does not stop others from being read, however many fail in a row", async () => {
    const harness = await createSynced(30);
    const { github, sync, id, numbers } = harness;
    for (const number of numbers) {
      github.truth.editPullRequest({ repository: fullName, number, title: "Changed" });
    }
    github.clock.advance(hourMs);
    const bad = numbers.filter((number) => number > 5);
    for (const number of bad) breakPullRequest(github, number);
    const statuses: string[] = [];
    for (let run = 0; run < 3; run += 1) {
      statuses.push((await sync.syncRepository(id)).status);
      const { nextAttemptAt } = (await sync.getState(id)) ?? {};
      if (nextAttemptAt) github.clock.set(nextAttemptAt);
    }
    // Two runs take so many failures in a row for an outage. Each gets past nine of them.
    expect(statuses).toEqual(["error", "error", "partial"]);
    const changed = storedFacts(harness).filter(({ title }) => title === "Changed");
    expect(changed.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  }, 30_000);

  it("I13: does not stop others after many in a row, if one was read before", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    const numbers = openPullRequests(github, 30);
    const bad = numbers.filter((number) => number > 3 && number <= 28);
    for (const number of bad) breakPullRequest(github, number);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(numbersOf(harness)).toEqual([1, 2, 3, 29, 30]);
  }, 30_000);

  it("a pull request that cannot be read is read by REST if only GraphQL fails for it, and waits for its linked issues", async () => {
    const harness = await createHarness();
    const { github, sync, id, store } = harness;
    openPullRequests(github, 6);
    github.faults.add({
      when: ({ body }) => body?.includes("pullRequest(number: 4)") ?? false,
      fault: { kind: "graphql-timeout" },
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    github.faults.clear();
    await expectEqualsGitHub(harness);
    const unread = () => store.pullRequests(id).map(({ snapshot }) => snapshot.unread);
    expect(unread()).toEqual([[], [], [], ["linkedIssues"], [], []]);
    const reason = expect.stringContaining("its linkedIssues");
    expect(await store.readDirty(id, [4])).toMatchObject([{ number: 4, attempts: 1, reason }]);
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(unread()).toEqual([[], [], [], [], [], []]);
    expect(await store.readDirty(id, [4])).toEqual([]);
  });

  describe("in part", () => {
    /** A review of #2, and a GraphQL that gives none of its reviews. */
    async function createWithoutReviews() {
      const harness = await createHarness();
      const { github } = harness;
      const numbers = openPullRequests(github, 3);
      for (const number of numbers) {
        github.truth.submitReview({ repository: fullName, number, actor: "bob", body: "One" });
      }
      github.clock.advance(hourMs);
      const fault = { kind: "graphql-error", type: "NOT_FOUND" } as const;
      const path = ["node", "p2", "reviews"];
      const lose = () =>
        github.faults.add({ when: { operation: "Hydrate" }, fault: { ...fault, path } });
      const loseByRest = () =>
        github.faults.add({
          when: { path: /\/pulls\/2\/reviews/ },
          fault: { kind: "error", status: 500 },
        });
      return { ...harness, lose, loseByRest };
    }
    const items = { status: "partial", reason: "items" } as const;
    const complete = { status: "complete" } as const;

    it("I7: is read by REST in that part", async () => {
      const harness = await createWithoutReviews();
      harness.lose();
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
      await expectEqualsGitHub(harness);
    });

    it("I7, I14: is stored without it if REST has none either, named, and read later by itself", async () => {
      const harness = await createWithoutReviews();
      const { github, sync, id, store } = harness;
      const heals = [harness.lose(), harness.loseByRest()];
      for (const attempts of [1, 2]) {
        expect(await sync.syncRepository(id)).toMatchObject(items);
        expect(numbersOf(harness)).toEqual([1, 2, 3]);
        const snapshot = store.pullRequests(id)[1]?.snapshot;
        expect(snapshot?.children.reviews).toBeUndefined();
        expect(snapshot?.children.commits).toHaveLength(1);
        expect(snapshot).toMatchObject({ unread: ["reviews"], truncated: [] });
        expect(await store.readDirty(id, [1, 2, 3])).toMatchObject([
          { number: 2, attempts, reason: expect.stringContaining("its reviews") },
        ]);
        github.clock.advance(hourMs);
      }
      for (const heal of heals) heal();
      expect(await sync.syncRepository(id)).toMatchObject(complete);
      await expectEqualsGitHub(harness);
      expect(await store.readDirty(id, [2])).toEqual([]);
    });

    it("I1: keeps what is stored of that part, and updates the rest", async () => {
      const harness = await createWithoutReviews();
      const { github, sync, id, store } = harness;
      expect(await sync.syncRepository(id)).toMatchObject(complete);
      const heals = [harness.lose(), harness.loseByRest()];
      const target = { repository: fullName, number: 2 };
      github.truth.submitReview({ ...target, actor: "cyd", body: "Two" });
      github.truth.editPullRequest({ ...target, title: "Changed" });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject(items);
      const stored = () => store.pullRequests(id)[1]?.snapshot;
      expect(stored()).toMatchObject({
        pullRequest: { title: "Changed" },
        children: { reviews: [{ body: "One" }] },
        unread: ["reviews"],
      });
      for (const heal of heals) heal();
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject(complete);
      expect(stored()).toMatchObject({
        children: { reviews: [{ body: "One" }, { body: "Two" }] },
        unread: [],
      });
      await expectEqualsGitHub(harness);
    });
  });
});

function numbersOf(harness: Parameters<typeof storedFacts>[0]) {
  return storedFacts(harness).map(({ number }) => number);
}

/** Breaks one pull request, by GraphQL and by REST, until the returned function is called. */
function breakPullRequest(
  github: FakeGitHub,
  number: number,
  fault: (typeof broken)[number]["fault"] = { kind: "error", status: 500 },
): () => void {
  return github.faults.add({
    when: ({ path, body }) =>
      path.endsWith(`/pulls/${number}`) || (body?.includes(`p${number}: pullRequest`) ?? false),
    fault,
  });
}
