import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import type { SyncProgress } from "../status/sync-status.ts";
import { enqueueRepository } from "../tasks/enqueue-repository.ts";

/** When a run that is asked for may begin. */
export interface SyncRequestOptions {
  /** Not before. @defaultValue now */
  readonly runAt?: Date | undefined;
  /** Dropped if it has not started by then. @defaultValue never */
  readonly notAfter?: Date | undefined;
}

/** What became of a request for a sync. */
export type SyncRequest =
  /** A run was enqueued, or waits already (`duplicate`). With `running`, it comes after the run that is under way. */
  | {
      readonly status: "queued" | "duplicate";
      readonly running: RunningSync | undefined;
    }
  /** The repository is switched off; nothing was enqueued. */
  | { readonly status: "inactive" }
  /** There is no such repository; nothing was enqueued. */
  | { readonly status: "unknown" };

/** A run that is under way. */
export interface RunningSync {
  /** The worker that has the repository. */
  readonly owner: string;
  readonly startedAt: Date | undefined;
  readonly progress: SyncProgress | undefined;
}

/** Asks for one run on a repository; see {@link SyncRequest}. */
export async function requestSync(
  read: RepositoryRead | undefined,
  scheduler: Scheduler,
  now: Date,
  options: SyncRequestOptions,
): Promise<SyncRequest> {
  if (!read) return { status: "unknown" };
  if (!read.repository.active) return { status: "inactive" };
  const status = await enqueueRepository(scheduler, read, options);
  return { status, running: runningOf(read, now) };
}

function runningOf({ lease, state }: RepositoryRead, now: Date): RunningSync | undefined {
  if (!lease || lease.expiresAt <= now) return undefined;
  return { owner: lease.owner, startedAt: state.lastAttemptAt, progress: state.progress };
}
