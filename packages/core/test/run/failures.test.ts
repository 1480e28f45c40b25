import { inspect } from "node:util";
import { createSync, GhsyncError } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

describe("a run that cannot reach GitHub", () => {
  it("I11: for a token that cannot be decrypted, needs a user, and hides the decryptor's message", async () => {
    const { sync, id, github, options } = await createSynced(1);
    const decrypt = () => Promise.reject(new Error("bad key for s3cr3t"));
    const outcome = await createSync({ ...options, decryptor: { decrypt } }).syncRepository(id);
    expect(outcome).toMatchObject({
      status: "error",
      error: { code: "token_undecryptable", userActionable: true, retryable: false },
      usage: { requests: 0 },
    });
    const state = await sync.getState(id);
    expect(state).toMatchObject({
      status: "error",
      consecutiveFailures: 1,
      nextAttemptAt: new Date(github.clock.now().getTime() + 24 * hourMs),
      lastSyncError: { code: "token_undecryptable", userActionable: true, requestId: null },
    });
    expect(inspect({ state, outcome }, { depth: 10 })).not.toContain("s3cr3t");
  });

  it("for a token that GitHub refuses twice, needs a user", async () => {
    const github = createFakeGitHub({ tokens: ["x"] });
    const { sync, id } = await createSynced(1, { github });
    github.revokeToken("x");
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({
      status: "error",
      error: { code: "token_refused", status: 401, userActionable: true },
    });
    expect(github.ledger.summary().requests).toBe(2);
    const { lastSyncError } = (await sync.getState(id)) ?? {};
    expect(lastSyncError).toMatchObject({ code: "token_refused", userActionable: true });
    expect(lastSyncError?.requestId).not.toBeNull();
  });

  it("while the network is down, retries, and then waits most of a minute", async () => {
    let tries = 0;
    const down = () => {
      tries += 1;
      return Promise.reject(new TypeError("fetch failed"));
    };
    const { sync, id, github } = await createHarness({ client: { fetch: down } });
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "transient", retryable: true, userActionable: false },
    });
    expect(tries).toBe(4);
    expect(await sync.getState(id)).toMatchObject({
      status: "error",
      nextAttemptAt: new Date(github.clock.now().getTime() + 45_000),
    });
  });

  it("keeps the time of the last success, and clears the error after the next", async () => {
    const { sync, id, github } = await createSynced(1);
    const { lastSuccessAt, lastSyncAt } = (await sync.getState(id)) ?? {};
    expect(lastSuccessAt).toBeInstanceOf(Date);
    github.faults.add({ fault: { kind: "error", status: 503 } });
    await sync.syncRepository(id);
    expect(await sync.getState(id)).toMatchObject({ status: "error", lastSuccessAt, lastSyncAt });
    github.faults.clear();
    await sync.syncRepository(id);
    const state = await sync.getState(id);
    expect(state).toMatchObject({ status: "complete", consecutiveFailures: 0 });
    expect(state?.lastSyncError).toBeUndefined();
    expect(state?.nextAttemptAt).toEqual(new Date(github.clock.now().getTime() + 24 * hourMs));
  });

  it("I2: for an interrupted body, does not read it as an empty list", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    github.truth.closePullRequest({ repository: "acme/api", number: 2, actor: "ada" });
    github.faults.add({ times: 3, fault: { kind: "truncated" } });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("succeeds despite failures that pass", async () => {
    const harness = await createHarness({ batchSize: 5 });
    openPullRequests(harness.github, 20);
    const stop = harness.github.faults.random(7, 0.2, [
      { kind: "error", status: 503 },
      { kind: "reset" },
      { kind: "graphql-timeout" },
    ]);
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    expect(harness.github.ledger.summary().failed).toBeGreaterThan(0);
    stop();
    await expectEqualsGitHub(harness, { every: 4 });
  });
});

describe("an abort", () => {
  it("during the run rejects with its reason, leaves partial and stopped, and costs a batch", async () => {
    const harness = await createHarness({ batchSize: 5 });
    const { github, sync, id, events } = harness;
    openPullRequests(github, 20);
    const reason = new GhsyncError("transient", "The process ends.");
    const controller = new AbortController();
    let reads = 0;
    const unhook = github.onResponse(({ operation }) => {
      if (operation === "Hydrate" && ++reads === 2) controller.abort(reason);
    });
    await expect(sync.syncRepository(id, { signal: controller.signal })).rejects.toBe(reason);
    unhook();
    const state = await sync.getState(id);
    expect(state).toMatchObject({ status: "partial", reason: "stopped", consecutiveFailures: 0 });
    expect(state?.lastSyncError).toBeUndefined();
    expect(events.at(-1)).toMatchObject({
      type: "run.finished",
      outcome: { status: "partial", reason: "stopped" },
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const hydrations = github.ledger.entries.filter(({ operation }) => operation === "Hydrate");
    expect(hydrations).toHaveLength(5);
    await expectEqualsGitHub(harness, { every: 4 });
  });

  it("before the run begins does nothing", async () => {
    const { sync, id, github } = await createSynced(1);
    const before = await sync.getState(id);
    const signal = AbortSignal.abort(new Error("Never mind."));
    await expect(sync.syncRepository(id, { signal })).rejects.toThrow("Never mind.");
    expect(await sync.getState(id)).toEqual(before);
    expect(github.ledger.entries).toEqual([]);
  });
});
