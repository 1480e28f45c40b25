import { requireMethods } from "../../errors/check-option.ts";
import type { Scheduler } from "../../ports/scheduler.ts";

const methods: readonly (keyof Scheduler)[] = [
  "handle",
  "enqueue",
  "putSchedule",
  "listSchedules",
  "removeSchedule",
  "start",
  "stop",
];

/** @throws GhsyncError `config_invalid` if there is none, or not a whole one */
export function requireScheduler(scheduler: Scheduler | undefined): Scheduler {
  requireMethods("scheduler", scheduler, methods);
  return scheduler as Scheduler;
}
