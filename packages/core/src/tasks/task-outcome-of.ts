import type { TaskOutcome } from "../ports/scheduler.ts";
import type { SyncOutcome } from "../sync/sync-outcome.ts";

/** How long a job waits for a repository that another worker has. */
const busyWaitMs = 30_000;

/**
 * What a scheduler is told of a run's outcome. Pure; every delay is computed here or was stored by the run.
 *
 * @param ifDue nobody asked for this very run: one that another worker has under way will do
 */
export function taskOutcomeOf(
  outcome: SyncOutcome,
  { now, ifDue }: { readonly now: Date; readonly ifDue: boolean },
): TaskOutcome {
  const later = (ms: number): TaskOutcome => ({
    kind: "reschedule",
    at: new Date(now.getTime() + ms),
  });
  switch (outcome.status) {
    case "complete":
    case "inactive":
      return { kind: "done" };
    case "unknown":
      return { kind: "dead" };
    case "busy":
      return ifDue ? { kind: "done" } : later(busyWaitMs);
    case "partial": {
      const isToGoOn = outcome.reason === "history" || outcome.reason === "stopped";
      return isToGoOn ? later(0) : { kind: "done" };
    }
    case "deferred":
      return { kind: "reschedule", at: outcome.resumeAt };
    case "error": {
      const { error, retryAt } = outcome;
      if (error.code === "lease_lost") return ifDue ? { kind: "done" } : later(busyWaitMs);
      if (!error.retryable || !retryAt) return { kind: "dead" };
      return { kind: "retry", delayMs: Math.max(0, retryAt.getTime() - now.getTime()) };
    }
  }
}
