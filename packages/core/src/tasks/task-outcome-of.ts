import type { TaskOutcome } from "../ports/scheduler.ts";
import type { SyncOutcome } from "../sync/sync-outcome.ts";

/** How long a run that was asked for waits at most for a repository that another worker has. */
const busyWaitMs = 5000;

/**
 * What a scheduler is told of a run's outcome. Pure; every delay is computed here or was stored by the run.
 *
 * @param ifDue nobody asked for this very run: it waits for what another worker has until that one's lease ends
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
    case "busy": {
      // A worker that died renews its lease no more: whoever waits goes on at once.
      const leftMs = Math.max(0, outcome.leaseExpiresAt.getTime() - now.getTime());
      return later(ifDue ? leftMs : Math.min(busyWaitMs, leftMs));
    }
    case "partial": {
      const isToGoOn = outcome.reason === "history" || outcome.reason === "stopped";
      return isToGoOn ? later(0) : { kind: "done" };
    }
    case "deferred":
      return { kind: "reschedule", at: outcome.resumeAt };
    case "error": {
      const { error, retryAt } = outcome;
      if (!error.retryable || !retryAt) return { kind: "dead" };
      return { kind: "retry", delayMs: Math.max(0, retryAt.getTime() - now.getTime()) };
    }
  }
}
