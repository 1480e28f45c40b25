import { isGhsyncError } from "../errors/ghsync-error.ts";
import { backoffMs } from "../github/backoff.ts";
import type { TaskContext, TaskOutcome } from "../ports/scheduler.ts";
import { requireText } from "../sync/options/require-text.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { failureLine } from "../sync/run/log-outcome.ts";
import { syncRepositoryIncremental } from "../sync/sync-repository.ts";
import { taskOutcomeOf } from "./task-outcome-of.ts";

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
    const outcome = await syncRepositoryIncremental(slice, repositoryId, { signal });
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
