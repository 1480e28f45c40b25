import { createSync } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";
import { createAnother, createWorker } from "../tasks/worker-harness.ts";

async function createTracked(options: Parameters<typeof createWorker>[0] = {}) {
  const worker = createWorker(options);
  worker.github.truth.createRepository({ fullName });
  const { id } = await worker.sync.trackRepository({ fullName, encryptedToken: "sealed" });
  return { ...worker, id };
}

describe("requestSync", () => {
  it("queues at most one run, and returns unknown or inactive without queueing one", async () => {
    const { sync, store, id, pass, events } = await createTracked();
    expect(await sync.requestSync(id)).toEqual({ status: "queued", running: undefined });
    expect(await sync.requestSync(id)).toEqual({ status: "duplicate", running: undefined });
    expect(await sync.requestSync("none")).toEqual({ status: "unknown" });
    await sync.start();
    await pass(0);
    expect(events.filter(({ type }) => type === "run.started")).toHaveLength(1);
    await store.updateRepository(id, { active: false });
    expect(await sync.requestSync(id)).toEqual({ status: "inactive" });
    await sync.stop();
  });

  it("returns the run in progress, and queues one more after it", async () => {
    const { github, sync, id, pass, events } = await createTracked();
    const requests: unknown[] = [];
    github.onResponse(async () => {
      if (requests.length < 2) requests.push(await sync.requestSync(id));
    });
    const startedAt = github.clock.now();
    await sync.start();
    await pass(10_000);
    const running = { owner: expect.any(String), startedAt };
    expect(requests).toMatchObject([
      { status: "queued", running },
      { status: "duplicate", running },
    ]);
    expect(events.filter(({ type }) => type === "run.started")).toHaveLength(2);
    await sync.stop();
  });

  it("runs soon, although another job waits for the same repository's lease", async () => {
    const another = createAnother();
    const { sync, store, id, pass, events } = await createTracked({ through: another.through });
    await sync.start();
    await pass(1000);
    expect(await sync.requestSync(id)).toMatchObject({
      status: "queued",
      running: { owner: "another" },
    });

    await store.releaseLease(another.lease());
    await pass(10_000);
    expect(events.filter(({ type }) => type === "run.started")).toHaveLength(1);
    await sync.stop();
  });

  it("needs no scheduler; start does, and its error says where to pass one", async () => {
    const { sync, id } = await createSynced(1);
    expect(await sync.requestSync(id)).toEqual({ status: "queued", running: undefined });
    const sentence =
      /^scheduler is missing: .* createSync\(\{ .*, scheduler \}\), .* syncRepository/;
    const refused = { code: "config_invalid", message: expect.stringMatching(sentence) };
    await expect(sync.start()).rejects.toMatchObject(refused);
    await sync.stop();
    const options = {
      store: createWorker().store,
      decryptor: { decrypt: async () => ({}) as never },
    };
    expect(() => createSync({ ...options, scheduler: {} as never })).toThrow(
      /^scheduler must be a Scheduler; it lacks handle, /,
    );
  });
});

describe("a repository that is paused", () => {
  it("does not run, and continues from its checkpoint after resume", async () => {
    const harness = await createSynced(3);
    const { github, sync, id } = harness;
    expect(await sync.pause(id)).toBe(true);
    expect(await sync.getStatus(id)).toMatchObject({ active: false, label: "Paused" });
    expect(await sync.syncRepository(id)).toEqual({ status: "inactive" });
    github.truth.editPullRequest({ repository: fullName, number: 2, title: "Meanwhile" });
    github.clock.advance(hourMs);
    expect(await sync.resume(id)).toBe(true);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
    expect([await sync.pause("none"), await sync.resume("none")]).toEqual([false, false]);
  });
});

describe("a worker that is stopped while it starts", () => {
  it("starts no run, and neither call fails", async () => {
    const { sync, scheduler, github, id } = await createTracked();
    const starting = sync.start();
    await Promise.all([sync.stop(), starting]);
    expect(github.ledger.entries).toEqual([]);
    await expect(scheduler.enqueue("sync-repository", { repositoryId: id })).rejects.toThrow(
      "after stop()",
    );
  });
});

