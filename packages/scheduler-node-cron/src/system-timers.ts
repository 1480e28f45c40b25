import type { Timers } from "./timers.ts";

/** `setTimeout` holds 24 days; and a machine that slept, or whose clock was set, is noticed within this time. */
const longestMs = 60_000;

/** The machine's clock and timers. They keep the process alive. */
export const systemTimers: Timers = {
  now: () => new Date(),
  setTimer(at, fire) {
    const waitMs = at.getTime() - Date.now();
    const setAt = performance.now();
    let timeout: NodeJS.Timeout;
    const wait = () => {
      // By the clock or by elapsed time: a clock that is set back delays no timer.
      const leftMs = Math.min(at.getTime() - Date.now(), waitMs - (performance.now() - setAt));
      timeout = setTimeout(
        leftMs > longestMs ? wait : fire,
        Math.max(0, Math.min(leftMs, longestMs)),
      );
    };
    wait();
    return () => clearTimeout(timeout);
  },
};
