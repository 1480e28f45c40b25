import { validateDetailed } from "node-cron";
import { refuse } from "./refuse.ts";

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const weekdays = "sun|mon|tue|wed|thu|fri|sat";
/** The last value of each field, from minute to weekday. */
const lastValues = [59, 23, 31, 12, 7];

/** node-cron takes more than other engines do: seconds, nicknames, `L`, `W`, `#`, `?`, ranges that wrap around. */
export function requireCron(id: string, cron: string): void {
  const fields = typeof cron === "string" ? cron.trim().toLowerCase().split(/\s+/) : [];
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const plain = [minute, hour, day, numbered(month, months, 1), numbered(weekday, weekdays, 0)];
  if (fields.length !== 5 || !plain.every((field) => /^[\d*,/-]+$/.test(field))) {
    throw refuse(
      `Schedule ${id}: "${cron}" is not a cron expression of five plain fields, like "0 4 * * *".`,
    );
  }
  const { valid, errors } = validateDetailed(cron);
  const reasons = valid
    ? plain.flatMap((field, index) => unlike(field, lastValues[index] ?? 0))
    : errors.map(({ message }) => message);
  if (reasons.length > 0) {
    throw refuse(`Schedule ${id}: "${cron}" is not a cron expression: ${reasons.join(", ")}.`);
  }
  if (day !== "*" && weekday !== "*") {
    throw refuse(
      `Schedule ${id}: "${cron}" limits both day of month and weekday, which engines read differently. Limit one.`,
    );
  }
}

function numbered(field: string, names: string, first: number): string {
  const numbers = names.split("|");
  return field.replaceAll(new RegExp(`\\b(${names})\\b`, "g"), (name) =>
    String(numbers.indexOf(name) + first),
  );
}

/** What of a field some engines refuse, and others each read in their own way. */
function unlike(field: string, lastValue: number): string[] {
  return field.split(",").flatMap((item) => {
    const [range = "", step = 1] = item.split("/");
    const [from = 0, to = from] = range.split("-").map(Number);
    if (from > to) return `the range ${range} ends before it begins`;
    return Number(step) > lastValue ? `the step ${step} is above ${lastValue}` : [];
  });
}
