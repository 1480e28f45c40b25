import { describe, expect, it } from "vitest";
import { createSynced, expectEqualsGitHub, fullName } from "../sync-harness.ts";

const leaseMs = 120_000;

type Harness = Awaited<ReturnType<typeof createSynced>>;

const ends: Record<string, (harness: Harness, controller: AbortController) => Promise<unknown>> = {
  "is stopped": async (_, controller) => controller.abort(),
  "is paused": async ({ sync, id }) => sync.pause(id),
  "dies with its process": async ({ store }) => {
    store.commitPage = () => Promise.reject(new Error("Gone."));
    store.releaseLease = () => Promise.reject(new Error("Gone."));
  },
};

describe("a run on a repository that is up to date, and not due for hours", () => {
  it.each(Object.entries(ends))(
    "I15: a run that %s in its middle leaves the repository due",
    async (_, end) => {
      const harness = await createSynced(4, { batchSize: 1 });
      const { github, store, sync, id, numbers } = harness;
      const { commitPage, releaseLease } = store;
      for (const number of numbers) {
        github.truth.editPullRequest({ repository: fullName, number, title: "Meanwhile" });
      }
      const controller = new AbortController();
      let hydrations = 0;
      github.onResponse(async ({ operation }) => {
        if (operation === "Hydrate" && ++hydrations === 2) await end(harness, controller);
      });
      await sync.syncRepository(id, { signal: controller.signal }).catch(() => undefined);
      expect(hydrations).toBe(2);

      Object.assign(store, { commitPage, releaseLease });
      await sync.resume(id);
      github.clock.advance(leaseMs);
      const due = await store.listDue(github.clock.now(), { limit: 10 });
      expect(due.map(({ repository }) => repository.id)).toEqual([id]);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );
});
