/**
 * GitHub allows 100 concurrent requests and advises sending them one after the other. A run's
 * client sends one at a time anyway.
 */
const maxInFlight = 10;

/** Limits concurrent requests per credential (FIFO). */
export interface ConcurrencyLimiter {
  /**
   * Runs `task` in its turn: one task at a time until GitHub has responded, then ten at a time.
   *
   * @throws the signal's reason if it aborts while `task` waits
   */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Notes that GitHub responded (`true`), or that a limit was reached (`false`): the next request
   * is then sent alone.
   */
  noteResult(isGood: boolean): void;
}

/** Creates the limiter of an unused credential. */
export function createConcurrencyLimiter(): ConcurrencyLimiter {
  const waiting = new Set<() => void>();
  let inFlight = 0;
  let proven = false;
  const admit = () => {
    const most = proven ? maxInFlight : 1;
    for (const enter of waiting) {
      if (inFlight >= most) return;
      waiting.delete(enter);
      inFlight += 1;
      enter();
    }
  };
  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.delete(enter);
        reject(signal?.reason);
      };
      const enter = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      signal?.addEventListener("abort", leave, { once: true });
      waiting.add(enter);
      admit();
    });
  return {
    async run(task, signal) {
      signal?.throwIfAborted();
      await turn(signal);
      try {
        return await task();
      } finally {
        inFlight -= 1;
        admit();
      }
    },
    noteResult(isGood) {
      proven = isGood;
      admit();
    },
  };
}

/** Limits requests per minute. */
export interface RateLimiter {
  /** Takes a turn, and returns how long the request must wait for it, in milliseconds. */
  takeTurn(now: Date): number;
}

/**
 * Creates a rate limiter that allows a third of `perMinute` at once, and another third in each
 * minute: never more than two thirds. It is the generic cell rate algorithm (GCRA): the state is
 * the instant at which the bucket is full again.
 */
export function createRateLimiter(perMinute: number): RateLimiter {
  const burst = Math.floor(perMinute / 3);
  const intervalMs = 60_000 / burst;
  let fullAtMs = Number.NEGATIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    takeTurn(now) {
      const nowMs = now.getTime();
      // If the clock is set back, the bucket moves with it, so no request waits for that time.
      fullAtMs -= Math.max(0, lastMs - nowMs);
      lastMs = nowMs;
      fullAtMs = Math.max(fullAtMs, nowMs) + intervalMs;
      return Math.max(0, Math.ceil(fullAtMs - nowMs - burst * intervalMs));
    },
  };
}
