import { setImmediate } from "node:timers/promises";
import { createPrismaStore } from "@ghsync/store-prisma";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "../../store-prisma/generated/sqlite/client.ts";
import { createNodeCronScheduler } from "../src/index.ts";
import { createManualTimers } from "./manual-timers.ts";

/** The first argument of a process: the database, and how many minutes it works. */
export interface Shift {
  readonly url: string;
  readonly from: string;
  readonly minutes: number;
}

/** What a process reports: how many slots it asked for, and how many jobs it ran. */
export interface ShiftReport {
  readonly claims: number;
  readonly runs: number;
}

const shift: Shift = JSON.parse(process.argv[2] ?? "");
const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: shift.url }) });
const { schedules } = createPrismaStore(prisma);
const timers = createManualTimers(new Date(shift.from));
let claims = 0;
let runs = 0;
const scheduler = createNodeCronScheduler({
  timers,
  schedules: {
    ...schedules,
    async claimSlot(id, slot) {
      try {
        return await schedules.claimSlot(id, slot);
      } finally {
        claims += 1;
      }
    },
  },
});
scheduler.handle("sync-all-repositories", async () => {
  runs += 1;
  return { kind: "done" };
});
await scheduler.start();

process.send?.("ready");
await new Promise((resolve) => process.once("message", resolve));
for (let minute = 1; minute <= shift.minutes; minute += 1) {
  await timers.advanceTo(new Date(new Date(shift.from).getTime() + minute * 60_000));
  while (claims < minute) await setImmediate();
  // Until it waits for the next minute.
  while (timers.waiting() === 0) await setImmediate();
}
await scheduler.stop();
await prisma.$disconnect();
const report: ShiftReport = { claims, runs };
process.send?.(report);
process.disconnect();
