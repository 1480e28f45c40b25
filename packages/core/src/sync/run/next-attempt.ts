import { backoffMs } from "../../github/backoff.ts";
import type { RanOutcome } from "../sync-outcome.ts";

const failure = { baseMs: 60_000, maxMs: 6 * 3_600_000 };
const hourMs = 3_600_000;

/** What the next attempt is computed from, beside the outcome. */
export interface AttemptContext {
  readonly now: Date;
  /** When a repository that is up to date is due again, in milliseconds. */
  readonly resyncAfterMs: number;
  /** From 0 to below 1. */
  readonly random: number;
}

/**
 * When a repository is due again, by how its run ended; `undefined` is at once. Pure.
 * @param failures runs that failed in a row, this one included
 */
export function nextAttempt(
  outcome: RanOutcome,
  failures: number,
  { now, resyncAfterMs, random }: AttemptContext,
): Date | undefined {
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (outcome.status) {
    case "complete":
      return after(resyncAfterMs);
    case "deferred":
      return outcome.resumeAt;
    case "error":
      // What a person has to mend is not tried again and again.
      if (!outcome.error.retryable) return after(resyncAfterMs);
      return after(Math.max(backoffMs(failures, random, failure), outcome.error.retryAfterMs ?? 0));
    case "partial":
      if (outcome.reason === "permission") return after(resyncAfterMs);
      return outcome.reason === "items" ? after(Math.min(hourMs, resyncAfterMs)) : undefined;
  }
}
