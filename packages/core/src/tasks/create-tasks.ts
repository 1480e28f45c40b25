import { backoffMs } from "../github/retry.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import type { SyncState } from "../model/sync-state.ts";
import { requireScheduler } from "../options/required-ports.ts";
import type { ResolvedSyncOptions, SchedulingOptions } from "../options/sync-options.ts";
import type { Scheduler, TaskContext, TaskMap, TaskOutcome } from "../ports/scheduler.ts";
import {
  type DispatchCounts,
  dispatch,
  dispatchPageSize,
  enqueueIfDue,
  enqueueRepository,
} from "./dispatch.ts";
import { syncRepositoryTask } from "./sync-repository-task.ts";

/** The name of one of ghsync's tasks. Hosts may add their own tasks to {@link TaskMap}. */
export type SyncTaskName = keyof Pick<
  TaskMap,
  "sync-repository" | "sync-all-repositories" | "sync-due-repositories"
>;

/** ghsync's tasks, by name. */
export type SyncTasks = {
  readonly [N in SyncTaskName]: (context: TaskContext<N>) => Promise<TaskOutcome>;
};

const dueIntervalMs = 60_000;
const dispatchRetry = { baseMs: 5000, maxMs: 600_000 };

/** Creates the tasks. All of them share what this process knows about rate limits. */
export function createTasks(options: ResolvedSyncOptions): SyncTasks {
  const { now, random, log } = options.github;
  return {
    "sync-repository": (context) => syncRepositoryTask(options, context),

    async "sync-all-repositories"(context) {
      const scheduling = withScheduler(options);
      try {
        const counts = await syncAllRepositoriesTask(scheduling, context);
        log.info(`All repositories: ${formatCounts(counts)}.`);
        return { kind: "done" };
      } catch (error) {
        if (context.signal.aborted) return { kind: "reschedule", at: now() };
        if (!isGhsyncError(error)) throw error;
        log.error(`Some repositories could not be enqueued: ${error.message}`);
        return { kind: "retry", delayMs: backoffMs(context.attempt, random(), dispatchRetry) };
      }
    },

    // It reschedules itself and so needs no schedule: each process looks on its own.
    async "sync-due-repositories"(context) {
      const scheduling = withScheduler(options);
      try {
        await syncDueRepositoriesTask(scheduling, context);
      } catch (error) {
        if (!context.signal.aborted) {
          log.error(`The repositories that are due could not be listed: ${String(error)}`);
        }
      }
      return { kind: "reschedule", at: new Date(now().getTime() + dueIntervalMs) };
    },
  };
}

function withScheduler(options: ResolvedSyncOptions): SchedulingOptions {
  return { ...options, scheduler: requireScheduler(options.scheduler) };
}

/** Later than every instant that a repository waits for. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

/**
 * Enqueues `sync-repository` for every active repository: the task `sync-all-repositories`.
 * Those that became due first come first, each a random moment after the one before.
 *
 * @throws GhsyncError `store_failed`; the signal's reason
 */
export function syncAllRepositoriesTask(
  { store, scheduler, github, spreadMs }: SchedulingOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<DispatchCounts> {
  const { now, random, log } = github;
  const startMs = now().getTime();
  return dispatch(
    (after) => store.listDue(endOfTime, { after, limit: dispatchPageSize }),
    async (read, position) => {
      // A repository that was attempted since has moved back in the list, and has its job.
      if ((read.state.lastAttemptAt?.getTime() ?? 0) >= startMs) return "duplicate";
      const spreadAt = startMs + (position + random()) * spreadMs;
      const runAt = new Date(Math.max(spreadAt, waitEndMs(read.state)));
      return enqueueRepository(scheduler, read, { runAt });
    },
    { log, signal },
  );
}

// A schedule does not shorten the wait for a rate limit, or for a failure that may pass.
function waitEndMs({ status, nextAttemptAt, lastSyncError }: SyncState): number {
  const mayPass = status === "error" && !lastSyncError?.userActionable;
  return (status === "deferred" || mayPass) && nextAttemptAt ? nextAttemptAt.getTime() : 0;
}

function formatCounts({ queued, duplicate, failed }: DispatchCounts): string {
  return `${queued} enqueued, ${duplicate} waiting already, ${failed} failed`;
}

/**
 * Enqueues `sync-repository` for every repository that is due: the task `sync-due-repositories`.
 * The store knows what is due, so a process that dies loses nothing.
 *
 * @throws GhsyncError `store_failed`; the signal's reason
 */
export function syncDueRepositoriesTask(
  { store, scheduler, github }: SchedulingOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<DispatchCounts> {
  const { now, log } = github;
  const startedAt = now();
  return dispatch(
    (after) => store.listDue(startedAt, { after, limit: dispatchPageSize }),
    (read) => enqueueIfDue(scheduler, read),
    { log, signal },
  );
}

/** Registers the handlers of ghsync's tasks. */
export function registerTasks(scheduler: Scheduler, tasks: SyncTasks): void {
  scheduler.handle("sync-repository", tasks["sync-repository"]);
  scheduler.handle("sync-all-repositories", tasks["sync-all-repositories"]);
  scheduler.handle("sync-due-repositories", tasks["sync-due-repositories"]);
}

/** Enqueues the task that looks for due repositories now, and then every minute. */
export function enqueueDueTask(scheduler: Scheduler): Promise<"queued" | "duplicate"> {
  return scheduler.enqueue("sync-due-repositories", {}, { key: "sync-due-repositories" });
}
