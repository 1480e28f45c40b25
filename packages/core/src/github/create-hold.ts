import { type GhsyncError, isGhsyncError } from "../errors/ghsync-error.ts";
import { leftAlone } from "./door-refusals.ts";

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
