import { backoffMs } from "../github/retry.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import { requireText } from "../model/option-checks.ts";
import type { SyncOutcome } from "../model/sync-outcome.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { TaskContext, TaskOutcome } from "../ports/scheduler.ts";
import { isForPerson } from "../run/ending.ts";
import { failureLine } from "../run/log-outcome.ts";
import { syncRepository } from "../run/run.ts";

/** A job goes to the end of the queue after this time, so that a long history keeps no other repository waiting. */
const sliceMs = 300_000;
const storeRetry = { baseMs: 5000, maxMs: 600_000 };

/**
 * The task `sync-repository`: one run on one repository (what changed, then the next slice of its history), as an outcome for the
 * scheduler. Never throws for a classified error; what the run came to is in the repository's status. With `ifDue` it does
 * nothing where another run was quicker.
 *
 * @throws GhsyncError `config_invalid`, which no retry mends
 */
export async function syncRepositoryTask(
  options: ResolvedSyncOptions,
  { payload, attempt, signal }: TaskContext<"sync-repository">,
): Promise<TaskOutcome> {
  const { repositoryId, ifDue = false } = payload;
  const { now, random, log } = options.github;
  requireText("repositoryId of a sync-repository job", repositoryId);
  try {
    const read = ifDue ? await options.store.getRepository(repositoryId) : undefined;
    const { nextAttemptAt } = read?.state ?? {};
    if (nextAttemptAt && nextAttemptAt > now()) return { kind: "done" };
    const { maxDurationMs = sliceMs } = options;
    const slice = { ...options, maxDurationMs };
    const outcome = await syncRepository(slice, repositoryId, { signal });
    return taskOutcomeOf(outcome, { now: now(), ifDue });
  } catch (error) {
    // Whoever stops the worker stops no repository: what is left of the run is due at once.
    if (signal.aborted) return { kind: "reschedule", at: now() };
    if (!isGhsyncError(error) || !error.retryable) throw error;
    const delayMs = backoffMs(attempt, random(), storeRetry);
    const nextAt = new Date(now().getTime() + delayMs);
    log.warn(failureLine(`Repository ${repositoryId}`, error, nextAt, now()));
    return { kind: "retry", delayMs };
  }
}

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
      if (isForPerson(error) || !retryAt) return { kind: "dead" };
      return { kind: "retry", delayMs: Math.max(0, retryAt.getTime() - now.getTime()) };
    }
  }
}
