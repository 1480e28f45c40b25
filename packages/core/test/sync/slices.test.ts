import { createSync, type SyncOptions } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";

const secondMs = 1000;

/** A repository of so many old pull requests, at a GitHub that takes a second to answer. */
async function createSlowSync(pullRequests: number, options: Partial<SyncOptions>) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  for (let index = 0; index < pullRequests; index += 1) {
    github.truth.openPullRequest({
      repository: "acme/api",
      actor: "ada",
      title: `Change ${index}`,
    });
  }
  github.clock.advance(3600 * secondMs);
  github.onRequest(() => github.clock.advance(secondMs));
  const store = createMemoryStore();
  const sync = createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "user:1", token: "x" }) },
    github: { fetch: github.fetch, now: () => github.clock.now(), sleep: async () => undefined },
    ...options,
  });
  const { id } = await sync.trackRepository({ fullName: "acme/api" });
  return { github, sync, id, stored: () => store.pullRequests(id).length };
}

describe("a run with a time limit", () => {
  it("stops when it is over, and the next one goes on from there", async () => {
    const { sync, id, stored } = await createSlowSync(60, {
      batchSize: 5,
      maxDurationMs: 10 * secondMs,
    });
    const steps: [string, number][] = [];
    for (let run = 1; run <= 10 && steps.at(-1)?.[0] !== "complete"; run += 1) {
      const { status } = await sync.syncRepository(id);
      steps.push([status, stored()]);
      const state = await sync.getState(id);
      expect(state).toMatchObject({ status, consecutiveFailures: 0 });
      expect(state?.reason).toBe(status === "complete" ? undefined : "history");
    }
    const counts = steps.map(([, count]) => count);
    expect(steps.at(-1)).toEqual(["complete", 60]);
    expect(steps.length).toBeGreaterThan(2);
    // Each slice stores more than the one before.
    expect(counts).toEqual([...new Set(counts)].toSorted((one, other) => one - other));
  });

  it("I14: is not complete, and leaves the watermark, while changes wait to be read", async () => {
    const { github, sync, id } = await createSlowSync(30, {
      batchSize: 5,
      maxDurationMs: 5 * secondMs,
    });
    let outcome = await sync.syncRepository(id);
    while (outcome.status !== "complete") outcome = await sync.syncRepository(id);
    const watermark = (await sync.getState(id))?.lastSyncAt;
    for (let number = 1; number <= 30; number += 1) {
      github.truth.editPullRequest({ repository: "acme/api", number, title: "New" });
    }
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "stopped" });
    expect(await sync.getState(id)).toMatchObject({
      status: "partial",
      reason: "stopped",
      lastSyncAt: watermark,
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it("makes some way in each run, however short its limit", async () => {
    const { github, sync, id, stored } = await createSlowSync(20, {
      batchSize: 5,
      maxDurationMs: 1,
    });
    for (let run = 1; run <= 4; run += 1) {
      await sync.syncRepository(id);
      expect(stored()).toBe(run * 5);
    }
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    github.truth.editPullRequest({ repository: "acme/api", number: 1, title: "New" });
    const { status } = await sync.syncRepository(id);
    expect(status).toBe("complete");
  });
});
