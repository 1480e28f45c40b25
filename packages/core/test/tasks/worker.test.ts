import type { Lease } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { fullName, hourMs, minuteMs, openPullRequests, storedFacts } from "../sync-harness.ts";
import { createAnother, createWorker } from "./worker-harness.ts";

async function createStarted(options: Parameters<typeof createWorker>[0] = {}) {
  const worker = createWorker(options);
  openPullRequests(worker.github, 12);
  const { id } = await worker.sync.trackRepository({ fullName });
  return { ...worker, id };
}

describe("a worker", () => {
  it("syncs a tracked repository without a request, and again a day later", async () => {
    const { sync, pass, id, events, store } = await createStarted();
    await sync.start();
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete", tone: "success" });
    expect(storedFacts({ store, id })).toHaveLength(12);

    const starts = () => events.filter(({ type }) => type === "run.started").length;
    await pass(23 * hourMs);
    expect(starts()).toBe(1);
    await pass(2 * hourMs);
    expect(starts()).toBe(2);
    await sync.stop();
  });

  it.each([Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER])(
    "never re-syncs a complete repository with resyncAfterMs %s",
    async (resyncAfterMs) => {
      const { sync, pass, id, events } = await createStarted({ resyncAfterMs });
      await sync.start();
      await pass(5 * minuteMs);
      const { nextAttemptAt } = (await sync.getState(id)) ?? {};
      expect(nextAttemptAt?.toISOString()).toMatch(/^30/);
      expect(events.filter(({ type }) => type === "run.started")).toHaveLength(1);
      await sync.stop();
    },
  );

  it.each([
    { options: { maxDurationMs: 1 }, requestMs: 10 },
    { options: {}, requestMs: 2 * minuteMs },
  ])("continues a long history slice by slice, without waiting, with %o", async (world) => {
    const { github, sync, pass, id, events } = await createStarted({
      batchSize: 1,
      ...world.options,
    });
    github.onRequest(() => void github.clock.advance(world.requestMs));
    await sync.start();
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    const reasons = events.flatMap((event) =>
      event.type === "run.finished" && event.outcome.status === "partial"
        ? event.outcome.reason
        : [],
    );
    expect(new Set(reasons)).toEqual(new Set(["history"]));
    expect(reasons.length).toBeGreaterThan(2);
    await sync.stop();
  });

  it("I10: sends nothing until a rate limit ends, and then continues without a request", async () => {
    const { github, sync, pass, id } = await createStarted({ batchSize: 5 });
    github.setRemaining("graphql", 0);
    await sync.start();
    await pass(minuteMs);
    const status = await sync.getStatus(id);
    expect(status).toMatchObject({ status: "deferred", retryAt: expect.any(String) });
    github.ledger.clear();
    const waitMs = Date.parse(status?.retryAt ?? "") - github.clock.now().getTime();
    await pass(waitMs - 1000);
    expect(github.ledger.entries).toEqual([]);
    await pass(2000);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("retries a transient failure with growing waits, and a permanent one after a day", async () => {
    const { github, sync, pass, id, events } = await createStarted();
    const end = github.faults.add({ fault: { kind: "reset" } });
    await sync.start();
    await pass(4 * minuteMs);
    const runs = () => events.filter(({ type }) => type === "run.started").length;
    // At 0, 45 and 135 seconds.
    expect(runs()).toBe(3);
    end();
    const refused = github.faults.add({ fault: { kind: "error", status: 401 } });
    await pass(5 * minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "error", action: { who: "user" } });
    const before = runs();
    await pass(23 * hourMs);
    expect(runs()).toBe(before);
    refused();
    await sync.requestSync(id);
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("I13: syncs the other repositories if one fails", async () => {
    const { github, sync, pass, id } = await createStarted();
    const { id: gone } = await sync.trackRepository({ fullName: "acme/gone" });
    github.truth.createRepository({ fullName: "acme/other" });
    const { id: other } = await sync.trackRepository({ fullName: "acme/other" });
    await sync.start();
    await pass(minuteMs);
    const statuses = (await sync.listStatuses()).map(({ repositoryId, status }) => [
      repositoryId,
      status,
    ]);
    expect(statuses).toEqual([
      [id, "complete"],
      [gone, "error"],
      [other, "complete"],
    ]);
    await sync.stop();
  });

  it("I15: takes over a dead worker's repository once the lease expires", async () => {
    const { github, store, sync, pass, id } = await createStarted();
    const now = github.clock.now();
    const request = { repositoryId: id, owner: "dead", now, ttlMs: 120_000 };
    const lease = (await store.acquireLease(request)) as Lease;
    await store.commitPage(lease, {
      revision: 0,
      state: { status: "syncing", lastAttemptAt: now },
    });
    await sync.start();
    await pass(minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "syncing" });
    await pass(2 * minuteMs);
    expect(await sync.getStatus(id)).toMatchObject({ status: "complete" });
    await sync.stop();
  });

  it("I15: starts a run that waited for another worker as soon as that lease expires", async () => {
    const another = createAnother();
    const { sync, pass, id } = await createStarted({ through: another.through });
    await sync.start();
    await pass(minuteMs);
    expect(await sync.getState(id)).toMatchObject({
      status: "complete",
      lastAttemptAt: another.lease().expiresAt,
    });
    await sync.stop();
  });

  it("releases the lease if it stops during a run, and the next start continues", async () => {
    const github = createFakeGitHub();
    const first = await createStarted({ github, batchSize: 2 });
    let hydrations = 0;
    let stopped: Promise<void> | undefined;
    github.onResponse(({ operation }) => {
      if (operation !== "Hydrate" || ++hydrations !== 2) return;
      stopped = first.sync.stop({ graceMs: 1000 });
      github.clock.advance(1000);
      first.fireDue();
    });
    await first.sync.start();
    await first.pass(0);
    await stopped;
    expect(await first.sync.getStatus(first.id)).toMatchObject({ status: "partial" });
    expect((await first.store.getRepository(first.id))?.lease).toBeUndefined();
    const { length } = storedFacts(first);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(12);

    const second = createWorker({ github, store: first.store });
    await second.sync.start();
    await second.pass(minuteMs);
    expect(await second.sync.getStatus(first.id)).toMatchObject({ status: "complete" });
    await second.sync.stop();
  });
});
