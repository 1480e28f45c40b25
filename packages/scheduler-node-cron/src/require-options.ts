import type { ScheduleStore } from "@ghsync/core";
import type { NodeCronSchedulerOptions } from "./node-cron-scheduler-options.ts";
import { refuse } from "./refuse.ts";

/** @throws GhsyncError `config_invalid` for an invalid option */
export function requireOptions(options: NodeCronSchedulerOptions): void {
  const { schedules, concurrency = 1, maxAttempts = 1, log = {} } = options;
  const given: Partial<ScheduleStore> | undefined = schedules;
  const methods = ["put", "list", "remove", "claimSlot", "lastSlot"] as const;
  if (!methods.every((method) => typeof given?.[method] === "function")) {
    throw refuse("schedules is missing or incomplete: pass store.schedules of a ghsync store.");
  }
  if (typeof log !== "object" || log === null) {
    throw refuse("log must be a logger, with any of debug, info, warn and error.");
  }
  for (const [name, value] of Object.entries({ concurrency, maxAttempts })) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw refuse(`${name} must be a whole number of at least 1, not ${value}.`);
  }
}
