import { once } from "node:events";
import { createSync, registerSchedules, type Sync, type TokenDecryptor } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { createPrismaStore, type GhSyncPrismaClient, type PrismaStore } from "@ghsync/store-prisma";
import type { Logger } from "pino";
import { type CaptureException, reportEvents } from "./report-events.ts";

/** ghsync in this process: it works off what is due, until the process is told to end. */
export async function startWorker(
  prisma: GhSyncPrismaClient,
  decryptor: TokenDecryptor,
  log: Logger,
  captureException?: CaptureException,
): Promise<{ sync: Sync; store: PrismaStore; stopped: Promise<void> }> {
  const store = createPrismaStore(prisma);
  const scheduler = createNodeCronScheduler({ schedules: store.schedules, log });
  const github = { baseUrl: process.env.GITHUB_API_URL, log };
  const onEvent = reportEvents(log, captureException);
  const sync = createSync({ store, decryptor, scheduler, github, onEvent });
  const told = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  await registerSchedules(scheduler);
  await sync.start();
  return { sync, store, stopped: told.then(() => sync.stop({ graceMs: 5_000 })) };
}
