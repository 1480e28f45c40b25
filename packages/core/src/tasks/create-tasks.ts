import { backoffMs } from "../github/retry.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import type { SyncState } from "../model/sync-state.ts";
import { requireScheduler } from "../options/required-ports.ts";
import type { ResolvedSyncOptions, SchedulingOptions } from "../options/sync-options.ts";
import type { Scheduler, TaskContext, TaskMap, TaskOutcome } from "../ports/scheduler.ts";
import { type Dispatched, dispatch, enqueueIfDue, enqueueRepository } from "./dispatch.ts";
import { syncRepositoryTask } from "./sync-repository-task.ts";

/** How often the store is asked what is due. */
const dueEveryMs = 60_000;
const dispatchRetry = { baseMs: 5000, maxMs: 600_000 };

/** A task of ghsync's own; hosts may have added theirs to {@link TaskMap}. */
export type SyncTaskName = keyof Pick<
  TaskMap,
  "sync-repository" | "sync-all-repositories" | "sync-due-repositories"
>;

/** What ghsync's tasks do, each by its name. */
export type SyncTasks = {
  readonly [N in SyncTaskName]: (context: TaskContext<N>) => Promise<TaskOutcome>;
};

/** Binds the tasks, so that all of them share what is known of rate limits. */
export function createTasks(options: ResolvedSyncOptions): SyncTasks {
  const { now, random, log } = options.github;
  const after = (ms: number) => new Date(now().getTime() + ms);
  return {
    "sync-repository": (context) => syncRepositoryTask(options, context),

    async "sync-all-repositories"(context) {
      const scheduling = withScheduler(options);
      try {
        const dispatched = await syncAllRepositoriesTask(scheduling, context);
        log.info(`Every repository: ${counted(dispatched)}.`);
        return { kind: "done" };
      } catch (error) {
        if (context.signal.aborted) return { kind: "reschedule", at: now() };
        if (!isGhsyncError(error)) throw error;
        log.error(`Not every repository could be enqueued: ${error.message}`);
        return { kind: "retry", delayMs: backoffMs(context.attempt, random(), dispatchRetry) };
      }
    },

    // Ends with its own next turn, and so needs no schedule: every process looks for itself.
    async "sync-due-repositories"(context) {
      const scheduling = withScheduler(options);
      try {
        await syncDueRepositoriesTask(scheduling, context);
      } catch (error) {
        if (!context.signal.aborted) log.error(`What is due could not be told: ${String(error)}`);
      }
      return { kind: "reschedule", at: after(dueEveryMs) };
    },
  };
}

function withScheduler(options: ResolvedSyncOptions): SchedulingOptions {
  return { ...options, scheduler: requireScheduler(options.scheduler) };
}

function counted({ queued, duplicate, failed }: Dispatched): string {
  return `${queued} enqueued, ${duplicate} waiting already, ${failed} failed`;
}

const allPageSize = 100;
/** Later than anything that is ever told to wait. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

/**
 * The task `sync-all-repositories`: enqueues `sync-repository` for every active repository, longest without an attempt first, each
 * a random moment after the one before. It runs none of them itself.
 *
 * @returns how many it enqueued
 * @throws GhsyncError `store_failed`; the signal's reason
 */
export function syncAllRepositoriesTask(
  { store, scheduler, github, spreadMs }: SchedulingOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dispatched> {
  const { now, random, log } = github;
  const startMs = now().getTime();
  return dispatch(
    async (after) => {
      const page = await store.listDue(endOfTime, { after, limit: allPageSize });
      // Attempted since: it moved to the list's end, and was enqueued before.
      return page.filter(({ state }) => (state.lastAttemptAt?.getTime() ?? 0) < startMs);
    },
    (read, place) => {
      const spreadAt = startMs + (place + random()) * spreadMs;
      const runAt = new Date(Math.max(spreadAt, waitEndMs(read.state)));
      return enqueueRepository(scheduler, read, { runAt });
    },
    { log, signal },
  );
}

/** A schedule cuts short no wait for GitHub: not for a limit's end, and not after a failure that may pass by itself. */
function waitEndMs({ status, nextAttemptAt, lastSyncError }: SyncState): number {
  const mayPass = status === "error" && !lastSyncError?.userActionable;
  return (status === "deferred" || mayPass) && nextAttemptAt ? nextAttemptAt.getTime() : 0;
}

const duePageSize = 100;

/**
 * The task `sync-due-repositories`: enqueues `sync-repository` for every repository that is due by what the store knows: never
 * synced, its wait over, its worker dead. So nothing is lost with a process and its timers.
 *
 * @throws GhsyncError `store_failed`; the signal's reason
 */
export function syncDueRepositoriesTask(
  { store, scheduler, github }: SchedulingOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dispatched> {
  const { now, log } = github;
  const startedAt = now();
  return dispatch(
    (after) => store.listDue(startedAt, { after, limit: duePageSize }),
    (read) => enqueueIfDue(scheduler, read),
    { log, signal },
  );
}

/** Registers the handlers of ghsync's tasks. */
export function handleTasks(scheduler: Scheduler, tasks: SyncTasks): void {
  scheduler.handle("sync-repository", tasks["sync-repository"]);
  scheduler.handle("sync-all-repositories", tasks["sync-all-repositories"]);
  scheduler.handle("sync-due-repositories", tasks["sync-due-repositories"]);
}

/** Enqueues the task that looks what is due, now and from then on. */
export function enqueueDue(scheduler: Scheduler): Promise<"queued" | "duplicate"> {
  return scheduler.enqueue("sync-due-repositories", {}, { key: "sync-due-repositories" });
}
