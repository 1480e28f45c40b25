import type { EnqueueOptions, Scheduler, ScheduleStore, TaskContext, TaskName } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import type { SchedulerSubject } from "@ghsync/testing/contracts";
import {
  createNodeCronSubject,
  type NodeCronSubject,
} from "../../../scheduler-node-cron/test/node-cron-subject.ts";

/** A scheduler with one bug, and the cases of its group that find it. */
export interface BrokenScheduler {
  /** What is wrong: "a scheduler that ...". */
  readonly bug: string;
  /** What it does otherwise. Asked once per process. */
  readonly breaks?: (wrapped: Scheduler, subject: NodeCronSubject) => Partial<Scheduler>;
  /** What its schedule store does otherwise. */
  readonly breaksStore?: (wrapped: ScheduleStore) => Partial<ScheduleStore>;
  /** How many jobs it runs at once, instead of as many as it was told. */
  readonly concurrency?: number;
  readonly fails: readonly string[];
}

/** A handler of whichever task. */
type Handler = (context: TaskContext<TaskName>) => ReturnType<Parameters<Scheduler["handle"]>[1]>;

/** A scheduler by node-cron. @param broken what is broken about it */
export function createSchedulerSubject(
  broken: Omit<BrokenScheduler, "bug" | "fails"> = {},
): SchedulerSubject {
  const { breaks = () => ({}), breaksStore = () => ({}), concurrency } = broken;
  const { schedules } = createMemoryStore();
  const subject = createNodeCronSubject({
    schedules: { ...schedules, ...breaksStore(schedules) },
    ...(concurrency !== undefined && { concurrency }),
  });
  const broke = (wrapped: Scheduler) => ({ ...wrapped, ...breaks(wrapped, subject) });
  return {
    ...subject,
    scheduler: broke(subject.scheduler),
    connect: () => broke(subject.connect()),
  };
}

/** Calls handlers otherwise. */
export function handling(
  wrapped: Scheduler,
  change: (handler: Handler) => Handler,
): Pick<Scheduler, "handle"> {
  return {
    handle: (task, handler) => wrapped.handle(task, change(handler as Handler) as typeof handler),
  };
}

/** Enqueues with other options. */
export function enqueueing(
  wrapped: Scheduler,
  change: (options: EnqueueOptions) => EnqueueOptions,
): Pick<Scheduler, "enqueue"> {
  return {
    enqueue: (task, payload, options = {}) => wrapped.enqueue(task, payload, change(options)),
  };
}
