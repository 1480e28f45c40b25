import { setImmediate } from "node:timers/promises";
import type { Timers } from "../src/index.ts";

interface Timer {
  readonly at: number;
  fire(): void;
}

/** Timers whose time passes when a test says so. */
export interface ManualTimers extends Timers {
  /** Lets time pass, timer by timer, and all that each of them starts. */
  advanceTo(at: Date): Promise<void>;
  /** Sets the clock, as an administrator would: no timer fires for it. */
  setClock(now: Date): void;
  /** How many timers wait. */
  waiting(): number;
}

export function createManualTimers(start: Date): ManualTimers {
  const timers = new Set<Timer>();
  let now = start.getTime();

  /** The due timer that is due first, and of those the one set first. */
  function nextDue(at: number): Timer | undefined {
    const due = [...timers].filter((timer) => timer.at <= at);
    return due.reduce<Timer | undefined>(
      (first, timer) => (first && first.at <= timer.at ? first : timer),
      undefined,
    );
  }

  return {
    now: () => new Date(now),
    setTimer(at, fire) {
      const timer = { at: at.getTime(), fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advanceTo(at) {
      // What was asked for before this call comes first.
      await setImmediate();
      for (let timer = nextDue(at.getTime()); timer; timer = nextDue(at.getTime())) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.fire();
        await setImmediate();
      }
      now = Math.max(now, at.getTime());
    },
    setClock(instant) {
      now = instant.getTime();
    },
    waiting: () => timers.size,
  };
}
