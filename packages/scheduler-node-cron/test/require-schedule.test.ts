import type { Schedule } from "@ghsync/core";
import { expect, test } from "vitest";
import { requireSchedule } from "../src/require-schedule.ts";

const daily: Schedule = {
  ...{ id: "daily", cron: "0 4 * * *", timeZone: "UTC" },
  ...{ task: "sync-all-repositories", payload: {} },
};

test.each([
  ...["* * * * *", "*/15 0-6,22 1-7 * *", "5 4 * jan,JUL-SEP *", "0 0 * * MON-fri", "0 0 * * 7"],
  ...["  0  4 * * *  ", "10-20/5 * * * *", "*/59 */23 */31 */12 *", "5-5,0-59 0-23 * * 5-7"],
])("%s is fine", (cron) => {
  expect(() => requireSchedule({ ...daily, cron })).not.toThrow();
});

test.each([
  [{ cron: "@daily" }, '"@daily" is not a cron expression of five plain fields'],
  [{ cron: "* * * * * *" }, "five plain fields"],
  [{ cron: "0 4 L * *" }, "five plain fields"],
  [{ cron: "0 4 * january *" }, "five plain fields"],
  [{ cron: "mon 4 * * *" }, "five plain fields"],
  [{ cron: undefined as never }, "five plain fields"],
  [{ cron: "61 4 * * *" }, "61 is a invalid expression for minute"],
  [{ cron: "*/61 * * * *" }, '"*/61 * * * *" is not a cron expression: the step 61 is above 59.'],
  [{ cron: "0 5,1-23/24 * * *" }, "the step 24 is above 23"],
  [{ cron: "5-1 * * * *" }, "the range 5-1 ends before it begins"],
  [{ cron: "0 4 * NOV-feb *" }, "the range 11-2 ends before it begins"],
  [{ cron: "0 4 * * fri-SUN" }, "the range 5-0 ends before it begins"],
  [{ cron: "0 4 30 2 *" }, "impossible day of month"],
  [{ cron: "0 4 13 * fri" }, "limits both day of month and weekday"],
  [{ timeZone: "Mars/Olympus" }, '"Mars/Olympus" is not a time zone'],
  [{ timeZone: "+02:00" }, '"+02:00" is not a time zone'],
  [{ timeZone: undefined as never }, '"undefined" is not a time zone'],
  [{ expireAfterMs: -1 }, "expireAfterMs must be whole milliseconds, not -1"],
  [{ expireAfterMs: Number.NaN }, "expireAfterMs must be whole milliseconds, not NaN"],
  [{ catchUp: "all" as never }, 'catchUp must be "skip" or "once", not all'],
  [{ id: "" }, "needs an id"],
  [{ id: undefined as never }, "needs an id"],
])("%o is refused with the reason", (change, message) => {
  const call = () => requireSchedule({ ...daily, ...change });
  expect(call).toThrow(expect.objectContaining({ code: "config_invalid" }));
  expect(call).toThrow(message);
});
