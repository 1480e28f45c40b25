import { createFakeGitHub } from "@ghsync/testing";
import { expect, it } from "vitest";
import { createSynced } from "../sync-harness.ts";

it("I15: github.random that throws as a run ends makes the run internal, and gives the lease back", async () => {
  const chance: { isBroken: boolean } = { isBroken: false };
  const { sync, id, store } = await createSynced(1, {
    client: {
      random: () => {
        if (chance.isBroken) throw new Error("No entropy.");
        return 0.5;
      },
    },
  });
  chance.isBroken = true;
  expect(await sync.syncRepository(id)).toMatchObject({
    status: "error",
    error: { code: "internal" },
  });
  const read = await store.getRepository(id);
  expect(read).toMatchObject({ state: { status: "error", lastSyncError: { code: "internal" } } });
  expect(read?.lease).toBeUndefined();
});

it("I15: github.now that throws once as a run ends leaves no run in progress", async () => {
  const clock: { isBroken: boolean; isArmed: boolean } = { isBroken: false, isArmed: false };
  const github = createFakeGitHub();
  const harness = await createSynced(1, {
    github,
    client: {
      now: () => {
        if (clock.isBroken) {
          clock.isBroken = false;
          throw new Error("No clock.");
        }
        return github.clock.now();
      },
    },
    through: (store) => ({
      ...store,
      // The last read of a run, before it is closed.
      readState: async (repositoryId) => {
        const read = await store.readState(repositoryId);
        clock.isBroken = clock.isArmed && read?.state.status === "syncing";
        return read;
      },
    }),
  });
  const { sync, id, store } = harness;
  clock.isArmed = true;
  expect(await sync.syncRepository(id)).toMatchObject({ error: { code: "internal" } });
  const read = await store.getRepository(id);
  expect([read?.state.status, read?.lease]).toEqual(["error", undefined]);
});
