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
