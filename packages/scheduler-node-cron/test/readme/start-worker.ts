import type { Scheduler, Sync } from "@ghsync/core";
import {
  createNodeCronScheduler,
  type NodeCronSchedulerOptions,
} from "@ghsync/scheduler-node-cron";

/** Syncs a repository every night at four. Stop it when your app stops. */
export async function startWorker(
  sync: Sync,
  repositoryId: string,
  options: NodeCronSchedulerOptions,
): Promise<Scheduler> {
  const scheduler = createNodeCronScheduler(options); // { schedules: store.schedules }
  const [task, payload] = ["sync-repository", { repositoryId }] as const;
  scheduler.handle(task, async ({ payload, signal }) => {
    const outcome = await sync.syncRepository(payload.repositoryId, { signal });
    return outcome.status === "deferred"
      ? { kind: "reschedule", at: outcome.resumeAt }
      : { kind: "done" };
  });
  const cron = "0 4 * * *";
  await scheduler.putSchedule({ id: "nightly", cron, timeZone: "UTC", task, payload });
  await scheduler.start();
  return scheduler;
}
