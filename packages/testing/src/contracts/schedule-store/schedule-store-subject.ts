import type { ScheduleStore } from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/**
 * An empty schedule store under test. If an optional part is missing, the cases that need it fail, unless it is declared
 * unsupported.
 */
export interface ScheduleStoreSubject extends Subject {
  readonly schedules: ScheduleStore;
  /**
   * Opens the same data again, as a second process would. A store inside one process returns itself.
   */
  connect?(): ScheduleStore | Promise<ScheduleStore>;
}
