import { createPlaintextDecryptor, createSync } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createPrismaStore } from "@ghsync/store-prisma";
import { openDatabase } from "../database.ts";

/** A worker in a process of its own: `node worker.ts <database> <GitHub's address> <lease in ms>`. */
const [database = "", baseUrl, leaseMs] = process.argv.slice(2);
const { prisma } = await openDatabase(database);
const store = createPrismaStore(prisma);
const sync = createSync({
  store,
  decryptor: createPlaintextDecryptor(),
  scheduler: createNodeCronScheduler({ schedules: store.schedules }),
  github: { baseUrl },
  leaseMs: Number(leaseMs),
});
await sync.start();
