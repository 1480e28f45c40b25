import type { Scheduler } from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/**
 * A scheduler under test: without handlers, jobs or schedules, and not started. If an optional part is missing, the cases that need it
 * fail, unless it is declared unsupported.
 */
export interface SchedulerSubject extends Subject {
  readonly scheduler: Scheduler;
  /** The scheduler's limit of jobs at once: from 2 to 10. */
  readonly concurrency: number;
  /** The scheduler's clock. */
  now(): Date;
  /**
   * Lets time pass until `at`, and until the scheduler has done what is due at that time: jobs have started, and outcomes of handlers are
   * handled. An engine with a clock of its own really waits, plus the time that it may lag. Events that cases distinguish are 5 seconds
   * apart. Cases about slots wait for up to 3 minutes.
   */
  advanceTo(at: Date): Promise<void>;
  /** Creates another scheduler on the same schedules, and on the same queue if the engine has one, as a second process would. */
  connect?(): Scheduler | Promise<Scheduler>;
  /** How the engine retries a handler that throws. */
  readonly thrown?: {
    /** The number of attempts in all. */
    readonly attempts: number;
    /** The longest time from the first attempt to the last. */
    readonly withinMs: number;
  };
}
