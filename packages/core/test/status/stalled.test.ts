import { describeSyncStatus, type SyncStatusDescription } from "@ghsync/core";
import { expect, test } from "vitest";
import { createHarness, openPullRequests } from "../sync-harness.ts";

test("I15: a worker that dies during a run shows as syncing until its lease expires, then as stalled, until the next run", async () => {
  let dies = true;
  let isDead = false;
  const harness = await createHarness({
    batchSize: 1,
    through: (store) =>
      new Proxy(store, {
        get(target, name) {
          if (isDead) throw new Error("The process is gone.");
          return Reflect.get(target, name) as unknown;
        },
      }),
    onEvent: ({ type }) => {
      if (type === "run.progress") isDead = dies;
    },
  });
  const { github, store, sync, id } = harness;
  openPullRequests(github, 3);
  const show = async (): Promise<SyncStatusDescription | undefined> => {
    const found = await store.getRepository(id);
    return found && describeSyncStatus(found, github.clock.now());
  };
  expect(await show()).toMatchObject({ status: "pending", label: "Not synced yet" });

  await sync.syncRepository(id);
  expect(await show()).toMatchObject({
    status: "syncing",
    label: "Syncing",
    detail: "The first sync is in progress. Pull requests: 1 of 3.",
    progress: { done: 1, total: 3, exact: true, percent: 33 },
  });
  github.clock.advance(119_999);
  expect(await show()).toMatchObject({ status: "syncing" });
  github.clock.advance(1);
  expect(await show()).toMatchObject({ status: "stalled", tone: "warning", label: "Stalled" });

  dies = false;
  isDead = false;
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  expect(await show()).toMatchObject({ status: "complete", tone: "success" });
});
