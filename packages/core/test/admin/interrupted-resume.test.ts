import { describe, expect, it } from "vitest";
import { createHarness, createSynced, hourMs, openPullRequests } from "../sync-harness.ts";

describe("resume", () => {
  it.each(["acquireLease", "readState", "commitPage"] as const)(
    "makes a repository due when it is called again after it failed half-way: %s",
    async (failing) => {
      const database: { isDown: boolean } = { isDown: false };
      const { sync, id, store, github } = await createSynced(1, {
        through: (store) => ({
          ...store,
          [failing]: async (...args: never[]) => {
            if (database.isDown) throw new Error("The database is down.");
            return (store[failing] as (...given: never[]) => unknown)(...args);
          },
        }),
      });
      await sync.pause(id);
      database.isDown = true;
      await expect(sync.resume(id)).rejects.toMatchObject({ code: "store_failed" });
      database.isDown = false;
      expect(await sync.resume(id)).toBe(true);
      const due = await store.listDue(github.clock.now(), { limit: 10 });
      expect(due.map(({ repository }) => repository.id)).toEqual([id]);
    },
  );
});

describe("requestSync", () => {
  it("by a clock that is ahead makes a repository due now for a worker", async () => {
    let aheadMs = 0;
    const harness = await createHarness({
      client: { now: () => new Date(harness.github.clock.now().getTime() + aheadMs) },
    });
    const { github, sync, id, store } = harness;
    openPullRequests(github, 1);
    await sync.syncRepository(id);
    github.clock.advance(hourMs);
    aheadMs = hourMs;
    expect(await sync.requestSync(id)).toMatchObject({ status: "queued" });
    expect(await store.listDue(github.clock.now(), { limit: 10 })).toHaveLength(1);
    expect(await sync.requestSync(id)).toMatchObject({ status: "duplicate" });
  });
});
