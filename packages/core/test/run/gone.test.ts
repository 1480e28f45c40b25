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

describe("a repository that GitHub no longer shows", () => {
  it.each([
    // A 404 is requested twice. After a 410 or a 451 of a list, the repository is requested twice.
    [404, 4],
    [410, 3],
    [451, 3],
  ] as const)(
    "I6: by %i is an error with reason gone, leaves everything stored, and can come back",
    async (status, requests) => {
      const harness = await createSynced(3);
      const { github, sync, id, store } = harness;
      const before = storedFacts({ store, id });
      const { lastSyncAt } = (await sync.getState(id)) ?? {};
      const back = github.faults.add({ fault: { kind: "error", status } });
      github.clock.advance(minuteMs);

      const outcome = await sync.syncRepository(id);

      expect(outcome).toMatchObject({
        status: "error",
        reason: "gone",
        error: { code: "repository_gone", status, userActionable: true },
      });
      expect(await sync.getState(id)).toMatchObject({
        status: "error",
        reason: "gone",
        lastSyncAt,
      });
      expect(storedFacts({ store, id })).toEqual(before);
      expect(github.ledger.summary()).toMatchObject({ requests, failed: requests });

      back();
      github.truth.editPullRequest({ repository: fullName, number: 1, title: "Back" });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const { reason, lastSyncError } = (await sync.getState(id)) ?? {};
      expect({ reason, lastSyncError }).toEqual({ reason: undefined, lastSyncError: undefined });
      await expectEqualsGitHub(harness);
    },
  );

  it("I6: does not count as gone after one 404 or one 401", async () => {
    const { github, sync, id } = await createSynced(3);
    for (const status of [404, 401] as const) {
      github.faults.add({ times: 1, fault: { kind: "error", status } });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(github.ledger.summary()).toMatchObject({ failed: 1 });
      github.ledger.clear();
    }
  });

  it.each([410, 451] as const)("I6: does not count as gone after one %i", async (status) => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 2);
    github.faults.add({ times: 1, fault: { kind: "error", status } });
    const error = { code: "transient", retryable: true };
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", error });
    expect(outcome).not.toHaveProperty("reason");
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it.each(["ListHistory", "Hydrate"])(
    "I6: does not count as gone after one response to %s without it: the run continues",
    async (operation) => {
      const harness = await createHarness();
      const { github, sync, id } = harness;
      openPullRequests(github, 2);
      const fault = { kind: "graphql-error", type: "NOT_FOUND", path: ["node"] } as const;
      github.faults.add({ when: { operation }, times: 1, fault });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("I6: a repository that GitHub no longer shows is gone while it is blocked, and comes back when it is unblocked", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    const before = storedFacts(harness);
    github.truth.blockRepository({ repository: fullName });
    const outcome = await sync.syncRepository(id);
    const error = { code: "repository_gone", status: 451 };
    expect(outcome).toMatchObject({ status: "error", reason: "gone", error });
    expect(storedFacts(harness)).toEqual(before);
    github.truth.unblockRepository({ repository: fullName });
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Back" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("a repository that never existed is gone at the first contact", async () => {
    const { sync, id, store } = await createHarness();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", reason: "gone" });
    expect(store.pullRequests(id)).toEqual([]);
  });

  it("I6: a repository that disappears during its first sync keeps what was stored", async () => {
    const { github, sync, id, store } = await createHarness({ batchSize: 2 });
    openPullRequests(github, 6);
    let reads = 0;
    github.onRequest(({ operation }) => {
      if (operation !== "Hydrate" || ++reads !== 3) return;
      github.truth.deleteRepository({ repository: fullName });
    });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", reason: "gone" });
    expect(storedFacts({ store, id }).map(({ number }) => number)).toEqual([3, 4, 5, 6]);
  });
});
