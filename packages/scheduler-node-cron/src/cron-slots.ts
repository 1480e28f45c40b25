import { createTask } from "node-cron";

/** The instants that a cron expression names in a time zone: whole minutes. */
export interface CronSlots {
  /** The first slot after an instant, or `undefined` if there is none for years. */
  next(after: Date): Date | undefined;
  /** The last slot up to an instant and after another. */
  last(upTo: Date, after: Date): Date | undefined;
}

const minuteMs = 60_000;
/** How far a clock may be set back, in minutes: as on Lord Howe Island, nearly everywhere, at Troll, and at Casey. */
const setBacks = [30, 60, 120, 180];
/** From one 29th of February to the next, over a turn of the century. */
const farthestMs = 9 * 366 * 24 * 60 * minuteMs;

/**
 * node-cron decides whether an instant matches. It gives the next match only from now, so slots are found by a walk.
 *
 * A wall-clock time that a change to winter time repeats counts once, unless the hour begins with `*`; one that a change to summer time
 * leaves out does not happen.
 *
 * @param cron checked by `requireCron`
 * @param timeZone checked by `requireTimeZone`
 */
export function createCronSlots(cron: string, timeZone: string): CronSlots {
  const [, hour = "", ...date] = cron.trim().split(/\s+/);
  const matches = matcher(cron, timeZone);
  const clock = new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" });
  // Where neither end of a step matches, nothing within it does: a day is longer than 12 hours, an hour than 15 minutes.
  const strides = [
    { may: matcher(["*", "*", ...date].join(" "), timeZone), ms: 12 * 60 * minuteMs },
    { may: matcher(["*", hour, ...date].join(" "), timeZone), ms: 15 * minuteMs },
  ];

  function isSlot(instant: number): boolean {
    if (!matches(instant)) return false;
    const wall = clock.format(instant);
    const repeats = setBacks.some((minutes) => clock.format(instant - minutes * minuteMs) === wall);
    return hour.startsWith("*") || !repeats;
  }

  function walk(from: number, to: number, direction: 1 | -1): Date | undefined {
    let instant = from;
    while (direction * (to - instant) >= 0) {
      if (isSlot(instant)) return new Date(instant);
      const at = instant;
      const stride = strides.find(({ may, ms }) => !may(at) && !may(at + direction * ms));
      instant += direction * (stride?.ms ?? minuteMs);
    }
    return undefined;
  }

  return {
    next(after) {
      const from = Math.floor(after.getTime() / minuteMs + 1) * minuteMs;
      return walk(from, from + farthestMs, 1);
    },
    last(upTo, after) {
      const from = Math.floor(upTo.getTime() / minuteMs) * minuteMs;
      return walk(from, Math.max(after.getTime() + 1, from - farthestMs), -1);
    },
  };
}

function matcher(cron: string, timeZone: string): (instant: number) => boolean {
  const task = createTask(cron, () => undefined, { timezone: timeZone });
  // It is never started, and leaves node-cron's list at once: `getTasks` and `shutdown` are the host's.
  void task.destroy();
  return (instant) => task.match(new Date(instant));
}
