import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { PrismaClient } from "../generated/sqlite/client.ts";
import { createPrismaStore, type GhSyncPrismaClient } from "../src/index.ts";
import { createTestDatabase } from "./test-database.ts";

test("A client that omits columns from its answers is asked for them by name", async () => {
  const { url } = await createTestDatabase("sqlite");
  const omit = {
    ghSyncRepository: { encryptedToken: true, fence: true, status: true, revision: true },
    ghSyncDirtyPullRequest: { stamps: true },
    ghSyncCredential: { blockedUntil: true },
    ghSyncSchedule: { payload: true },
    ghSyncScheduleSlot: { slot: true },
  };
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }), omit });
  onTestFinished(() => prisma.$disconnect());
  // The types forbid to omit some of these columns, but a host in JavaScript has no types.
  const store = createPrismaStore(prisma as unknown as GhSyncPrismaClient);
  const token = { encryptedToken: "sealed" };
  const { id, lease, commit } = await startRun(store);
  expect(await store.trackRepository({ fullName: "octo/repo", ...token })).toMatchObject(token);
  expect(await store.updateRepository(id, { active: true })).toMatchObject(token);
  const entry = { number: 1, stamps: { pulls: at(1) }, attempts: 0 };
  expect(lease.fence).toBe(1);
  await commit({ dirty: [entry], state: { status: "partial" } });
  const whole = { repository: { id, ...token }, state: { status: "partial" } };
  expect(await store.getRepository(id)).toMatchObject(whole);
  expect(await store.listRepositories({ limit: 1 })).toMatchObject([whole]);
  expect(await store.readState(id)).toMatchObject({ ...whole, revision: 1 });
  await store.releaseLease(lease);
  expect(await store.listDue(at(0), { limit: 1 })).toMatchObject([whole]);
  expect(await store.readDirty(id, [1])).toEqual([entry]);
  expect(await store.listDirty(id, { now: at(0), limit: 1 })).toEqual([entry]);
  await store.blockCredential("app", at(9));
  expect(await store.readCredentialBlock("app")).toEqual(at(9));
  const schedule = {
    ...{ id: "daily", cron: "0 4 * * *", timeZone: "UTC", payload: {} },
    task: "sync-all-repositories" as const,
  };
  await store.schedules.put(schedule);
  expect(await store.schedules.put(schedule)).toBe("unchanged");
  expect(await store.schedules.list()).toEqual([schedule]);
  await store.schedules.claimSlot("daily", at(0));
  expect(await store.schedules.lastSlot("daily")).toEqual(at(0));
});