describe("a change that is committed between runs", () => {
  it("succeeds if the lease cannot be released", async () => {
    const releaseLease = () => Promise.reject(new Error("The database is down."));
    const { sync, id, store } = await createHarness({
      through: (wrapped) => ({ ...wrapped, releaseLease }),
    });
    expect(await sync.resetRepository(id)).toBe(true);
    expect((await store.getRepository(id))?.state.checkpoint.reread).toBe(true);
  });
});

describe("a repository that is not paused", () => {
  it("a repository that is not paused is unchanged by resume: its run keeps the lease, and its next attempt stays", async () => {
    const { github, sync, id } = await createHarness();
    openPullRequests(github, 3);
    const end = github.onResponse(async () => {
      end();
      expect(await sync.resume(id)).toBe(true);
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const dueAt = (await sync.getState(id))?.nextAttemptAt;
    expect(dueAt).toBeInstanceOf(Date);
    expect(await sync.resume(id)).toBe(true);
    expect((await sync.getState(id))?.nextAttemptAt).toEqual(dueAt);
  });
});

describe("a repository that is reset", () => {
  it.each(["graphql", "rest"] as const)(
    "a repository that is reset is read again completely, by %s",
    async (api) => {
      const harness = await createSynced(7, { api, batchSize: 3 });
      const { github, store, sync, id } = harness;
      const [broken] = store.pullRequests(id);
      if (!broken) throw new Error("Nothing is stored.");
      // Wrong rows with the right stamps: only a complete read finds them.
      const now = github.clock.now();
      const lease = await store.acquireLease({ repositoryId: id, owner: "a", now, ttlMs: 1000 });
      const read = await store.readState(id);
      const { snapshot, seen } = broken;
      const wrong = {
        ...snapshot,
        pullRequest: { ...snapshot.pullRequest, title: "Wrong" },
        children: { ...snapshot.children, commits: [] },
      };
      await store.commitPage(lease as NonNullable<typeof lease>, {
        revision: read?.revision ?? 0,
        snapshots: [{ snapshot: wrong, seen }],
      });
      await store.releaseLease(lease as NonNullable<typeof lease>);
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expect(expectEqualsGitHub(harness)).rejects.toThrow();

      expect(await sync.resetRepository(id)).toBe(true);
      expect(await sync.getStatus(id)).toMatchObject({ status: "pending" });
      expect(store.pullRequests(id)).toHaveLength(7);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("must exist and be active", async () => {
    const { sync, id } = await createSynced(1);
    expect(await sync.resetRepository("none")).toBe(false);
    await sync.pause(id);
    expect(await sync.resetRepository(id)).toBe(false);
  });

  it("I5: takes the lease from a run in progress", async () => {
    const { github, sync, id } = await createSynced(1);
    github.onRequest(async () => {
      await sync.resetRepository(id);
    });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "busy" });
    expect(await sync.getStatus(id)).toMatchObject({ status: "pending" });
  });
});

describe("statuses", () => {
  it("are plain JSON without a token, for one repository and for many", async () => {
    const { sync, id, store } = await createTracked();
    const { id: other } = await sync.trackRepository({ fullName: "acme/other", tenantId: "t" });
    await sync.syncRepository(id);
    const one = await sync.getStatus(id);
    expect(one).toMatchObject({ repositoryId: id, fullName, status: "complete" });
    expect(await sync.listStatuses()).toEqual([one, await sync.getStatus(other)]);
    expect(await sync.listStatuses({ tenantId: "t" })).toHaveLength(1);
    expect(await sync.listStatuses({ after: id })).toHaveLength(1);
    const text = JSON.stringify(await sync.listStatuses());
    expect(JSON.parse(text)).toEqual(await sync.listStatuses());
    expect((await store.getRepository(id))?.repository.encryptedToken).toBe("sealed");
    expect(text).not.toContain("sealed");
    expect(await sync.getStatus("none")).toBeUndefined();
  });
});
