import { createSync } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
  storedFacts,
} from "../sync-harness.ts";

/**
 * Gives pull request 1 so many comments that no commit falls between the pages of its hydration.
 */
function commentOften({ truth }: FakeGitHub, count: number): void {
  for (let left = count; left > 0; left -= 1) {
    truth.comment({ repository: fullName, number: 1, actor: "ada", body: "Hi" });
  }
}

describe("a run that may not begin", () => {
  it("I5: a run that may not begin is busy while another worker has the repository, and sends GitHub nothing", async () => {
    const { github, store, sync, id } = await createSynced(1);
    const now = github.clock.now();
    await store.acquireLease({ repositoryId: id, owner: "another", now, ttlMs: 120_000 });
    expect(await sync.syncRepository(id)).toEqual({
      status: "busy",
      leaseExpiresAt: new Date(now.getTime() + 120_000),
    });
    expect(github.ledger.entries).toEqual([]);
    expect(await sync.getState(id)).toMatchObject({ status: "complete" });

    github.clock.advance(120_000);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });

  it("may take the repository over if the host says so", async () => {
    const { github, store, sync, id } = await createSynced(1);
    const now = github.clock.now();
    await store.acquireLease({ repositoryId: id, owner: "another", now, ttlMs: 120_000 });
    expect(await sync.syncRepository(id, { takeOver: true })).toMatchObject({ status: "complete" });
  });

  it("a run that may not begin is inactive for a repository that is switched off, unknown for one that does not exist", async () => {
    const { github, store, sync, id } = await createSynced(1);
    await store.untrackRepository(id, { deleteRecords: false });
    expect(await sync.syncRepository(id, { takeOver: true })).toEqual({ status: "inactive" });
    await store.untrackRepository(id, { deleteRecords: true });
    expect(await sync.syncRepository(id)).toEqual({ status: "unknown" });
    expect(await sync.getState(id)).toBeUndefined();
    expect(github.ledger.entries).toEqual([]);
  });

  it("gives the lease back when it ends, so that the next may begin at once", async () => {
    const { sync, id } = await createSynced(1);
    for (const _ of [1, 2, 3]) {
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    }
  });

  it("I5: renews its lease before each request, however long one page takes", async () => {
    const harness = await createHarness({ pageSize: 2, leaseMs: 10_000 });
    const { github, sync, options, id } = harness;
    openPullRequests(github, 1);
    commentOften(github, 450);
    const another = createSync({ ...options, owner: "another" });
    const meanwhile: string[] = [];
    let isOthers = false;
    github.onResponse(async () => {
      if (isOthers) return;
      github.clock.advance(4000);
      isOthers = true;
      meanwhile.push((await another.syncRepository(id)).status);
      isOthers = false;
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(meanwhile.length).toBeGreaterThan(5);
    expect(new Set(meanwhile)).toEqual(new Set(["busy"]));
  });

  it("I5: renews its lease while it works, so that a slow run does not look dead", async () => {
    const harness = await createHarness({ batchSize: 2, leaseMs: 10_000 });
    const { github, sync, options, id } = harness;
    openPullRequests(github, 12);
    const another = createSync({ ...options, owner: "another" });
    const meanwhile: string[] = [];
    let isOthers = false;
    github.onResponse(async ({ operation }) => {
      github.clock.advance(3000);
      if (operation !== "Hydrate" || isOthers) return;
      isOthers = true;
      meanwhile.push((await another.syncRepository(id)).status);
      isOthers = false;
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(meanwhile).toEqual(Array(6).fill("busy"));
  });
});

describe("a run that loses its repository", () => {
  it("I5: to another worker writes nothing more, and ends as busy", async () => {
    const harness = await createHarness({ batchSize: 2 });
    const { github, sync, options, id, events } = harness;
    openPullRequests(github, 8);
    const another = createSync({ ...options, owner: "another" });
    let left = 2;
    github.onResponse(async ({ operation }) => {
      if (operation !== "Hydrate" || --left !== 0) return;
      await another.syncRepository(id, { takeOver: true });
    });

    const outcome = await sync.syncRepository(id);

    expect(outcome).toMatchObject({ status: "busy" });
    const ends = events.filter(({ type }) => type === "run.failed" || type === "run.finished");
    expect(ends.map(({ type }) => type)).toEqual(["run.finished", "run.finished"]);
    expect(await sync.getState(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("I5: a run that was taken over while it was frozen sends nothing more", async () => {
    const { github, sync, store, id } = await createHarness({ leaseMs: 10_000 });
    openPullRequests(github, 1);
    commentOften(github, 450);
    github.onResponse(async ({ operation }) => {
      if (operation !== "Hydrate") return;
      github.clock.advance(60_000);
      const now = github.clock.now();
      await store.acquireLease({ repositoryId: id, owner: "another", now, ttlMs: 120_000 });
      github.ledger.clear();
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "busy" });
    const sent = github.ledger.entries.filter(({ operation }) => operation !== "Hydrate");
    expect(sent).toEqual([]);
  });

  it.each([{ deleteRecords: true }, { deleteRecords: false }])(
    "since it is untracked with %o stops at the next page, and restores nothing",
    async (options) => {
      const harness = await createHarness({ batchSize: 2 });
      const { github, sync, store, id } = harness;
      openPullRequests(github, 8);
      let left = 2;
      github.onResponse(async ({ operation }) => {
        if (operation !== "Hydrate" || --left !== 0) return;
        await store.untrackRepository(id, options);
      });

      const outcome = await sync.syncRepository(id);

      expect(outcome).toEqual({ status: options.deleteRecords ? "unknown" : "inactive" });
      const kept = options.deleteRecords ? [] : [7, 8];
      expect(storedFacts(harness).map(({ number }) => number)).toEqual(kept);
      const hydrations = github.ledger.entries.filter(({ operation }) => operation === "Hydrate");
      expect(hydrations).toHaveLength(2);
      expect((await store.getRepository(id))?.repository.active ?? false).toBe(false);
    },
  );

  it.each([{ deleteRecords: true }, { deleteRecords: false }])(
    "since it is untracked with %o at its very last commit does not fail, and keeps no lease",
    async (options) => {
      const harness = await createHarness({
        through: (store) => ({
          ...store,
          async commitPage(lease, page) {
            if (page.state?.status === "complete") {
              await store.untrackRepository(lease.repositoryId, options);
            }
            return store.commitPage(lease, page);
          },
        }),
      });
      const { github, sync, store, events, id } = harness;
      openPullRequests(github, 1);
      const outcome = await sync.syncRepository(id);
      expect(outcome).toEqual({ status: options.deleteRecords ? "unknown" : "inactive" });
      expect(events.filter(({ type }) => type === "run.failed")).toEqual([]);
      expect((await store.getRepository(id))?.lease).toBeUndefined();
    },
  );

  it("continues at once when it is tracked again", async () => {
    const harness = await createHarness({ batchSize: 2 });
    const { github, sync, store, id } = harness;
    openPullRequests(github, 8);
    let left = 2;
    github.onResponse(async ({ operation }) => {
      if (operation !== "Hydrate" || --left !== 0) return;
      await store.untrackRepository(id, { deleteRecords: false });
    });
    await sync.syncRepository(id);
    await sync.trackRepository({ fullName, active: true });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    github.clock.advance(hourMs);
    await expectEqualsGitHub(harness);
  });
});
