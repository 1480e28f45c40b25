import type { Schedule, Scheduler, ScheduleStore, TaskName } from "@ghsync/core";
import { type CronSlots, createCronSlots } from "./cron-slots.ts";
import type { Handlers } from "./handlers.ts";
import { refuse } from "./refuse.ts";
import { requirePayload } from "./require-payload.ts";
import { requireSchedule } from "./require-schedule.ts";
import type { Timers } from "./timers.ts";

type Schedules = Pick<Scheduler, "putSchedule" | "listSchedules" | "removeSchedule">;

const ownTasks: readonly TaskName[] = [
  "sync-repository",
  "sync-all-repositories",
  "sync-due-repositories",
];
const beginning = new Date(0);
/** The fields that decide which slots a schedule has, and what they run. */
const slotFields = ["cron", "timeZone", "task"] as const;

/** The schedules of a store, which workers and producers put and list. */
export function createSchedules(
  store: ScheduleStore,
  timers: Timers,
  handlers: Handlers,
): Schedules {
  return {
    async putSchedule(schedule) {
      requireSchedule(schedule);
      requireTask(schedule, handlers);
      const now = timers.now();
      const before = (await store.list()).find(({ id }) => id === schedule.id);
      if (!before || slotFields.some((field) => before[field] !== schedule[field])) {
        // Slots before the schedule was put are not missed: the last one is claimed before the schedule is visible.
        const passed = slotsOf(schedule)?.last(now, beginning);
        if (passed) await store.claimSlot(schedule.id, passed);
      }
      return store.put(ownFields(schedule));
    },

    async listSchedules() {
      const now = timers.now();
      const listed = await store.list();
      return listed.map((schedule) => ({ ...schedule, nextRunAt: slotsOf(schedule)?.next(now) }));
    },

    removeSchedule: (id) => store.remove(id),
  };
}

/** One that was listed has its next slot as well. */
function ownFields({ id, cron, timeZone, task, payload, expireAfterMs, catchUp }: Schedule) {
  return {
    ...{ id, cron, timeZone, task, payload },
    ...(expireAfterMs !== undefined && { expireAfterMs }),
    ...(catchUp !== undefined && { catchUp }),
  };
}

/** Checks a new schedule only: another version may have stored one for tasks that are unknown here. */
function requireTask({ id, task, payload }: Schedule, handlers: Handlers): void {
  if (!ownTasks.includes(task) && !handlers.has(task)) {
    throw refuse(
      `Schedule ${id}: there is no task "${task}". Use ${ownTasks.join(", ")}, or register your own with handle() first.`,
    );
  }
  requirePayload(`Schedule ${id}`, payload);
}

/** Returns no slot for a schedule of another version that this one cannot read. */
function slotsOf(schedule: Schedule): CronSlots | undefined {
  try {
    requireSchedule(schedule);
  } catch {
    return undefined;
  }
  return createCronSlots(schedule.cron, schedule.timeZone);
}
