import type { Schedule, Scheduler, ScheduleStore } from "@ghsync/core";
import { type CronSlots, createCronSlots } from "./cron-slots.ts";
import { requireSchedule } from "./require-schedule.ts";
import type { Timers } from "./timers.ts";

type Schedules = Pick<Scheduler, "putSchedule" | "listSchedules" | "removeSchedule">;

const beginning = new Date(0);

/** The schedules of a store, as every process puts and lists them, whether it works or not. */
export function createSchedules(store: ScheduleStore, timers: Timers): Schedules {
  return {
    async putSchedule(schedule) {
      requireSchedule(schedule);
      const answer = await store.put(schedule);
      if (answer === "created") {
        // What came before it is no missed slot, whoever looks first.
        const before = slotsOf(schedule)?.last(timers.now(), beginning);
        if (before) await store.claimSlot(schedule.id, before);
      }
      return answer;
    },

    async listSchedules() {
      const now = timers.now();
      const listed = await store.list();
      return listed.map((schedule) => ({ ...schedule, nextRunAt: slotsOf(schedule)?.next(now) }));
    },

    removeSchedule: (id) => store.remove(id),
  };
}

/** None for a schedule that another version has put, and that this one cannot read. */
function slotsOf(schedule: Schedule): CronSlots | undefined {
  try {
    requireSchedule(schedule);
  } catch {
    return undefined;
  }
  return createCronSlots(schedule.cron, schedule.timeZone);
}
