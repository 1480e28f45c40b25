import { createSync } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type HarnessOptions,
  hourMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

/** Each request takes a second. */
function slowGitHub() {
  const github = createFakeGitHub();
  github.onResponse(() => github.clock.advance(1000));
  return github;
}

async function createSlow(options: HarnessOptions = {}) {
  const harness = await createHarness({ github: slowGitHub(), batchSize: 5, ...options });
  openPullRequests(harness.github, 30);
  return harness;
}

describe("a run with a time limit", () => {
  it("stops the first full sync after it, continues next time, and ends complete", async () => {
    const harness = await createSlow({ maxDurationMs: 7000 });
    const { sync, id, store, github, events } = harness;
    const slices: unknown[] = [];
    const sizes: number[] = [];
    for (let done = false; !done; ) {
      expect(slices.length).toBeLessThan(10);
      const started = github.clock.now().getTime();
      const outcome = await sync.syncRepository(id);
      // Only the request that was in progress when the time was up.
      expect(github.clock.now().getTime() - started).toBeLessThanOrEqual(8000);
      slices.push("reason" in outcome ? [outcome.status, outcome.reason] : outcome.status);
      sizes.push(store.pullRequests(id).length);
      done = outcome.status === "complete";
    }
    console.log(`slices of 7 requests: ${sizes.join(", ")} stored of 30`);
    expect(slices.slice(0, -1)).toEqual(Array(slices.length - 1).fill(["partial", "history"]));
    expect(storedNumbers(events)).toHaveLength(30);
    await expectEqualsGitHub(harness, { every: 6 });
  });

  it("says history, not complete, until all of it is stored", async () => {
    const { sync, id } = await createSlow({ maxDurationMs: 7000 });
    await sync.syncRepository(id);
    const state = await sync.getState(id);
    expect(state).toMatchObject({ status: "partial", reason: "history" });
    expect(state?.historyCompletedAt).toBeUndefined();
    expect(state?.lastSuccessAt).toBeUndefined();
    expect(state?.nextAttemptAt).toBeUndefined();
  });

  it("stops among changes after it, and reads the rest next time", async () => {
    const harness = await createSynced(30, {
      github: slowGitHub(),
      batchSize: 5,
      maxDurationMs: 60_000,
    });
    const { github, sync, options, id, numbers } = harness;
    for (const number of numbers) {
      github.truth.editPullRequest({ repository: fullName, number, title: "Changed" });
    }
    github.clock.advance(hourMs);
    const { lastSyncAt } = (await sync.getState(id)) ?? {};
    const short = createSync({ ...options, maxDurationMs: 3000 });
    const outcome = await short.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "stopped" });
    expect((await sync.getState(id))?.lastSyncAt).toEqual(lastSyncAt);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 6 });
  });

  it.each([
    { name: "after its time", apartMs: 2000, longest: 5 },
    // GitHub's link into a crowded second is valid for one run.
    { name: "behind the second that all are in", apartMs: 0, longest: 11 },
  ])("I16: stops among plain issues $name, and continues there", async ({ apartMs, longest }) => {
    const harness = await createSynced(3, { github: slowGitHub(), pageSize: 10 });
    const { github, options, id } = harness;
    for (let issue = 0; issue < 55; issue += 1) {
      github.truth.openIssue({ repository: fullName, actor: "ada", title: "No pull request" });
      github.clock.advance(apartMs);
    }
    github.clock.advance(1000);
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Behind them" });
    github.clock.advance(hourMs);
    const short = createSync({ ...options, maxDurationMs: 3000 });
    const secondsOf: number[] = [];
    for (let done = false; !done; ) {
      expect(secondsOf.length).toBeLessThan(5);
      const started = github.clock.now().getTime();
      const outcome = await short.syncRepository(id);
      secondsOf.push((github.clock.now().getTime() - started) / 1000);
      done = outcome.status === "complete";
      if (!done) expect(outcome).toMatchObject({ status: "partial", reason: "stopped" });
    }
    expect(Math.max(...secondsOf)).toBeLessThanOrEqual(longest);
    await expectEqualsGitHub(harness);
  });

  it("reads a batch however short the time, so that it finishes some day", async () => {
    const harness = await createSlow({ maxDurationMs: 1 });
    const { sync, id } = harness;
    for (let run = 1; run <= 7; run += 1) await sync.syncRepository(id);
    expect(await sync.getState(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 6 });
  });
});

describe.each(["graphql", "rest"] as const)(
  "a history that is stored and listed again, by %s",
  (api) => {
    it("is listed no longer than the time, and continues next time", async () => {
      const harness = await createSlow({ api, pageSize: 5, historyDays: 1 });
      const { sync, options, id } = harness;
      await sync.syncRepository(id);
      const wider = createSync({ ...options, historyDays: Infinity, maxDurationMs: 1 });
      const places: number[] = [];
      for (let done = false; !done; ) {
        const before = places.at(-1) ?? 0;
        done = (await wider.syncRepository(id)).status === "complete";
        const { count = 30 } = (await sync.getState(id))?.checkpoint.history?.place ?? {};
        expect(count - before).toBeGreaterThan(0);
        expect(count - before).toBeLessThanOrEqual(7);
        places.push(count);
      }
      expect(places.at(-1)).toBe(30);
    });
  },
);

describe("the first full sync alone", () => {
  it("reads the history first, and then what changed meanwhile", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    expect(await sync.syncRepositoryHistory(id)).toMatchObject({ status: "complete" });
    const operations = github.ledger.entries.map(({ operation }) => operation);
    expect(operations.slice(1, 3)).toEqual(["ListHistory", "Hydrate"]);
    await expectEqualsGitHub(harness);
  });

  it("does not list the history again once it is complete, and reads only changes", async () => {
    const { github, sync, id } = await createSynced(3);
    expect(await sync.syncRepositoryHistory(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.summary()).toMatchObject({ requests: 4, graphql: 0 });
  });

  it("I1: follows the history's cursor over several pages while new pull requests come", {
    timeout: 30_000,
  }, async () => {
    const harness = await createHarness({ kinds: ["reviews"] });
    const { github, sync, id } = harness;
    openPullRequests(github, 205);
    github.onResponse(({ operation }) => {
      if (operation !== "ListHistory") return;
      github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New meanwhile" });
    });
    expect(await sync.syncRepositoryHistory(id)).toMatchObject({ status: "complete" });
    const lists = github.ledger.entries.filter(({ operation }) => operation === "ListHistory");
    expect(lists).toHaveLength(3);
    const stored = harness.store
      .pullRequests(id)
      .map(({ snapshot }) => snapshot.pullRequest.number);
    expect(stored).toEqual(Array.from({ length: 208 }, (_, index) => index + 1));
  });
});
