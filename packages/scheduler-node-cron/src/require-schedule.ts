import type { Schedule } from "@ghsync/core";
import { validateDetailed } from "node-cron";
import { refuse } from "./refuse.ts";

const months = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/gi;
const weekdays = /\b(sun|mon|tue|wed|thu|fri|sat)\b/gi;

/** @throws GhsyncError `config_invalid` unless every engine would understand this schedule alike */
export function requireSchedule({ id, cron, timeZone, expireAfterMs, catchUp }: Schedule): void {
  if (typeof id !== "string" || id === "") throw refuse("A schedule needs an id.");
  requireCron(id, cron);
  requireTimeZone(id, timeZone);
  if (expireAfterMs !== undefined && !(Number.isSafeInteger(expireAfterMs) && expireAfterMs >= 0)) {
    throw refuse(`Schedule ${id}: expireAfterMs must be whole milliseconds, not ${expireAfterMs}.`);
  }
  if (catchUp !== undefined && catchUp !== "skip" && catchUp !== "once") {
    throw refuse(`Schedule ${id}: catchUp must be "skip" or "once", not ${String(catchUp)}.`);
  }
}

/** node-cron takes more than other engines do: seconds, nicknames, `L`, `W`, `#`, `?`. */
function requireCron(id: string, cron: string): void {
  const fields = typeof cron === "string" ? cron.trim().split(/\s+/) : [];
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const named = [month.replaceAll(months, "1"), weekday.replaceAll(weekdays, "1")];
  const plain = [minute, hour, day, ...named];
  if (fields.length !== 5 || !plain.every((field) => /^[\d*,/-]+$/.test(field))) {
    throw refuse(
      `Schedule ${id}: "${cron}" is not a cron expression of five plain fields, like "0 4 * * *".`,
    );
  }
  const { valid, errors } = validateDetailed(cron);
  if (!valid) {
    const reasons = errors.map(({ message }) => message).join(", ");
    throw refuse(`Schedule ${id}: "${cron}" is not a cron expression: ${reasons}.`);
  }
  if (day !== "*" && weekday !== "*") {
    throw refuse(
      `Schedule ${id}: "${cron}" limits both day of month and weekday, which engines read differently. Limit one.`,
    );
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
