import type { Logger, Schedule, ScheduleStore } from "@ghsync/core";
import type { Handlers } from "./handlers.ts";
import { messageOf } from "./message-of.ts";
import type { Timers } from "./timers.ts";
import {
  dueSlot,
  firstSettledUpTo,
  type WatchedSchedule,
  watchSchedule,
} from "./watched-schedule.ts";

export interface ScheduleClockOptions {
  readonly schedules: ScheduleStore;
  /** Schedules of other tasks are left to processes that handle them. */
  readonly handlers: Handlers;
  readonly timers: Timers;
  readonly log: Logger;
  /** Called once per slot that this process has claimed. */
  fire(schedule: Schedule, slot: Date): void;
}

const minuteMs = 60_000;

/** Looks at the schedules at each full minute, and fires what is due. What any process put or removed is seen in time. */
export interface ScheduleClock {
  /** Looks for the first time. Rejects if that fails, and is stopped then. */
  start(): Promise<void>;
  /** Claims nothing from now on, also in a look that is under way. */
  stop(): void;
}

export function createScheduleClock(options: ScheduleClockOptions): ScheduleClock {
  const { schedules: store, handlers, timers, log, fire } = options;
  const startedAt = timers.now();
  let watched: ReadonlyMap<string, WatchedSchedule> = new Map();
  let stopped = false;
  let cancelTimer: (() => void) | undefined;

  async function look(): Promise<void> {
    const now = timers.now();
    const seen = new Map<string, WatchedSchedule>();
    for (const schedule of await store.list()) {
      if (!handlers.has(schedule.task)) continue;
      const before = watched.get(schedule.id);
      if (before) seen.set(schedule.id, before);
      try {
        seen.set(schedule.id, await lookAt(schedule, before, now));
      } catch (error) {
        // Not settled, so looked at again in a minute.
        log.error(`Schedule ${schedule.id} could not be looked at: ${messageOf(error)}`);
      }
    }
    watched = seen;
  }

  async function lookAt(schedule: Schedule, before: WatchedSchedule | undefined, now: Date) {
    const { id, cron, timeZone } = schedule;
    const isKnown = before?.cron === cron && before.timeZone === timeZone;
    const settledUpTo =
      before?.settledUpTo ?? (await firstSettledUpTo(schedule, store, startedAt, now));
    const watch = isKnown ? before : watchSchedule(schedule, settledUpTo, log);
    const slot = dueSlot(watch, schedule, now);
    if (slot && !stopped && (await store.claimSlot(id, slot))) fire(schedule, slot);
    return { ...watch, settledUpTo: now };
  }

  function waitForMinute(): void {
    const next = (Math.floor(timers.now().getTime() / minuteMs) + 1) * minuteMs;
    cancelTimer = timers.setTimer(new Date(next), () => void lookAndWait());
  }

  async function lookAndWait(): Promise<void> {
    try {
      await look();
    } catch (error) {
      log.error(`The schedules could not be read: ${messageOf(error)}`);
    }
    if (!stopped) waitForMinute();
  }

  return {
    async start() {
      await look();
      if (!stopped) waitForMinute();
    },
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}
