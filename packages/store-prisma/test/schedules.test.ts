import type { Schedule } from "@ghsync/core";
import { expect, test } from "vitest";
import { createPrismaStore } from "../src/index.ts";
import { holdRows } from "./hold-rows.ts";
import { createTestDatabase } from "./test-database.ts";

const daily = {
  id: "daily",
  cron: "0 6 * * *",
  timeZone: "UTC",
  task: "sync-all-repositories",
  payload: {},
} satisfies Schedule;

async function startPair() {
  const { prisma, connectAgain, url } = await createTestDatabase("postgresql");
  const pair = [prisma, connectAgain()].map((client) => createPrismaStore(client).schedules);
  const putTwice = (schedule: Schedule) =>
    Promise.all(pair.map((schedules) => schedules.put(schedule)));
  return { schedules: pair[0], putTwice, url };
}

test("Of two first puts at once, one creates the schedule", async () => {
  const { putTwice, url } = await startPair();
  const sql = `INSERT INTO ghsync_schedules (id, cron, time_zone, task, payload) VALUES ('daily', '', '', '', '{}')`;
  const held = await holdRows(url, sql);
  const puts = putTwice(daily);
  await held.untilWaiting(2);
  await held.release("ROLLBACK");
  expect((await puts).toSorted()).toEqual(["created", "unchanged"]);
});

test("Of two puts of one change at once, one makes it", async () => {
  const { schedules, putTwice, url } = await startPair();
  await schedules?.put(daily);
  const held = await holdRows(url, "UPDATE ghsync_schedules SET cron = cron");
  const puts = putTwice({ ...daily, cron: "0 7 * * *" });
  await held.untilWaiting(2);
  await held.release("COMMIT");
  expect((await puts).toSorted()).toEqual(["unchanged", "updated"]);
});
