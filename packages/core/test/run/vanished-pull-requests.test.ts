import type { SyncEvent } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
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

const target = { repository: fullName, number: 2 };
const isRead = /^Hydrate|pulls\/\{number\}/;
const isList = /\/(issues|pulls|comments)$/;

describe.each(["graphql", "rest"] as const)("a pull request that GitHub removes, by %s", (api) => {
  it("I6, I14: is no longer waited for, stays as it is stored, and is reported", async () => {
    const harness = await createSynced(3, { api });
    const { github, sync, id, store, events } = harness;
    github.truth.editPullRequest({ ...target, title: "Buy now" });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    // It waits to settle.
    expect(await store.readDirty(id, [2])).toHaveLength(1);
    const before = storedFacts(harness);
    github.truth.removePullRequest(target);
    github.clock.advance(hourMs);

    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });

    expect(await store.readState(id)).toMatchObject({ dirtyCount: 0 });
    expect(storedFacts(harness)).toEqual(before);
    expect(vanishedIn(events)).toEqual([2]);
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(vanishedIn(events)).toEqual([2]);
    expect(github.ledger.summary().requests).toBe(4);
  });

  it("I14: is waited for only while its change is so young that a replica may not know it", async () => {
    const { github, sync, id, store, events } = await createSynced(3, { api });
    github.truth.editPullRequest({ ...target, title: "Buy now" });
    const settledAt = new Date(github.clock.now().getTime() + 10 * minuteMs);
    github.onRequest(({ operation }) => {
      if (isRead.test(operation) && storedFacts({ store, id }).length === 3) removeOnce();
    });
    let isRemoved = false;
    const removeOnce = () => {
      if (!isRemoved) github.truth.removePullRequest(target);
      isRemoved = true;
    };

    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(await store.readDirty(id, [2])).toMatchObject([{ notBefore: settledAt, attempts: 1 }]);
    github.clock.set(new Date(settledAt.getTime() - 1000));
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(vanishedIn(events)).toEqual([]);
    github.clock.set(settledAt);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(vanishedIn(events)).toEqual([2]);
  });

  it("I1: is one that was just opened, if a replica does not know it yet, and is read later", async () => {
    let lagMs = 0;
    const replicaLagMs = ({ operation }: { operation: string }) =>
      isRead.test(operation) ? lagMs : 0;
    const github = createFakeGitHub({ replicaLagMs });
    const harness = await createSynced(3, { api, github });
    const { sync, id, events } = harness;
    lagMs = 9 * minuteMs;
    github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New" });
    github.clock.advance(8 * minuteMs);

    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    github.clock.advance(2 * minuteMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });

    expect(vanishedIn(events)).toEqual([]);
    await expectEqualsGitHub(harness);
  });

  it("I1: is one that only the first full sync's list shows, if a replica does not know it yet", async () => {
    let lagMs = 0;
    const replicaLagMs = ({ operation }: { operation: string }) =>
      isRead.test(operation) ? lagMs : 0;
    const github = createFakeGitHub({ replicaLagMs });
    // Without an overlap the streams begin after it.
    const harness = await createHarness({ api, github, overlapMs: 0, settleMs: 10 * minuteMs });
    const { sync, id, events } = harness;
    openPullRequests(github, 2);
    github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "New" });
    github.clock.advance(minuteMs);
    lagMs = 5 * minuteMs;

    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    github.clock.advance(10 * minuteMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });

    expect(vanishedIn(events)).toEqual([]);
    await expectEqualsGitHub(harness);
  });

  it("is looked for once if it is read again without a change: what is stored shows how old it is", async () => {
    const { github, sync, id, store, events } = await createSynced(3, { api });
    github.truth.removePullRequest(target);
    const lease = await store.acquireLease({
      repositoryId: id,
      owner: "test",
      now: github.clock.now(),
      ttlMs: minuteMs,
    });
    const { revision = 0 } = (await store.readState(id)) ?? {};
    const dirty = [{ number: target.number, stamps: {}, attempts: 0 }];
    if (!lease) throw new Error("The repository is leased.");
    await store.commitPage(lease, { revision, dirty });
    await store.releaseLease(lease);

    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });

    expect(vanishedIn(events)).toEqual([2]);
  });

  it("is waited for while a list that lags still shows it, and then no longer", async () => {
    let lagMs = 0;
    const replicaLagMs = ({ operation }: { operation: string }) =>
      isList.test(operation) ? lagMs : 0;
    const github = createFakeGitHub({ replicaLagMs });
    const { sync, id, events } = await createSynced(3, { api, github });
    github.truth.editPullRequest({ ...target, title: "Buy now" });
    github.truth.comment({ ...target, actor: "ada", body: "Now" });
    github.clock.advance(hourMs);
    github.truth.removePullRequest(target);
    github.clock.advance(minuteMs);
    lagMs = 2 * minuteMs;

    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(vanishedIn(events)).toEqual([]);
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(vanishedIn(events)).toEqual([2]);
  });

  it("I1: is not one that is hidden because pull requests are switched off", async () => {
    const harness = await createSynced(3, { api });
    const { github, sync, id, events } = harness;
    github.truth.editPullRequest({ ...target, title: "Changed" });
    github.clock.advance(hourMs);
    github.truth.configureRepository({ repository: fullName, hasPullRequests: false });
    const path = ["node", "p2"];
    const fault = { kind: "graphql-error", type: "NOT_FOUND", path } as const;
    const restore = github.faults.add({ fault });

    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    restore();
    github.truth.configureRepository({ repository: fullName, hasPullRequests: true });
    github.clock.advance(hourMs);
    await sync.syncRepository(id);

    expect(vanishedIn(events)).toEqual([]);
    await expectEqualsGitHub(harness);
  });

  it("I6, I14: a pull request does not count as vanished if the first sync cannot find it, behind a hundred newer ones", async () => {
    const harness = await createHarness({ api });
    const { github, sync, id, events } = harness;
    openPullRequests(github, 120);
    const byRest = { kind: "error", status: 404 } as const;
    const hidden = [
      github.faults.add({ when: { path: /\/pulls\/5$/ }, fault: byRest }),
      github.faults.add({
        when: { operation: "Hydrate" },
        fault: {
          kind: "rewrite",
          change(body) {
            if ("p5" in (body.data?.node ?? {})) body.data.node.p5 = null;
            return body;
          },
        },
      }),
    ];
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(vanishedIn(events)).toEqual([]);
    for (const show of hidden) show();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

function vanishedIn(events: readonly SyncEvent[]): readonly number[] {
  return events.flatMap((event) => (event.type === "pullRequest.vanished" ? [event.number] : []));
}
