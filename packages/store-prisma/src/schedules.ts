import { isDeepStrictEqual } from "node:util";
import type { ScheduleStore } from "@ghsync/core";
import { requireText } from "./check-argument.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { isUniqueViolation } from "./prisma-errors.ts";
import { cleanInstant, cleanValue } from "./rows/clean-value.ts";
import { scheduleRow, toSchedule } from "./rows/schedule-row.ts";
import { selectAll } from "./select-all.ts";
import { transact, transactOne } from "./transact.ts";

/** Schedules, and the slots of theirs that were claimed. A schedule's slots outlive it: claimed once is claimed for good. */
export function schedules(prisma: WholePrismaClient): ScheduleStore {
  const { ghSyncSchedule, ghSyncScheduleSlot } = prisma;
  const select = selectAll.ghSyncSchedule;
  return {
    async put(schedule) {
      const row = scheduleRow(cleanValue(schedule));
      const where = { id: requireText("id", schedule.id) };
      for (;;) {
        const [, [before]] = await transact(prisma, [
          // Changes nothing, and locks the row until what was there is read and replaced.
          ghSyncSchedule.updateMany({ where, data: where }),
          ghSyncSchedule.findMany({ where, select }),
          ghSyncSchedule.updateMany({ where, data: row }),
        ]);
        if (before) {
          const same = isDeepStrictEqual(toSchedule(before), toSchedule(row));
          return same ? "unchanged" : "updated";
        }
        // Of two that find none, one creates it, and the other looks again.
        if (await isFirst(prisma, ghSyncSchedule.createMany({ data: row }))) return "created";
      }
    },

    async list() {
      const query = ghSyncSchedule.findMany({ where: {}, select, orderBy: [{ id: "asc" }] });
      return (await transactOne(prisma, query)).map(toSchedule);
    },

    async remove(id) {
      const where = { id: requireText("id", id) };
      const { count } = await transactOne(prisma, ghSyncSchedule.deleteMany({ where }));
      return count > 0;
    },

    async claimSlot(id, slot) {
      const row = { scheduleId: requireText("id", id), slot: cleanInstant(slot) };
      return isFirst(prisma, ghSyncScheduleSlot.createMany({ data: row }));
    },

    async lastSlot(id) {
      const query = ghSyncScheduleSlot.findMany({
        where: { scheduleId: requireText("id", id) },
        select: { slot: true },
        orderBy: [{ slot: "desc" }],
        take: 1,
      });
      const [row] = await transactOne(prisma, query);
      return row?.slot;
    },
  };
}

/** Whether a row is created, and is not there already. */
async function isFirst(prisma: WholePrismaClient, create: PromiseLike<unknown>): Promise<boolean> {
  try {
    await transactOne(prisma, create);
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
