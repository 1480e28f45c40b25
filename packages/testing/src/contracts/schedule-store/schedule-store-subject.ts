import type { ScheduleStore } from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/**
 * A schedule store under test, empty. An optional part that is missing makes the cases that need it fail, unless it is declared
 * unsupported.
 */
export interface ScheduleStoreSubject extends Subject {
  readonly schedules: ScheduleStore;
  /**
   * Another handle onto the same data, as a second process would have it. A store that lives in one process gives itself.
   */
  connect?(): ScheduleStore | Promise<ScheduleStore>;
}
