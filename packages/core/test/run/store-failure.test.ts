import type { RepoStore } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

type Method = keyof RepoStore;

/** The calls that a run makes to its store after its start. */
const methods = [
  "commitPage",
  "readPullRequestStates",
  "listDirty",
  "readDirty",
  "readCredentialBlock",
  "releaseLease",
] as const satisfies readonly Method[];

describe.each(methods)("a store that fails once in %s", { timeout: 60_000 }, (method) => {
  it.each(["before", "after"] as const)(
    "%s it did its part leaves a true status, and the next run is right",
    async (when) => {
      for (let k = 1; ; k += 1) {
        const { harness, failures } = await start({ method, when, k });
        const { sync, id } = harness;

        const outcome = await sync.syncRepository(id);

        if (failures.length === 0) {
          expect(k).toBeGreaterThan(1);
          return;
        }
        const state = await sync.getState(id);
        expect(state?.status, `k = ${k}`).toBe("status" in outcome && outcome.status);
        if (outcome.status === "error") {
          expect(outcome.error).toMatchObject({ code: "store_failed", retryable: true });
          expect(outcome.error.cause).toEqual(new Error("connection reset"));
          expect(state?.lastSyncError).toMatchObject({
            code: "store_failed",
            userActionable: false,
          });
          expect(state?.lastSyncError?.message).not.toContain("connection reset");
        } else {
          expect(outcome.status).toBe("complete");
        }
        expect(await sync.syncRepository(id), `k = ${k}`).toMatchObject({ status: "complete" });
        await expectEqualsGitHub(harness);
      }
    },
  );
});

describe("a store that keeps failing", () => {
  it("during a run ends it as store_failed, says when to try again, and leaves the repository free", async () => {
    const { harness, failures } = await start({ method: "commitPage", when: "before", k: 4 });
    const { github, sync, id } = harness;
    failures.forGood = true;
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({
      status: "error",
      error: { code: "store_failed" },
      retryAt: new Date(github.clock.now().getTime() + 45_000),
    });
    expect(await sync.getStatus(id)).toMatchObject({ status: "stalled" });
    failures.forGood = false;
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("in blockCredential still leaves deferred as the status, with its end", async () => {
    const { harness, failures } = await start({ method: "blockCredential", when: "before", k: 1 });
    const { github, sync, id } = harness;
    failures.forGood = true;
    github.setRemaining("core", 0);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "deferred" });
    expect(await sync.getState(id)).toMatchObject({
      status: "deferred",
      nextAttemptAt: new Date(github.clock.now().getTime() + hourMs),
      lastSyncError: { code: "rate_limited" },
    });
  });

  it.each(["getRepository", "acquireLease", "readState"] as const)(
    "in %s, before the run has begun, rejects with store_failed",
    async (method) => {
      const { harness } = await start({ method, when: "before", k: 1 });
      const run = harness.sync.syncRepository(harness.id);
      await expect(run).rejects.toMatchObject({ code: "store_failed", retryable: true });
      expect(harness.github.ledger.entries).toEqual([]);
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    },
  );
});

interface Failures {
  length: number;
  forGood: boolean;
}

/** A harness of three pull requests whose store fails at the k-th call of a method. */
async function start(fault: {
  readonly method: Method;
  readonly when: "before" | "after";
  readonly k: number;
}): Promise<{ readonly harness: Harness; readonly failures: Failures }> {
  const failures: Failures = { length: 0, forGood: false };
  let calls = 0;
  const harness = await createHarness({
    batchSize: 2,
    through: (store) => {
      const method = store[fault.method] as (...args: unknown[]) => Promise<unknown>;
      const failing = async (...args: unknown[]) => {
        calls += 1;
        const fails = calls === fault.k || (failures.forGood && calls > fault.k);
        if (!fails) return method(...args);
        failures.length += 1;
        if (fault.when === "after") await method(...args);
        throw new Error("connection reset");
      };
      return { ...store, [fault.method]: failing };
    },
  });
  openPullRequests(harness.github, 3);
  harness.github.truth.comment({ repository: fullName, number: 2, actor: "ada", body: "Hello" });
  return { harness, failures };
}
