import type { ScheduleStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import type { ScheduleStoreSubject } from "@ghsync/testing/contracts";

/** A schedule store with one bug, and the cases that find it. */
export interface BrokenScheduleStore {
  /** What is wrong: "a store that ...". */
  readonly bug: string;
  readonly breaks: (wrapped: ScheduleStore) => Partial<ScheduleStore>;
  readonly fails: readonly string[];
}

/** A schedule store in memory. @param breaks what is broken about it */
export function createScheduleSubject(
  breaks: BrokenScheduleStore["breaks"] = () => ({}),
): ScheduleStoreSubject {
  const wrapped = createMemoryStore().schedules;
  const schedules = { ...wrapped, ...breaks(wrapped) };
  return { schedules, connect: () => schedules };
}
