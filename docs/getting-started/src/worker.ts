import { registerSchedules } from "@ghsync/core";
import { createNodeCronScheduler } from "@ghsync/scheduler-node-cron";
import { prisma } from "./database.ts";
import { createAppSync, store } from "./ghsync.ts";

const scheduler = createNodeCronScheduler({ schedules: store.schedules });
const sync = createAppSync({
  scheduler,
  onEvent(event) {
    if (event.type === "run.finished") console.log(event.repositoryId, event.outcome.status);
  },
});
await registerSchedules(scheduler); // every repository, daily at 04:00 UTC
await sync.start();

process.once("SIGTERM", async () => {
  await sync.stop(); // a run in progress stops at its next page, and the next start continues it
  await prisma.$disconnect();
});
