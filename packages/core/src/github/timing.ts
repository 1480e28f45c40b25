import { setTimeout as delay } from "node:timers/promises";

/** Waits `ms` milliseconds; rejects with the signal's reason when it aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Waits with a real timer. */
export const sleep: Sleep = async (ms, signal) => {
  try {
    await delay(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};

/** Returns whole milliseconds within a timer's range. With a longer time, a timer fires at once. */
export function timerMs(ms: number): number {
  return Math.min(Math.ceil(ms), 2 ** 31 - 1);
}

/**
 * Starts a time limit. Its timer keeps the process alive until `clear` is called: a run that waits
 * may be all that the process has left.
 */
export function startTimeLimit(ms: number): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const reason = new DOMException("The time limit is over.", "TimeoutError");
  const timer = setTimeout(() => controller.abort(reason), timerMs(ms));
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/**
 * Settles as `work` does, or rejects with the signal's reason once it aborts, even if `work`
 * ignores the signal. Removes its listener.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { signal: settled.signal });
  });
  return Promise.race([work, aborted]).finally(() => settled.abort());
}
