import type { Logger } from "@ghsync/core";
import { dateAt } from "./date-at.ts";
import type { Handlers } from "./handlers.ts";
import type { Job } from "./job.ts";
import type { JobQueue } from "./job-queue.ts";
import { isOutcome, judgeOutcome, type Thrown, type ThrownRule } from "./judge-outcome.ts";
import { messageOf } from "./message-of.ts";
import type { Timers } from "./timers.ts";

/** Runs the jobs of a queue, with a limit of jobs at once. */
export interface Worker {
  /** Runs all jobs that are due, and sets a timer for the next one. Does nothing while paused. */
  work(): void;
  /** Starts no more jobs. Running jobs continue. */
  pause(): void;
  resume(): void;
  /** Aborts the signals of all running jobs. */
  abort(): void;
  running(): number;
  /** Resolves when no job runs. */
  idle(): Promise<void>;
}

export interface WorkerOptions {
  readonly queue: JobQueue;
  readonly handlers: Handlers;
  readonly concurrency: number;
  readonly thrown: ThrownRule;
  readonly timers: Timers;
  readonly log: Logger;
}

export function createWorker(options: WorkerOptions): Worker {
  const { queue, handlers, concurrency, timers, log } = options;
  const running = new Map<Job, AbortController>();
  const idlers: (() => void)[] = [];
  let paused = true;
  let cancelTimer: (() => void) | undefined;

  function work(): void {
    if (paused) return;
    const now = timers.now();
    while (running.size < concurrency) {
      const job = queue.take(now.getTime());
      if (!job) break;
      void run(job);
    }
    wakeAt(running.size < concurrency ? queue.nextAt() : undefined);
  }

  function wakeAt(instant: number | undefined): void {
    cancelTimer?.();
    cancelTimer = instant === undefined ? undefined : timers.setTimer(dateAt(instant), work);
  }

  async function run(job: Job): Promise<void> {
    const controller = new AbortController();
    running.set(job, controller);
    const outcome = await call(job, controller.signal);
    running.delete(job);
    const now = timers.now().getTime();
    if (outcome.kind === "thrown" && controller.signal.aborted) {
      // Interrupted by a stop: not a failure of the job.
      queue.release(job, { ...job, runAt: now, again: true });
    } else {
      const again = judgeOutcome(job, outcome, now, options.thrown);
      if (outcome.kind === "thrown") logThrown(job, outcome.error, again);
      queue.release(job, again);
    }
    if (running.size === 0) for (const resolve of idlers.splice(0)) resolve();
    work();
  }

  async function call(job: Job, signal: AbortSignal) {
    try {
      // The caller of enqueue continues first.
      await Promise.resolve();
      const handler = handlers.get(job.task);
      const { payload, attempt } = job;
      const outcome: unknown = await handler?.({ payload, attempt, signal });
      if (isOutcome(outcome)) return outcome;
      return thrown(new TypeError("the handler answered no outcome"));
    } catch (error) {
      return thrown(error);
    }
  }

  function logThrown({ task, attempt }: Job, error: unknown, again: Job | undefined): void {
    const next = again ? `again at ${new Date(again.runAt).toISOString()}` : "given up";
    const of = options.thrown.maxAttempts;
    log.error(`Task ${task} failed in attempt ${attempt} of ${of}, ${next}: ${messageOf(error)}`);
  }

  return {
    work,
    pause() {
      paused = true;
      wakeAt(undefined);
    },
    resume() {
      paused = false;
      work();
    },
    abort() {
      for (const controller of running.values()) controller.abort();
    },
    running: () => running.size,
    async idle() {
      if (running.size > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}

const thrown = (error: unknown): Thrown => ({ kind: "thrown", error });
