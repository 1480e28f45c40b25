import type { Scheduler } from "../ports/scheduler.ts";
import type { SyncTasks } from "./create-tasks.ts";

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
