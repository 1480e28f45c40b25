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

/**
 * Calls `ask` again, after a growing and jittered wait, while it fails for the moment. A 401 or 404 is asked once more before it
 * counts, since GitHub's replicas answer them by mistake. Everything else, a rate limit above all, is thrown at once.
 */
export function retryTransient<T>(ask: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { retries, sleep, random, signal } = options;
  let doubted: number | undefined;
  let again = false;
  return pRetry(ask, {
    retries,
    // The wait is ours (below), so that clock and chance are arguments.
    minTimeout: 0,
    ...(signal ? { signal } : {}),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      const { code, status } = isGhsyncError(error) ? error : {};
      const isDoubtful = (status === 401 || status === 404) && status !== doubted;
      again = code === "transient" || isDoubtful;
      if (isDoubtful) doubted = status;
      if (again && retriesLeft > 0) await sleep(backoffMs(attemptNumber, random()), signal);
    },
    shouldRetry: () => again,
  });
}
