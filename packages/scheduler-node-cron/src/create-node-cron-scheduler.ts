import type { Scheduler, TaskName } from "@ghsync/core";
import type { AnyHandler } from "./handlers.ts";
import { idleWithin } from "./idle-within.ts";
import { newJob } from "./job.ts";
import { createJobQueue } from "./job-queue.ts";
import type { NodeCronSchedulerOptions } from "./node-cron-scheduler-options.ts";
import { refuse } from "./refuse.ts";
import { requireOptions } from "./require-options.ts";
import { requirePayload } from "./require-payload.ts";
import { createScheduleClock, type ScheduleClock } from "./schedule-clock.ts";
import { createSchedules } from "./schedules.ts";
import { slotJob } from "./slot-job.ts";
import { systemTimers } from "./system-timers.ts";
import { warnings, wholeLogger } from "./whole-logger.ts";
import { createWorker } from "./worker.ts";

type State = "new" | "worker" | "producer" | "stopping" | "stopped";

/** How long stop waits for handlers after it has aborted their signals. With the default grace time, less than Docker's 10 seconds. */
const abortMs = 3_000;

/**
 * Creates a scheduler inside this process: its jobs wait and run here, and end with it. Schedules are stored in a
 * `ScheduleStore`, and each slot fires once in all processes that share it. Cron expressions are node-cron's.
 *
 * A started worker keeps its process alive until `stop`. A `producer` can put schedules, but cannot enqueue: no other process could
 * run the job.
 *
 * @throws GhsyncError `config_invalid` for a bad option
 * @example
 * ```ts
 * const scheduler = createNodeCronScheduler({ schedules: store.schedules });
 * scheduler.handle("sync-repository", syncOne);
 * await scheduler.start();
 * process.once("SIGTERM", () => scheduler.stop());
 * ```
 */
export function createNodeCronScheduler(options: NodeCronSchedulerOptions): Scheduler {
  requireOptions(options);
  const { schedules, concurrency = 4, maxAttempts = 5, random = Math.random } = options;
  const { timers = systemTimers } = options;
  const log = wholeLogger(options.log ?? warnings);
  const handlers = new Map<TaskName, AnyHandler>();
  const queue = createJobQueue(({ task, notAfter }) =>
    log.warn(
      `Task ${task} was dropped: it had not started by ${new Date(notAfter).toISOString()}.`,
    ),
  );
  const thrown = { maxAttempts, random };
  const worker = createWorker({ queue, handlers, concurrency, thrown, timers, log });
  let state: State = "new";
  /** The present start or stop. An older one does not continue. */
  let clock: ScheduleClock | undefined;
  let starting: Promise<void> | undefined;

  async function startWorker(before: State): Promise<void> {
    const thisClock = createScheduleClock({
      schedules,
      handlers,
      timers,
      log,
      fire(schedule, slot) {
        queue.add(slotJob(schedule, slot, timers.now()));
        worker.work();
      },
    });
    clock = thisClock;
    try {
      await thisClock.start();
    } catch (error) {
      if (clock !== thisClock) return;
      clock = undefined;
      state = before;
      throw error;
    }
    if (clock === thisClock) worker.resume();
  }

  return {
    ...createSchedules(schedules, timers, handlers),

    handle(task, handler) {
      if (state !== "new" && state !== "stopped") {
        throw refuse(`Register the handler of ${task} before start().`);
      }
      if (handlers.has(task)) throw refuse(`Task ${task} has a handler already.`);
      handlers.set(task, handler as unknown as AnyHandler);
    },

    async enqueue(task, payload, enqueueOptions = {}) {
      if (state === "producer") {
        throw refuse(
          "A producer cannot enqueue with node-cron: jobs run in the process that enqueues them. Start it as a worker, or use a scheduler with a queue.",
        );
      }
      if (state === "stopped") throw refuse(`Task ${task} was enqueued after stop().`);
      if (!handlers.has(task)) throw refuse(`Task ${task} has no handler: call handle() first.`);
      requirePayload(`Task ${task}`, payload);
      const answer = queue.add(newJob(task, payload, enqueueOptions, timers.now()));
      worker.work();
      return answer;
    },

    async start({ role = "worker" } = {}) {
      if (role !== "worker" && role !== "producer") {
        throw refuse(`role must be "worker" or "producer", not ${String(role)}.`);
      }
      if (state === role) return starting;
      if (state !== "new" && state !== "stopped") {
        const is = state === "stopping" ? state : `a ${state}`;
        throw refuse(`The scheduler is ${is}: wait for stop() before it starts as a ${role}.`);
      }
      const before = state;
      state = role;
      starting = role === "worker" ? startWorker(before) : undefined;
      await starting;
    },

    async stop({ graceMs = 5_000 } = {}) {
      if (!(graceMs >= 0)) throw refuse(`graceMs must be at least 0, not ${graceMs}.`);
      if (state === "stopped") return;
      state = "stopping";
      clock?.stop();
      clock = undefined;
      worker.pause();
      await idleWithin(graceMs, worker, timers);
      if (state !== "stopping") return;
      worker.abort();
      await idleWithin(abortMs, worker, timers);
      if (state !== "stopping") return;
      state = "stopped";
      if (worker.running() > 0) {
        log.warn(`${worker.running()} jobs ignore their signal, and still run after stop().`);
      }
      if (queue.waiting() > 0) {
        log.info(
          `${queue.waiting()} jobs wait for the next start(), and are lost if this process ends.`,
        );
      }
    },
  };
}
