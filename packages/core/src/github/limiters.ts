/** GitHub allows a hundred requests in flight and advises to send them one by one; a client of one run sends one at a time anyway. */
const mostInFlight = 10;

/** The way out of one credential: first come, first served. */
export interface Gate {
  /**
   * Runs `task` once it is its turn: one alone while nobody knows how the credential stands, then ten at a time. Whoever waits leaves
   * when the signal aborts, and rejects with its reason.
   */
  pass<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** GitHub has answered (`true`), or a limit was met (`false`): the next one goes alone again. */
  prove(isGood: boolean): void;
}

/** Creates a gate that nothing has passed yet. */
export function createGate(): Gate {
  const waiting = new Set<() => void>();
  let inFlight = 0;
  let proven = false;
  const admit = () => {
    const most = proven ? mostInFlight : 1;
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
    async pass(task, signal) {
      signal?.throwIfAborted();
      await turn(signal);
      try {
        return await task();
      } finally {
        inFlight -= 1;
        admit();
      }
    },
    prove(isGood) {
      proven = isGood;
      admit();
    },
  };
}

/** Lets requests through at a pace: some at once, then one after the other. */
export interface Pace {
  /** How long the next request has to wait, in milliseconds; its turn is taken with this call. */
  takeTurn(now: Date): number;
}

/**
 * At most a third of `perMinute` at once and another third within each minute, so that two thirds of it are never passed.
 * (The generic cell rate algorithm: what is kept is the instant at which the bucket would be full again.)
 */
export function createPace(perMinute: number): Pace {
  const burst = Math.floor(perMinute / 3);
  const intervalMs = 60_000 / burst;
  let fullAtMs = Number.NEGATIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    takeTurn(now) {
      const nowMs = now.getTime();
      // A clock that is set back takes the bucket with it: nobody is to sleep for as long.
      fullAtMs -= Math.max(0, lastMs - nowMs);
      lastMs = nowMs;
      fullAtMs = Math.max(fullAtMs, nowMs) + intervalMs;
      return Math.max(0, Math.ceil(fullAtMs - nowMs - burst * intervalMs));
    },
  };
}
