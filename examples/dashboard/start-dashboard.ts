import { createSync, registerSchedules, type Sync, type SyncOptions } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createPrismaStore, type GhSyncPrismaClient } from "@ghsync/store-prisma";
import { createApp } from "./app.ts";

/** What the dashboard works with. */
export interface DashboardOptions extends Pick<SyncOptions, "decryptor" | "github" | "leaseMs"> {
  readonly prisma: GhSyncPrismaClient;
  /** 0 for any port. */
  readonly port: number;
}

/** A dashboard that is running. */
export interface Dashboard {
  readonly url: string;
  readonly sync: Sync;
  close(): Promise<void>;
}

/** Starts a worker, and a page on loopback that shows its repositories. */
export async function startDashboard({
  prisma,
  port,
  ...options
}: DashboardOptions): Promise<Dashboard> {
  const store = createPrismaStore(prisma);
  const scheduler = createNodeCronScheduler({ schedules: store.schedules });
  const sync = createSync({ ...options, store, scheduler });
  await registerSchedules(scheduler);
  await sync.start();
  const app = await createApp({ store, sync });
  const url = await app.listen({ host: "127.0.0.1", port });
  return {
    url,
    sync,
    async close() {
      await app.close();
      await sync.stop();
    },
  };
}
