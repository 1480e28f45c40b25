import { isGhsyncError } from "../errors/ghsync-error.ts";
import { backoffMs } from "../github/backoff.ts";
import type { TaskContext, TaskMap, TaskOutcome } from "../ports/scheduler.ts";
import { requireScheduler } from "../sync/options/require-scheduler.ts";
import type { ResolvedSyncOptions, SchedulingOptions } from "../sync/options/sync-options.ts";
import type { Dispatched } from "./dispatch.ts";
import { syncAllRepositoriesTask } from "./sync-all-repositories-task.ts";
import { syncDueRepositoriesTask } from "./sync-due-repositories-task.ts";
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
