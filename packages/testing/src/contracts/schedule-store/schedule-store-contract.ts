import { bindCases } from "../bind-cases.ts";
import type { ContractCase, ContractOptions } from "../contract-case.ts";
import { scheduleCases } from "./schedule-cases.ts";
import type { ScheduleStoreSubject } from "./schedule-store-subject.ts";
import { slotCases } from "./slot-cases.ts";

/**
 * Creates the cases that every `ScheduleStore` must pass, for any test runner. Each case creates its own store.
 *
 * @param createScheduleStore returns an empty store
 *
 * @example
 * ```ts
 * const createScheduleStore = () => ({ schedules: createMyStore().schedules });
 * for (const { name, run } of scheduleStoreContract(createScheduleStore)) it(name, run);
 * ```
 */
export function scheduleStoreContract(
  createScheduleStore: () => ScheduleStoreSubject | Promise<ScheduleStoreSubject>,
  options: ContractOptions = {},
): ContractCase[] {
  return bindCases({ schedules: scheduleCases, slots: slotCases }, createScheduleStore, options);
}
