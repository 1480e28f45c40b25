import type { Schedule, Scheduler } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createNodeCronScheduler } from "../src/index.ts";
import { createManualTimers } from "./manual-timers.ts";
import { recordLog } from "./record-log.ts";

/** Every repository, at four in the morning. */
export const daily: Schedule<"sync-all-repositories"> = {
  ...{ id: "daily", cron: "0 4 * * *", timeZone: "UTC" },
  ...{ task: "sync-all-repositories", payload: {} },
};

/** A worker, not started, that records when its runs began. */
export function createDailyWorker(now: string) {
  const timers = createManualTimers(new Date(now));
  const { schedules } = createMemoryStore();
  const { log, lines } = recordLog();
  const runs: string[] = [];
  const create = (): Scheduler => {
    const scheduler = createNodeCronScheduler({ schedules, timers, log });
    scheduler.handle("sync-all-repositories", async () => {
      runs.push(timers.now().toISOString().slice(5, 19));
      return { kind: "done" };
    });
    return scheduler;
  };
  const advanceTo = (at: string) => timers.advanceTo(new Date(at));
  return { timers, schedules, lines, runs, advanceTo, create, scheduler: create() };
}
