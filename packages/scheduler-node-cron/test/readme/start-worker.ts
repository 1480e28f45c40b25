import { createSync, registerSchedules, type Sync, type SyncOptions } from "@ghsync/core";
import {
  createNodeCronScheduler,
  type NodeCronSchedulerOptions,
} from "@ghsync/scheduler-node-cron";

/** Syncs every tracked repository as it is due, and daily at 04:00 UTC. When your app stops, call `sync.stop()`, and then close your database. */
export async function startWorker(
  options: SyncOptions, // { store, decryptor }
  schedulerOptions: NodeCronSchedulerOptions, // { schedules: store.schedules }
): Promise<Sync> {
  const scheduler = createNodeCronScheduler(schedulerOptions);
  const sync = createSync({ ...options, scheduler });
  await registerSchedules(scheduler);
  await sync.start();
  return sync;
}
