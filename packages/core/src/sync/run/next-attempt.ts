import { backoffMs } from "../../github/backoff.ts";
import type { EndingContext, RanOutcome } from "./ending.ts";

const failure = { baseMs: 60_000, maxMs: 6 * 3_600_000 };
const hourMs = 3_600_000;

/**
 * When a repository is due again, by how its run ended; `undefined` is at once. Pure.
 * @param failures runs that failed in a row, this one included
 */
export function nextAttempt(
  outcome: RanOutcome,
  failures: number,
  { now, resyncAfterMs, random }: Pick<EndingContext, "now" | "resyncAfterMs" | "random">,
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
