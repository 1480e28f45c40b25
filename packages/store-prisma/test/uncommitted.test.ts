import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase } from "./test-database.ts";

test("On SQLite no read shows what the host's own transaction writes and rolls back", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  const store = createPrismaStore(prisma);
  const { id, commit, lease } = await startRun(store);
  await commit({ ...toStore(exampleSnapshot(1)), dirty: [{ number: 1, stamps: {}, attempts: 0 }] });
  await store.releaseLease(lease);
  await store.blockCredential("app", at(60));
  const { schedules } = store;
  const schedule = { id: "daily", cron: "0 4 * * *", timeZone: "UTC", payload: {} };
  await schedules.put({ ...schedule, task: "sync-all-repositories" });
  await schedules.claimSlot("daily", at(0));
  const reads = [
    () => store.getRepository(id),
    () => store.listRepositories({ limit: 9 }),
    () => store.listDue(at(9), { limit: 9 }),
    () => store.readPullRequestStates(id, [1]),
    () => store.listDirty(id, { now: at(9), limit: 9 }),
    () => store.readDirty(id, [1]),
    () => store.readCredentialBlock("app"),
    () => schedules.list(),
    () => schedules.lastSlot("daily"),
  ];
  for (const read of reads) {
    const before = await read();
    let reading: Promise<unknown> | undefined;
    const rolledBack = prisma.$transaction(async (transaction) => {
      await transaction.ghSyncRepository.updateMany({ data: { fullName: "octo/other" } });
      await transaction.ghSyncPullRequest.updateMany({ data: { headSha: "other" } });
      await transaction.ghSyncDirtyPullRequest.updateMany({ data: { attempts: 9 } });
      await transaction.ghSyncCredential.updateMany({ data: { blockedUntil: at(99) } });
      await transaction.ghSyncSchedule.updateMany({ data: { cron: "0 5 * * *" } });
      await transaction.ghSyncScheduleSlot.updateMany({ data: { slot: at(99) } });
      reading = read();
      // Lets it begin.
      await setImmediate();
      throw new Error("Rolled back.");
    });
    await expect(rolledBack).rejects.toThrow("Rolled back.");
    expect(await reading, `${read}`).toEqual(before);
  }
});
