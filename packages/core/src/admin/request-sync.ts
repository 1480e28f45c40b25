import { isGhsyncError } from "../model/ghsync-error.ts";
import type { SyncProgress } from "../model/sync-status.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { Logger } from "../ports/logger.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import { requestableAt, requestedAt } from "../run/ending.ts";
import { enqueueIfDue } from "../tasks/dispatch.ts";

/** When a run that is asked for may begin. */
export interface SyncRequestOptions {
  /** Not before. @defaultValue now */
  readonly runAt?: Date | undefined;
}

/** What became of a request for a sync. */
export type SyncRequest =
  /**
   * A run is queued, or one was due by then already (`duplicate`). With `running`, it comes after the run that is in progress.
   */
  | {
      readonly status: "queued" | "duplicate";
      readonly running: RunningSync | undefined;
      /** The run does not begin before: GitHub asked to wait, or the caller did (`runAt`). Absent: it may begin now. */
      readonly notBefore?: Date;
    }
  /** The repository is switched off; nothing was stored. */
  | { readonly status: "inactive" }
  /** There is no such repository; nothing was stored. */
  | { readonly status: "unknown" };

/** A run that is under way. */
export interface RunningSync {
  /** The worker that has the repository. */
  readonly owner: string;
  readonly startedAt: Date | undefined;
  readonly progress: SyncProgress | undefined;
}

/**
 * Asks for one run on a repository; see {@link SyncRequest}. The store remembers the request, so that any started worker finds it; a scheduler
 * that can run it in this process, or elsewhere, gets it at once.
 */
export async function requestSync(
  { store, github }: ResolvedSyncOptions,
  scheduler: Scheduler | undefined,
  repositoryId: string,
  { runAt }: SyncRequestOptions,
): Promise<SyncRequest> {
  const read = await store.getRepository(repositoryId);
  if (!read) return { status: "unknown" };
  if (!read.repository.active) return { status: "inactive" };
  const now = github.now();
  const isLater = runAt !== undefined && runAt > now;
  const at = isLater ? requestableAt(read.state, runAt) : requestedAt(read.state, now);
  const isStored = await store.requestRun(repositoryId, { at, now });
  const isEnqueued = await tryEnqueue(scheduler, read, at, github.log);
  return {
    status: isStored || isEnqueued ? "queued" : "duplicate",
    running: runningOf(read, now),
    ...(at > now && { notBefore: at }),
  };
}

/** Enqueues what is stored already: where that fails, a worker's look finds it. False where it fails, or a job waits already. */
async function tryEnqueue(
  scheduler: Scheduler | undefined,
  read: RepositoryRead,
  runAt: Date,
  log: Logger,
): Promise<boolean> {
  if (!scheduler) return false;
  try {
    return (await enqueueIfDue(scheduler, read, { runAt })) === "queued";
  } catch (error) {
    // A scheduler that can run no job here, such as a producer's, says so by `config_invalid`.
    if (!isGhsyncError(error) || error.code !== "config_invalid") {
      log.warn(`The request is stored, but could not be enqueued: ${String(error)}`);
    }
    return false;
  }
}

function runningOf({ lease, state }: RepositoryRead, now: Date): RunningSync | undefined {
  if (!lease || lease.expiresAt <= now) return undefined;
  return { owner: lease.owner, startedAt: state.lastAttemptAt, progress: state.progress };
}
