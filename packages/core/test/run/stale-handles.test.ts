import type { CommitPage } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

/** Stores a node id or a cursor that GitHub no longer accepts. */
async function overwrite(
  { store, id, github }: Harness,
  partsOf: (
    read: NonNullable<Awaited<ReturnType<Harness["store"]["readState"]>>>,
  ) => Partial<Pick<CommitPage, "identity" | "state">>,
): Promise<void> {
  const now = github.clock.now();
  const lease = await store.acquireLease({ repositoryId: id, owner: "other", now, ttlMs: 1000 });
  const read = await store.readState(id);
  if (!lease || !read) throw new Error("The repository can't be had.");
  await store.commitPage(lease, { revision: read.revision, ...partsOf(read) });
  await store.releaseLease(lease);
}

describe("a node id that GitHub no longer knows", () => {
  it("I6: a node id that GitHub no longer knows is replaced by the one that REST shows, and the next run continues", async () => {
    const harness = await createSynced(2);
    const { github, sync, id, store } = harness;
    const { githubId, nodeId } = (await store.getRepository(id))?.repository ?? {};
    await overwrite(harness, () => ({
      identity: { githubId: githubId ?? 0, nodeId: "MDEwOlJlcG9zaXRvcnkxMjM=", fullName },
    }));
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Changed" });
    github.clock.advance(hourMs);
    const error = { code: "transient", retryable: true };
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", error });
    expect(await store.getRepository(id)).toMatchObject({ repository: { githubId, nodeId } });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

describe("a cursor into the history that GitHub no longer knows", () => {
  it("I1, I16: costs nothing: REST continues from the place, and nothing is read twice", async () => {
    const github = createFakeGitHub();
    const harness = await createHarness({ github, pageSize: 2, batchSize: 2, maxDurationMs: 1 });
    const { sync, id, events } = harness;
    openPullRequests(github, 6);
    github.onResponse(() => github.clock.advance(1000));
    expect(await sync.syncRepository(id)).toMatchObject({ reason: "history" });
    await overwrite(harness, ({ state: { checkpoint } }) => {
      const { history } = checkpoint;
      if (!history?.place?.cursor) throw new Error("The history has no cursor.");
      const place = { ...history.place, cursor: "forgotten" };
      return { state: { checkpoint: { ...checkpoint, history: { ...history, place } } } };
    });
    for (let run = 0; (await sync.syncRepository(id)).status !== "complete"; run += 1) {
      expect(run).toBeLessThan(3);
    }
    const lists = github.ledger.entries.filter(({ operation }) => operation === "ListHistory");
    // The first one, and the one that was refused.
    expect(lists).toHaveLength(2);
    expect(storedNumbers(events).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    await expectEqualsGitHub(harness);
  });
});
