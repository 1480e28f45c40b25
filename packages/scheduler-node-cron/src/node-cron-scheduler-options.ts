import type { Logger, ScheduleStore } from "@ghsync/core";
import type { Timers } from "./timers.ts";

export interface NodeCronSchedulerOptions {
  /** Where schedules and claimed slots are stored: `store.schedules` of the store adapters. Processes that share it fire each slot once. */
  readonly schedules: ScheduleStore;
  /** How many jobs run at once, of all tasks together. @defaultValue 4 */
  readonly concurrency?: number | undefined;
  /**
   * How many attempts a job has whose handler throws: the second after 15 to 30 seconds, then doubling up to an hour. Outcomes
   * that a handler returns are followed without a limit.
   *
   * @defaultValue 5
   */
  readonly maxAttempts?: number | undefined;
  /** Logs failed and expired jobs, and handlers that do not end. A pino logger, the console, or some of the methods. @defaultValue the console's warnings and errors */
  readonly log?: Partial<Logger> | undefined;
  /** The clock. @defaultValue the machine's, with timers that keep a started worker's process alive */
  readonly timers?: Timers | undefined;
  /** A number from 0 to below 1, for the jitter of retries. @defaultValue Math.random */
  readonly random?: (() => number) | undefined;
}
