import { isGhsyncError } from "../model/ghsync-error.ts";
import type { SyncProgress } from "../model/sync-status.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { Logger } from "../ports/logger.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import { requestableAt, requestedAt } from "../run/ending.ts";
import { enqueueIfDue } from "../tasks/dispatch.ts";

/** When a requested run may start. */
export interface SyncRequestOptions {
  /** The run does not start before this instant. @defaultValue now */
  readonly runAt?: Date | undefined;
}

/** The result of a request for a sync. */
export type SyncRequest =
  /**
   * A run is queued, or was already due (`duplicate`). If another run is in progress
   * (`running`), it comes after that one.
   */
  | {
      readonly status: "queued" | "duplicate";
      readonly running: RunningSync | undefined;
      /**
       * The run does not start before this instant: GitHub asked us to wait, or the caller passed
       * `runAt`. Absent if it may start now.
       */
      readonly notBefore?: Date;
    }
  /** The repository is switched off. The request is not stored. */
  | { readonly status: "inactive" }
  /** There is no such repository. The request is not stored. */
  | { readonly status: "unknown" };

/** A run in progress. */
export interface RunningSync {
  /** The worker that holds the repository. */
  readonly owner: string;
  readonly startedAt: Date | undefined;
  readonly progress: SyncProgress | undefined;
}

/**
 * Requests one run of a repository. The store keeps the request, so any started worker finds it. If
 * there is a scheduler, it gets the job at once.
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
    running: toRunningSync(read, now),
    ...(at > now && { notBefore: at }),
  };
}

// If it fails, a worker finds the stored request. Returns false then, or if a job waits already.
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
    // A scheduler that cannot run jobs, such as a producer's, throws `config_invalid`.
    if (!isGhsyncError(error) || error.code !== "config_invalid") {
      log.warn(`A sync request is stored, but could not be enqueued: ${String(error)}`);
    }
    return false;
  }
}

function toRunningSync({ lease, state }: RepositoryRead, now: Date): RunningSync | undefined {
  if (!lease || lease.expiresAt <= now) return undefined;
  return { owner: lease.owner, startedAt: state.lastAttemptAt, progress: state.progress };
}
