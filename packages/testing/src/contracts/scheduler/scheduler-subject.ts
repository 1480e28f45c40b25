import type { Scheduler } from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/**
 * A scheduler under test: without handlers, jobs or schedules, and not yet started. An optional part that is missing makes the cases that
 * need it fail, unless it is declared unsupported.
 */
export interface SchedulerSubject extends Subject {
  readonly scheduler: Scheduler;
  /** How many jobs the scheduler runs at once, as it was created: from 2 to 10. */
  readonly concurrency: number;
  /** The scheduler's clock. */
  now(): Date;
  /**
   * Lets time pass until `at`, and until the scheduler has done what is due by then: jobs have started, and what handlers have answered is
   * known. An engine with a clock of its own waits for real, and for as long as it may lag. Cases leave 5 seconds between what they tell
   * apart, those about slots wait for up to 3 minutes.
   */
  advanceTo(at: Date): Promise<void>;
  /** Another scheduler on the same schedules, and on the same queue if the engine has one, as a second process would have it. */
  connect?(): Scheduler | Promise<Scheduler>;
  /** What the engine does with a handler that throws. */
  readonly thrown?: {
    /** How often it is tried in all. */
    readonly attempts: number;
    /** How long after its first run the last one has started, at the latest. */
    readonly withinMs: number;
  };
}
