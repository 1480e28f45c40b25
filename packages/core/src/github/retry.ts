import pRetry from "p-retry";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Sleep } from "./timing.ts";
import { leftAlone } from "./transport-errors.ts";

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

/** Keeps one client from GitHub while that asks to be left alone. */
export interface Hold {
  /** Asks, or refuses to; what `ask` rejects with may begin a hold. */
  pass<T>(ask: () => Promise<T>): Promise<T>;
}

/**
 * Creates a hold that nothing has begun yet. Whoever goes on after an error, with a smaller batch for instance, then fails at once.
 * @param bearableMs up to this, a time that GitHub asks for is waited for, and begins no hold
 */
export function createHold(now: () => Date, bearableMs: number): Hold {
  let last: { readonly error: GhsyncError; readonly untilMs: number } | undefined;
  return {
    async pass(ask) {
      const leftMs = last ? last.untilMs - now().getTime() : 0;
      if (last && leftMs > 0) throw leftAlone(last.error, leftMs);
      try {
        return await ask();
      } catch (error) {
        const askedMs = isGhsyncError(error) ? (error.retryAfterMs ?? 0) : 0;
        if (askedMs > bearableMs) {
          last = { error: error as GhsyncError, untilMs: now().getTime() + askedMs };
        }
        throw error;
      }
    },
  };
}

/**
 * How long to wait before the next try: doubling from `baseMs`, at most `maxMs`, half of it random so that workers spread.
 * @param attempt the try that failed, from 1
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
