import { createMemoryStore } from "@ghsync/store-memory";
import type { SchedulerSubject } from "@ghsync/testing/contracts";
import { createNodeCronScheduler, type NodeCronSchedulerOptions } from "../src/index.ts";
import { createManualTimers, type ManualTimers } from "./manual-timers.ts";
import { silent } from "./silent.ts";

/** A scheduler whose time passes when the contract says so. Another one has the same schedules and the same clock. */
export function createNodeCronSubject(
  options: Partial<NodeCronSchedulerOptions> = {},
): SchedulerSubject & { readonly timers: ManualTimers } {
  const timers = createManualTimers(new Date("2026-05-01T12:00:10Z"));
  const { schedules } = createMemoryStore();
  const connect = () =>
    createNodeCronScheduler({
      ...{ schedules, timers, log: silent, concurrency: 3, random: () => 0.5 },
      ...options,
    });
  const scheduler = connect();
  return {
    ...{ timers, scheduler, connect, concurrency: 3, now: timers.now },
    advanceTo: timers.advanceTo,
    thrown: { attempts: 5, withinMs: 900_000 },
  };
}
