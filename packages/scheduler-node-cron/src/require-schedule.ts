import type { Schedule } from "@ghsync/core";
import { refuse } from "./refuse.ts";
import { requireCron } from "./require-cron.ts";

/** @throws GhsyncError `config_invalid` unless every engine would understand this schedule alike */
export function requireSchedule(schedule: Schedule | undefined): asserts schedule is Schedule {
  if (typeof schedule?.id !== "string" || schedule.id === "") {
    throw refuse("A schedule needs an id.");
  }
  const { id, cron, timeZone, expireAfterMs, catchUp } = schedule;
  requireCron(id, cron);
  requireTimeZone(id, timeZone);
  if (expireAfterMs !== undefined && !(Number.isSafeInteger(expireAfterMs) && expireAfterMs >= 0)) {
    throw refuse(`Schedule ${id}: expireAfterMs must be whole milliseconds, not ${expireAfterMs}.`);
  }
  if (catchUp !== undefined && catchUp !== "skip" && catchUp !== "once") {
    throw refuse(`Schedule ${id}: catchUp must be "skip" or "once", not ${String(catchUp)}.`);
  }
}

/** node-cron would take any zone, and throw in its timer. `Intl` also takes offsets, which other engines do not. */
function requireTimeZone(id: string, timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    if (typeof timeZone === "string" && /^[a-z]/i.test(timeZone)) return;
  } catch {}
  throw refuse(`Schedule ${id}: "${timeZone}" is not a time zone like "UTC" or "Europe/Berlin".`);
}
