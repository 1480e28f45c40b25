import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

describe("the first sync", () => {
  it("I1: stores everything that GitHub has, of a repository with every kind", {
    timeout: 60_000,
  }, async () => {
    const github = createFakeGitHub();
    generateRepository(github, { fullName, pullRequests: 300, seed: 5 });
    const harness = await createHarness({ github });

    const outcome = await harness.sync.syncRepository(harness.id);

    const { requests, points } = github.ledger.summary();
    console.log(`first sync of 300 pull requests: ${requests} requests, ${points} points`);
    expect(outcome).toMatchObject({ status: "complete", usage: { requests, points } });
    expect(requests).toBeLessThanOrEqual(45);
    await expectEqualsGitHub(harness, { every: 6 });
  });

  it("stores the newest pull requests first, after two requests and the list's", async () => {
    const harness = await createHarness({ batchSize: 5 });
    openPullRequests(harness.github, 12);
    await harness.sync.syncRepositoryHistory(harness.id);
    expect(storedNumbers(harness.events)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const operations = harness.github.ledger.entries.map(({ operation }) => operation);
    expect(operations.slice(0, 3)).toEqual(["GET /repos/{owner}/{repo}", "ListHistory", "Hydrate"]);
  });

  it("counts every row that it writes, and stores when it was done", async () => {
    const harness = await createHarness();
    openPullRequests(harness.github, 3);
    const now = harness.github.clock.now();
    const outcome = await harness.sync.syncRepository(harness.id);
    // Each pull request has a commit and a file.
    expect(outcome).toMatchObject({ status: "complete", usage: { rowsWritten: 9 } });
    expect(await harness.sync.getState(harness.id)).toMatchObject({
      status: "complete",
      lastAttemptAt: now,
      lastSuccessAt: now,
      lastSyncAt: now,
      historyCompletedAt: now,
      consecutiveFailures: 0,
    });
  });

  it("the first sync is complete for a repository without pull requests", async () => {
    const harness = await createHarness();
    harness.github.truth.createRepository({ fullName });
    harness.github.truth.openIssue({ repository: fullName, actor: "ada", title: "A question" });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    expect(harness.store.pullRequests(harness.id)).toEqual([]);
  });

  it("leaves out the child kinds that are switched off", async () => {
    const harness = await createHarness({ kinds: ["reviews"] });
    const [number = 0] = openPullRequests(harness.github, 1);
    harness.github.truth.submitReview({ repository: fullName, number, actor: "grace" });
    harness.github.clock.advance(hourMs);
    await harness.sync.syncRepository(harness.id);
    const [stored] = harness.store.pullRequests(harness.id);
    expect(stored?.snapshot.children.reviews).toHaveLength(1);
    expect(stored?.snapshot.children.commits).toBeUndefined();
    expect(stored?.snapshot.children.files).toBeUndefined();
  });

  it("I1: includes what changes while it reads", async () => {
    const github = createFakeGitHub();
    const harness = await createHarness({ github, batchSize: 5 });
    const numbers = openPullRequests(github, 20);
    let reads = 0;
    github.onResponse(({ operation }) => {
      if (operation !== "Hydrate" || ++reads !== 2) return;
      github.clock.advance(1000);
      const [first = 0] = numbers;
      for (const number of [first, ...numbers.slice(-2)]) {
        github.truth.editPullRequest({ repository: fullName, number, title: "Changed meanwhile" });
      }
      github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New meanwhile" });
    });
    await harness.sync.syncRepository(harness.id);
    github.clock.advance(hourMs);
    await harness.sync.syncRepository(harness.id);
    await expectEqualsGitHub(harness);
  });
});
