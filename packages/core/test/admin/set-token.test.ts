import type { TokenDecryptor } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  fullName,
  minuteMs,
  openPullRequests,
  storedFacts,
} from "../sync-harness.ts";
import { createWorker } from "../tasks/worker-harness.ts";

/** Uses the stored value as the token. */
const plain: TokenDecryptor = {
  decrypt: async ({ encryptedToken }) => ({ credentialId: "me", token: encryptedToken ?? "none" }),
};

async function createRefused() {
  const github = createFakeGitHub({ tokens: ["new"] });
  const worker = createWorker({ github, decryptor: plain });
  openPullRequests(github, 3);
  const { id } = await worker.sync.trackRepository({ fullName, encryptedToken: "old" });
  expect(await worker.sync.syncRepository(id)).toMatchObject({ status: "error" });
  return { ...worker, id };
}

describe("setToken", () => {
  it("stores the token if two calls come at once, and neither fails", async () => {
    const { sync, id } = await createRefused();
    const results = await Promise.all([sync.setToken(id, "new"), sync.setToken(id, "new")]);
    expect(results).toEqual([true, true]);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it("setToken and resetRepository both succeed if they are called at once", async () => {
    const { sync, id } = await createRefused();
    const calls = [1, 2, 3].flatMap(() => [sync.setToken(id, "new"), sync.resetRepository(id)]);
    expect(await Promise.all(calls)).toEqual(calls.map(() => true));
    expect(await sync.getStatus(id)).toMatchObject({ status: "pending" });
  });

  it("makes a worker read a repository with a refused token within a minute", async () => {
    const { sync, pass, id } = await createRefused();
    await sync.start();
    await pass(2 * minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "error", errorCode: "token_refused" });
    expect(await sync.setToken(id, "new")).toBe(true);
    expect(await sync.getStatus(id)).not.toHaveProperty("retryAt");
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("I5: takes the lease from a run with the old token, and the status stays true", async () => {
    const { github, store, sync, id } = await createHarness({ batchSize: 2 });
    openPullRequests(github, 6);
    const end = github.onResponse(async ({ operation }) => {
      if (operation !== "Hydrate") return;
      end();
      expect(await sync.setToken(id, "sealed")).toBe(true);
      expect(await sync.getState(id)).toMatchObject({ status: "partial", reason: "stopped" });
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "busy" });
    const { repository, state, lease } = (await store.getRepository(id)) ?? {};
    expect(repository).toMatchObject({ encryptedToken: "sealed" });
    expect(state).toMatchObject({ status: "partial", reason: "stopped" });
    expect([state?.nextAttemptAt, lease]).toEqual([undefined, undefined]);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(storedFacts({ store, id })).toHaveLength(6);
  });

  it("stores the token of a repository that is switched off, and resume makes it due", async () => {
    const { store, sync, pass, id } = await createRefused();
    await sync.start();
    await sync.pause(id);
    expect(await sync.setToken(id, "new")).toBe(true);
    const read = await store.getRepository(id);
    expect(read).toMatchObject({ repository: { active: false, encryptedToken: "new" } });
    await pass(2 * minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "error", active: false });
    expect(await sync.resume(id)).toBe(true);
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete", active: true });
    await sync.stop();
  });

  it("removes the token with null", async () => {
    const { store, sync, id } = await createRefused();
    expect(await sync.setToken(id, null)).toBe(true);
    expect((await store.getRepository(id))?.repository.encryptedToken).toBeNull();
  });

  it("returns false for an unknown repository, and rejects a value that is not a string", async () => {
    const { sync, store, id } = await createRefused();
    expect(await sync.setToken("none", "new")).toBe(false);
    await expect(sync.setToken(id, undefined as never)).rejects.toMatchObject({
      code: "config_invalid",
      message: "encryptedToken must be a string, got undefined.",
    });
    expect((await store.getRepository(id))?.repository.encryptedToken).toBe("old");
  });
});

describe("untrackRepository", () => {
  it("switches off and keeps records, or deletes them, by deleteRecords", async () => {
    const { sync, store, id, github } = await createHarness();
    openPullRequests(github, 2);
    await sync.syncRepository(id);
    expect(await sync.untrackRepository(id, { deleteRecords: false })).toBe(true);
    expect(await sync.syncRepository(id)).toEqual({ status: "inactive" });
    expect(store.pullRequests(id)).toHaveLength(2);
    expect(await sync.untrackRepository(id, { deleteRecords: true })).toBe(true);
    expect(await sync.getStatus(id)).toBeUndefined();
    expect(await sync.untrackRepository(id, { deleteRecords: true })).toBe(false);
  });

  it.each([undefined, {}, { deleteRecords: undefined }, { deleteRecords: "no" }])(
    "rejects options without a boolean deleteRecords: %j",
    async (options) => {
      const { sync, id } = await createHarness();
      await expect(sync.untrackRepository(id, options as never)).rejects.toMatchObject({
        code: "config_invalid",
      });
      expect(await sync.getStatus(id)).toMatchObject({ active: true });
    },
  );
});
