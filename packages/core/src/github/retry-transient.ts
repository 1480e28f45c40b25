import pRetry from "p-retry";
import { type GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
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
  return pRetry(ask, {
    retries,
    // The wait is ours (below), so that clock and chance are arguments.
    minTimeout: 0,
    ...(signal ? { signal } : {}),
    shouldRetry: ({ error, attemptNumber }) => isWorthRetrying(error, attemptNumber),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (retriesLeft === 0 || !isWorthRetrying(error, attemptNumber)) return;
      await sleep(backoffMs(attemptNumber, random()), signal);
    },
  });
}

function isWorthRetrying(error: Error, attempt: number): boolean {
  if (!isGhsyncError(error)) return false;
  const { code, status } = error as GhsyncError;
  if (status === 401 || status === 404) return attempt === 1;
  return code === "transient";
}
