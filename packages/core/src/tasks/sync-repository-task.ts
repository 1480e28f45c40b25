import { backoffMs } from "../github/retry.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import { checkValue, mustBeString } from "../model/option-checks.ts";
import type { SyncOutcome } from "../model/sync-outcome.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { TaskContext, TaskOutcome } from "../ports/scheduler.ts";
import { isForPerson } from "../run/ending.ts";
import { failureLine } from "../run/log-outcome.ts";
import { syncRepository } from "../run/run.ts";

/** A job returns to the queue after this time: a long history must not block other repositories. */
const sliceMs = 300_000;
const storeRetry = { baseMs: 5000, maxMs: 600_000 };

/**
 * Runs one repository and returns an outcome for the scheduler: the task `sync-repository`. A
 * classified error does not throw: the run stores it in the repository's status. With `ifDue`, it
 * does nothing if the repository is not due.
 *
 * @throws GhsyncError `config_invalid`, which no retry fixes
 */
export async function syncRepositoryTask(
  options: ResolvedSyncOptions,
  { payload, attempt, signal }: TaskContext<"sync-repository">,
): Promise<TaskOutcome> {
  const { repositoryId, ifDue = false } = payload;
  const { now, random, log } = options.github;
  checkValue("repositoryId of a sync-repository job", repositoryId, mustBeString);
  try {
    const read = ifDue ? await options.store.getRepository(repositoryId) : undefined;
    const { nextAttemptAt } = read?.state ?? {};
    if (nextAttemptAt && nextAttemptAt > now()) return { kind: "done" };
    const { maxDurationMs = sliceMs } = options;
    const slice = { ...options, maxDurationMs };
    const outcome = await syncRepository(slice, repositoryId, { signal });
    return toTaskOutcome(outcome, { now: now(), ifDue });
  } catch (error) {
    // A worker that stops leaves the repository active: the rest of the run is due at once.
    if (signal.aborted) return { kind: "reschedule", at: now() };
    if (!isGhsyncError(error) || !error.retryable) throw error;
    const delayMs = backoffMs(attempt, random(), storeRetry);
    const nextAt = new Date(now().getTime() + delayMs);
    log.warn(failureLine(`Repository ${repositoryId}`, error, nextAt, now()));
    return { kind: "retry", delayMs };
  }
}

/** How long a requested run waits at most while another worker holds the repository. */
const busyWaitMs = 5000;

/**
 * Turns a run's outcome into a task's outcome. Pure. Every delay comes from here or from the run.
 *
 * @param ifDue this run was not requested: if another worker holds the repository, it waits for the
 * end of that lease
 */
export function toTaskOutcome(
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
      // A dead worker does not renew its lease, so the wait ends with the lease.
      const leftMs = Math.max(0, outcome.leaseExpiresAt.getTime() - now.getTime());
      return later(ifDue ? leftMs : Math.min(busyWaitMs, leftMs));
    }
    case "partial": {
      const canContinue = outcome.reason === "history" || outcome.reason === "stopped";
      return canContinue ? later(0) : { kind: "done" };
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
