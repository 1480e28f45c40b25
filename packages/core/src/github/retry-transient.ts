import pRetry from "p-retry";
import { isGhsyncError } from "../errors/ghsync-error.ts";
import { backoffMs } from "./backoff.ts";
import type { Sleep } from "./sleep.ts";

export interface RetryOptions {
  /** Tries after the first. */
  readonly retries: number;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

/** The longest wait between these tries, in milliseconds. */
export function longestWaitMs(retries: number): number {
  return backoffMs(retries, 1);
}

/**
 * Calls `ask` again, after a growing and jittered wait, while it fails for the moment. A 401 or 404 is asked once more before it
 * counts, since GitHub's replicas answer them by mistake. Where GitHub asks for a longer wait than any of these, and for everything
 * else, a rate limit above all, the error is thrown at once: no worker waits long.
 */
export function retryTransient<T>(ask: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { retries, sleep, random, signal } = options;
  const longestMs = longestWaitMs(retries);
  let doubted: number | undefined;
  let again = false;
  return pRetry(ask, {
    retries,
    // The wait is ours (below), so that clock and chance are arguments.
    minTimeout: 0,
    ...(signal ? { signal } : {}),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      const { code, status, retryAfterMs = 0 } = isGhsyncError(error) ? error : {};
      const isDoubtful = (status === 401 || status === 404) && status !== doubted;
      again = (code === "transient" && retryAfterMs <= longestMs) || isDoubtful;
      if (isDoubtful) doubted = status;
      if (!again || retriesLeft === 0) return;
      await sleep(Math.max(backoffMs(attemptNumber, random()), retryAfterMs), signal);
    },
    shouldRetry: () => again,
  });
}
