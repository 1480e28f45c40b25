import { createSync } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { fieldOf, forbidFields, listOf, refusal, refuseKinds } from "../support/refusals.ts";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

/**
 * A repository that was synced without its commits, which may then be read, and in which one pull
 * request changes.
 */
async function createGranted(options: Parameters<typeof createHarness>[0] = {}) {
  const harness = await createHarness({ batchSize: 5, pageSize: 10, ...options });
  const { github, sync, id } = harness;
  openPullRequests(github, 25);
  const allow = refuseKinds(github, ["commits"]);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "permission" });
  allow();
  github.clock.advance(hourMs);
  github.truth.comment({ repository: fullName, number: 3, actor: "ada", body: "Hi" });
  github.clock.advance(hourMs);
  return harness;
}

describe("a kind that the credential may read by one interface only", () => {
  it.each(["graphql", "rest"] as const)(
    "I7: is read by the other one, and is not missing (a host that uses %s)",
    async (api) => {
      const harness = await createHarness({ api });
      const { github, sync, id, store } = harness;
      for (const number of openPullRequests(github, 3)) {
        github.truth.submitReview({ repository: fullName, number, actor: "ada", body: "Hi" });
      }
      github.clock.advance(hourMs);
      if (api === "graphql") forbidFields(github, [fieldOf.reviews]);
      else github.faults.add({ when: { path: listOf.reviews }, fault: refusal });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const reviews = store.pullRequests(id).map(({ snapshot }) => snapshot.children.reviews);
      expect(reviews).toMatchObject([[{ body: "Hi" }], [{ body: "Hi" }], [{ body: "Hi" }]]);
      expect((await sync.getState(id))?.checkpoint.forbiddenParts ?? []).toEqual([]);
      github.faults.clear();
      await expectEqualsGitHub(harness);
    },
  );
});

describe("a kind that the credential may read by neither interface", () => {
  it.each([Number.POSITIVE_INFINITY, 30])(
    "I1: is read for everything that is stored, once it may be read (history of %s days)",
    async (historyDays) => {
      const harness = await createGranted({ historyDays });
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
      expect((await harness.sync.getState(harness.id))?.lastSyncError).toBeUndefined();
    },
  );

  it("I3: is remembered if the batch that shows it is stored, and the response to that commit is lost", async () => {
    let losses = 1;
    const { github, sync, id } = await createHarness({
      through: (store) => ({
        ...store,
        async commitPage(lease, page) {
          const result = await store.commitPage(lease, page);
          if (!page.snapshots?.length || losses === 0) return result;
          losses -= 1;
          throw new Error("The connection is gone.");
        },
      }),
    });
    openPullRequests(github, 3);
    refuseKinds(github, ["commits"]);
    expect(await sync.syncRepository(id)).toMatchObject({ error: { code: "store_failed" } });
    expect((await sync.getState(id))?.checkpoint.forbiddenParts).toEqual(["commits"]);
    github.clock.advance(hourMs);
    const second = await sync.syncRepository(id);
    expect(second).toMatchObject({ status: "partial", reason: "permission" });
  });

  it.each([Number.POSITIVE_INFINITY, 30])(
    "I14: is not complete before that, however short the runs (history of %s days)",
    async (historyDays) => {
      const harness = await createGranted({ historyDays });
      const { github, id } = harness;
      github.onRequest(() => void github.clock.advance(1000));
      const short = createSync({ ...harness.options, maxDurationMs: 6000 });
      const reasons: unknown[] = [];
      for (let run = 0; run < 20; run += 1) {
        const outcome = await short.syncRepository(id);
        if (outcome.status === "complete") break;
        reasons.push(outcome.status === "partial" && outcome.reason);
      }
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.length).toBeLessThan(20);
      await expectEqualsGitHub(harness);
    },
  );

  it.each(["reviews", "comments"] as const)(
    "I14: is not missing by REST once GitHub returns it, even empty (%s)",
    async (kind) => {
      const harness = await createHarness({ api: "rest" });
      const { github, sync, id, store } = harness;
      openPullRequests(github, 3);
      const comment = github.truth.comment({
        repository: fullName,
        number: 1,
        actor: "ada",
        body: "Hi",
      });
      const allow = refuseKinds(github, [kind]);
      expect(await sync.syncRepository(id)).toMatchObject({ reason: "permission" });
      github.truth.deleteComment({ repository: fullName, comment });
      github.clock.advance(hourMs);
      github.truth.addLabels({ repository: fullName, number: 2, labels: ["bug"] });
      github.clock.advance(hourMs);
      // A count of 0 by GitHub does not prove that the part may be read.
      expect(await sync.syncRepository(id)).toMatchObject({ reason: "permission" });
      allow();
      github.truth.addLabels({ repository: fullName, number: 3, labels: ["bug"] });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
      expect((await store.readState(id))?.state.checkpoint.forbiddenParts).toEqual([]);
    },
  );

  it("is not missing once the host does not request it", async () => {
    const harness = await createHarness();
    openPullRequests(harness.github, 2);
    refuseKinds(harness.github, ["commits"]);
    await harness.sync.syncRepository(harness.id);
    const without = createSync({ ...harness.options, kinds: ["reviews", "files"] });
    expect(await without.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ reason: "permission" });
  });
});
