import type { Logger, ScheduleStore } from "@ghsync/core";
import type { Timers } from "./timers.ts";

export interface NodeCronSchedulerOptions {
  /** Where schedules and claimed slots are kept: `store.schedules` of the store adapters. Processes that share it fire each slot once. */
  readonly schedules: ScheduleStore;
  /** How many jobs run at once, of all tasks together. @defaultValue 4 */
  readonly concurrency?: number | undefined;
  /**
   * How often a job is tried whose handler throws, 15 to 30 seconds after the first time, doubling up to an hour. Outcomes
   * that a handler answers are followed however often.
   *
   * @defaultValue 5
   */
  readonly maxAttempts?: number | undefined;
  /** Is told what a person may want to know: jobs that failed or expired, handlers that do not end. A pino logger, the console, or some of the methods. @defaultValue the console's warnings and errors */
  readonly log?: Partial<Logger> | undefined;
  /** The clock. @defaultValue the machine's, with timers that keep a started worker's process alive */
  readonly timers?: Timers | undefined;
  /** From 0 to below 1: spreads what is tried again. @defaultValue Math.random */
  readonly random?: (() => number) | undefined;
}
