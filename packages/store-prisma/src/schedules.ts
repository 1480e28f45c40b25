import { isDeepStrictEqual } from "node:util";
import type { ScheduleStore } from "@ghsync/core";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { isUniqueViolation } from "./prisma-errors.ts";
import { cleanValue } from "./rows/clean-value.ts";
import { scheduleRow, toSchedule } from "./rows/schedule-row.ts";
import { transact, transactOne } from "./transact.ts";

/** Schedules, and the slots of theirs that were claimed. A schedule's slots outlive it: claimed once is claimed for good. */
export function schedules(prisma: GhSyncPrismaClient): ScheduleStore {
  const { ghSyncSchedule, ghSyncScheduleSlot } = prisma;
  return {
    async put(schedule) {
      const row = scheduleRow(cleanValue(schedule));
      const where = { id: row.id };
      const [, [before]] = await transact(prisma, [
        // Changes nothing, and locks the row until what was there is read and replaced.
        ghSyncSchedule.updateMany({ where, data: where }),
        ghSyncSchedule.findMany({ where }),
        ghSyncSchedule.upsert({ where, create: row, update: row }),
      ]);
      if (!before) return "created";
      const same = isDeepStrictEqual(toSchedule(before), toSchedule(row));
      return same ? "unchanged" : "updated";
    },

    async list() {
      const rows = await ghSyncSchedule.findMany({ where: {}, orderBy: [{ id: "asc" }] });
      return rows.map(toSchedule);
    },

    async remove(id) {
      const { count } = await transactOne(prisma, ghSyncSchedule.deleteMany({ where: { id } }));
      return count > 0;
    },

    async claimSlot(scheduleId, slot) {
      try {
        await transactOne(prisma, ghSyncScheduleSlot.createMany({ data: { scheduleId, slot } }));
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    async lastSlot(scheduleId) {
      const [row] = await ghSyncScheduleSlot.findMany({
        where: { scheduleId },
        orderBy: [{ slot: "desc" }],
        take: 1,
      });
      return row?.slot;
    },
  };
}
