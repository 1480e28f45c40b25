import { isGhsyncError } from "../errors/ghsync-error.ts";
import { backoffMs } from "../github/backoff.ts";
import type { Scheduler, TaskOutcome } from "../ports/scheduler.ts";
import type { ResolvedSyncOptions } from "../sync/sync-options.ts";
import type { Dispatched } from "./dispatch.ts";
import { syncAllRepositoriesTask } from "./sync-all-repositories-task.ts";
import { syncDueRepositoriesTask } from "./sync-due-repositories-task.ts";
import { syncRepositoryTask } from "./sync-repository-task.ts";

/** How often the store is asked what is due. */
const dueEveryMs = 60_000;
const dispatchRetry = { baseMs: 5000, maxMs: 600_000 };

/** Registers the handlers of ghsync's tasks. */
export function handleTasks(scheduler: Scheduler, options: ResolvedSyncOptions): void {
  const { now, random, log } = options.github;
  const after = (ms: number) => new Date(now().getTime() + ms);

  scheduler.handle("sync-repository", (context) => syncRepositoryTask(options, context));

  scheduler.handle("sync-all-repositories", async (context): Promise<TaskOutcome> => {
    try {
      log.info(`Every repository: ${counted(await syncAllRepositoriesTask(options, context))}.`);
      return { kind: "done" };
    } catch (error) {
      if (context.signal.aborted) return { kind: "reschedule", at: now() };
      if (!isGhsyncError(error)) throw error;
      log.error(`Not every repository could be enqueued: ${error.message}`);
      return { kind: "retry", delayMs: backoffMs(context.attempt, random(), dispatchRetry) };
    }
  });

  // Ends with its own next turn, and so needs no schedule: every process looks for itself.
  scheduler.handle("sync-due-repositories", async (context): Promise<TaskOutcome> => {
    try {
      await syncDueRepositoriesTask(options, context);
    } catch (error) {
      if (!context.signal.aborted) log.error(`What is due could not be told: ${String(error)}`);
    }
    return { kind: "reschedule", at: after(dueEveryMs) };
  });
}

/** Enqueues the task that looks what is due, now and from then on. */
export function enqueueDue(scheduler: Scheduler): Promise<"queued" | "duplicate"> {
  return scheduler.enqueue("sync-due-repositories", {}, { key: "sync-due-repositories" });
}

function counted({ queued, duplicate, failed }: Dispatched): string {
  return `${queued} enqueued, ${duplicate} waiting already, ${failed} failed`;
}
