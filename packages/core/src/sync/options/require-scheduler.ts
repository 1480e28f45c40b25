import { requireMethods } from "../../errors/check-option.ts";
import { GhsyncError } from "../../errors/ghsync-error.ts";
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
  if (!scheduler) {
    const message =
      "scheduler is missing: pass one to createSync({ store, decryptor, scheduler }), or call syncRepository, which needs none.";
    throw new GhsyncError("config_invalid", message);
  }
  requireMethods("scheduler", scheduler, methods);
  return scheduler;
}
