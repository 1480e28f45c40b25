import pRetry from "p-retry";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Sleep } from "./timing.ts";
import { waitRequested } from "./transport-errors.ts";

export interface RetryOptions {
  /** Retries after the first try. */
  readonly retries: number;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

/** Returns the longest wait between these tries, in milliseconds. */
export function longestWaitMs(retries: number): number {
  return backoffMs(retries, 1);
}

/**
 * Calls `send` again after a growing, jittered wait while it fails temporarily.
 *
 * A 401 or 404 is retried once before it counts, because GitHub's replicas return them by mistake.
 * Every other error is thrown at once, above all a rate limit, and a failure with a `Retry-After`
 * longer than these waits: no worker waits long.
 */
export function retryTransient<T>(send: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { retries, sleep, random, signal } = options;
  const longestMs = longestWaitMs(retries);
  let doubted: number | undefined;
  let again = false;
  return pRetry(send, {
    retries,
    // We wait ourselves (below), so that clock and random source are arguments.
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

/** Blocks the requests of one client while GitHub asks us to wait. */
export interface BackoffWindow {
  /** Calls `send`, or throws while the window is open. A rejection of `send` may open it. */
  run<T>(send: () => Promise<T>): Promise<T>;
}

/**
 * Creates a closed backoff window. A caller that continues after an error, for example with a
 * smaller batch, then fails at once.
 *
 * @param bearableMs a requested wait up to this length opens no window: the retries wait for it
 */
export function createBackoffWindow(now: () => Date, bearableMs: number): BackoffWindow {
  let last: { readonly error: GhsyncError; readonly untilMs: number } | undefined;
  return {
    async run(send) {
      const leftMs = last ? last.untilMs - now().getTime() : 0;
      if (last && leftMs > 0) throw waitRequested(last.error, leftMs);
      try {
        return await send();
      } catch (error) {
        const requestedMs = isGhsyncError(error) ? (error.retryAfterMs ?? 0) : 0;
        if (requestedMs > bearableMs) {
          last = { error: error as GhsyncError, untilMs: now().getTime() + requestedMs };
        }
        throw error;
      }
    },
  };
}

/**
 * Returns how long to wait before the next try, in milliseconds. Pure.
 *
 * It doubles from `baseMs` up to `maxMs`. Half of it is random, so that workers spread.
 *
 * @param attempt the failed try, from 1
 * @param random from 0 to below 1
 */
export function backoffMs(
  attempt: number,
  random: number,
  { baseMs = 1000, maxMs = 60_000 } = {},
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
