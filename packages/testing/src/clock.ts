import { setTimeout } from "node:timers/promises";

/** The clock of a FakeGitHub, for every stamp and every `Date` header. */
export interface Clock {
  /** The current instant. */
  now(): Date;
  /** Moves to an instant, forwards or backwards. Throws when the clock was injected. */
  set(date: Date): void;
  /** Moves forwards by a number of milliseconds. Throws when the clock was injected. */
  advance(ms: number): void;
}

/** The instant at which a clock starts by default: 2026-01-05T12:00:00Z. */
const START = "2026-01-05T12:00:00Z";

/** Creates a clock that stands still until it is moved. */
export function createManualClock(start: Date = new Date(START)): Clock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    set(date) {
      time = date.getTime();
    },
    advance(ms) {
      time += ms;
    },
  };
}

/** Wraps a host's own `now`, which only the host can move. */
export function createInjectedClock(now: () => Date): Clock {
  const refuse = (): never => {
    throw new Error("This FakeGitHub was given `now`; move that clock instead of github.clock.");
  };
  return { now, set: refuse, advance: refuse };
}

/** Waits for latency: on a clock that stands still by moving it, otherwise for as long. */
export function createSleep(clock: Clock, injected: boolean): (ms: number) => Promise<void> {
  return async (ms) => {
    if (injected) {
      await setTimeout(ms);
    } else {
      clock.advance(ms);
    }
  };
}
