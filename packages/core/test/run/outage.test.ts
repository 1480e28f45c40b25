import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";

const down = { kind: "error", status: 500 } as const;

describe("an outage during hydration", () => {
  it("I13: an outage during hydration is a transient error that puts no pull request into quarantine", async () => {
    const harness = await createSynced(60);
    const { github, sync, id, store } = harness;
    editAll(harness);
    let reads = 0;
    github.onRequest(({ operation }) => {
      if (operation === "Hydrate" && ++reads === 2) github.faults.add({ fault: down });
    });

    const outcome = await sync.syncRepository(id);

    expect(outcome).toMatchObject({ status: "error", error: { code: "transient", status: 500 } });
    const { requests, failed } = github.ledger.summary();
    console.log(`an outage: ${requests} requests, ${failed} of them in vain`);
    expect(failed).toBeLessThanOrEqual(32);
    expect(await store.readState(id)).toMatchObject({ failedCount: 0, state: { status: "error" } });

    github.faults.clear();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 10 });
  });

  it("I13: an outage during hydration is an outage too if only pull requests fail, and quarantine stays small", async () => {
    const harness = await createSynced(40);
    const { github, sync, id, store } = harness;
    editAll(harness);
    github.faults.add({ when: { operation: /Hydrate|pulls\/\{number\}/ }, fault: down });

    const outcome = await sync.syncRepository(id);

    expect(outcome).toMatchObject({ status: "error", error: { code: "transient" } });
    const { failedCount = 0 } = (await store.readState(id)) ?? {};
    console.log(`an outage of pull requests: ${failedCount} in quarantine`);
    expect(failedCount).toBeLessThanOrEqual(10);

    github.faults.clear();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 10 });
  });

  it("I13: an outage during hydration is an outage too if pull requests fail that could be read before", async () => {
    const harness = await createSynced(40, { batchSize: 5 });
    const { github, sync, id, store } = harness;
    editAll(harness);
    let reads = 0;
    github.onRequest(({ operation }) => {
      if (operation !== "Hydrate" || ++reads !== 2) return;
      github.faults.add({ when: { operation: /Hydrate|pulls\/\{number\}/ }, fault: down });
    });

    const outcome = await sync.syncRepository(id);

    expect(outcome).toMatchObject({ status: "error", error: { code: "transient", status: 500 } });
    expect(await store.readState(id)).toMatchObject({ failedCount: 9, dirtyCount: 35 });

    github.faults.clear();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 10 });
  });

  it("I13: an outage during hydration is an outage by REST after as few pull requests, although REST has no batch to halve", async () => {
    const harness = await createSynced(60, { api: "rest" });
    const { github, sync, id, store } = harness;
    editAll(harness);
    github.faults.add({ when: { operation: /pulls\/\{number\}/ }, fault: down });

    const outcome = await sync.syncRepository(id);

    expect(outcome).toMatchObject({ status: "error", error: { code: "transient" } });
    const { requests, failed } = github.ledger.summary();
    console.log(`an outage by REST: ${requests} requests, ${failed} of them in vain`);
    expect(failed).toBeLessThanOrEqual(40);
    expect(await store.readState(id)).toMatchObject({ failedCount: 9 });

    github.faults.clear();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 10 });
  });

  it("I13: an outage during hydration is not an outage by REST if others between them can be read", async () => {
    const harness = await createSynced(24, { api: "rest" });
    const { github, sync, id, store } = harness;
    editAll(harness);
    github.faults.add({ when: { path: /\/pulls\/\d*[02468]$/ }, fault: down });

    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(await store.readState(id)).toMatchObject({ failedCount: 12, dirtyCount: 12 });
  });

  it("ends the first full sync in the same way, which continues later", async () => {
    const harness = await createHarness({ batchSize: 5 });
    const { github, sync, id, store } = harness;
    openPullRequests(github, 20);
    let reads = 0;
    github.onRequest(({ operation }) => {
      if (operation === "Hydrate" && ++reads === 3) github.faults.add({ fault: down });
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error" });
    expect(await store.readState(id)).toMatchObject({ failedCount: 0, dirtyCount: 0 });
    expect(store.pullRequests(id)).toHaveLength(10);

    github.faults.clear();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness, { every: 5 });
  });

  it("waits longer for the next attempt with each failure in a row, up to six hours", async () => {
    const { github, sync, id } = await createSynced(2);
    github.faults.add({ fault: down });
    const waits: number[] = [];
    for (let failure = 1; failure <= 11; failure += 1) {
      await sync.syncRepository(id);
      const { nextAttemptAt, consecutiveFailures } = (await sync.getState(id)) ?? {};
      expect(consecutiveFailures).toBe(failure);
      waits.push(((nextAttemptAt?.getTime() ?? 0) - github.clock.now().getTime()) / minuteMs);
    }
    expect(waits).toEqual([0.75, 1.5, 3, 6, 12, 24, 48, 96, 192, 270, 270]);
  });
});

function editAll({ github, numbers }: Harness & { readonly numbers: readonly number[] }): void {
  for (const number of numbers) {
    github.truth.editPullRequest({ repository: fullName, number, title: `Edited ${number}` });
  }
  github.clock.advance(hourMs);
}
