import type { Logger, Schedule, ScheduleStore } from "@ghsync/core";
import { type CronSlots, createCronSlots } from "./cron-slots.ts";
import { messageOf } from "./message-of.ts";
import { requireSchedule } from "./require-schedule.ts";

/** A schedule as the last look left it. */
export interface WatchedSchedule {
  readonly cron: string;
  readonly timeZone: string;
  /** None if this version cannot read what another one has put. */
  readonly slots: CronSlots | undefined;
  /** Slots up to here were fired, by whichever process, or are not to be. */
  readonly settledUpTo: Date;
}

/** Watches a schedule as it is now. Says once what is wrong with it. */
export function watchSchedule(schedule: Schedule, settledUpTo: Date, log: Logger): WatchedSchedule {
  const { cron, timeZone } = schedule;
  try {
    requireSchedule(schedule);
    return { cron, timeZone, settledUpTo, slots: createCronSlots(cron, timeZone) };
  } catch (error) {
    log.error(`Schedule ${schedule.id} does not fire: ${messageOf(error)}`);
    return { cron, timeZone, settledUpTo, slots: undefined };
  }
}

/**
 * Where to begin with a schedule that is seen for the first time: at its last slot if missed ones are to be caught up, but at the
 * start of this scheduler if they are not.
 */
export async function firstSettledUpTo(
  { id, catchUp }: Schedule,
  store: ScheduleStore,
  startedAt: Date,
  now: Date,
): Promise<Date> {
  const last = await store.lastSlot(id);
  if (!last) return now;
  return catchUp === "once" || last > startedAt ? last : startedAt;
}

/** The newest slot that is neither settled nor expired. */
export function dueSlot(
  { slots, settledUpTo }: WatchedSchedule,
  { expireAfterMs = Number.POSITIVE_INFINITY }: Schedule,
  now: Date,
): Date | undefined {
  const expiredUpTo = now.getTime() - expireAfterMs - 1;
  return slots?.last(now, new Date(Math.max(settledUpTo.getTime(), expiredUpTo)));
}
