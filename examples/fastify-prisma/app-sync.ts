import { createSync, type Sync, type SyncOptions } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createPrismaStore } from "@ghsync/store-prisma";
import type { AppClient } from "./database.ts";

/** ghsync on this app's database, with this app's token, worked off inside this process. */
export function createAppSync(prisma: AppClient, options?: Partial<SyncOptions>): Sync {
  const store = createPrismaStore(prisma);
  const token = process.env.GITHUB_TOKEN ?? "";
  return createSync({
    store,
    decryptor: { decrypt: async () => ({ credentialId: "app", token }) },
    scheduler: createNodeCronScheduler({ schedules: store.schedules }),
    ...options,
  });
}
