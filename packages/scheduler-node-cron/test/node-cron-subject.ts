import type { Scheduler, ScheduleStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import type { SchedulerSubject } from "@ghsync/testing/contracts";
import { createNodeCronScheduler, type NodeCronSchedulerOptions } from "../src/index.ts";
import { createManualTimers, type ManualTimers } from "./manual-timers.ts";
import { silent } from "./silent.ts";

/** A scheduler for the contract, and what tests may do behind its back. */
export interface NodeCronSubject extends SchedulerSubject {
  readonly timers: ManualTimers;
  readonly schedules: ScheduleStore;
  connect(): Scheduler;
}

/** A scheduler whose time passes when the contract says so. Another one has the same schedules and the same clock. */
export function createNodeCronSubject(
  options: Partial<NodeCronSchedulerOptions> = {},
): NodeCronSubject {
  const timers = createManualTimers(new Date("2026-05-01T12:00:10Z"));
  const { schedules = createMemoryStore().schedules } = options;
  const connect = () =>
    createNodeCronScheduler({
      ...{ timers, log: silent, concurrency: 3, random: () => 0.5 },
      ...{ ...options, schedules },
    });
  return {
    ...{ timers, schedules, connect, scheduler: connect(), concurrency: 3, now: timers.now },
    advanceTo: timers.advanceTo,
    thrown: { attempts: 5, withinMs: 900_000 },
  };
}
