import { bindCases } from "../bind-cases.ts";
import type { ContractCase, ContractOptions } from "../contract-case.ts";
import { catchUpCases } from "./cases/catch-up-cases.ts";
import { concurrencyCases } from "./cases/concurrency-cases.ts";
import { jobCases } from "./cases/job-cases.ts";
import { keyCases } from "./cases/key-cases.ts";
import { lifecycleCases } from "./cases/lifecycle-cases.ts";
import { outcomeCases } from "./cases/outcome-cases.ts";
import { refusalCases } from "./cases/refusal-cases.ts";
import { scheduleCases } from "./cases/schedule-cases.ts";
import { sharedSlotCases } from "./cases/shared-slot-cases.ts";
import { slotCases } from "./cases/slot-cases.ts";
import { stopCases } from "./cases/stop-cases.ts";
import { thrownCases } from "./cases/thrown-cases.ts";
import { waitCases } from "./cases/wait-cases.ts";
import type { SchedulerSubject } from "./scheduler-subject.ts";

/**
 * Creates the cases that every `Scheduler` must pass, for any test runner. Each case creates its own scheduler. Many leave it started: `cleanUp` stops it.
 *
 * @param createScheduler returns a scheduler that is not started
 *
 * @example
 * ```ts
 * for (const { name, run } of schedulerContract(createMySubject)) it(name, run);
 * ```
 */
export function schedulerContract(
  createScheduler: () => SchedulerSubject | Promise<SchedulerSubject>,
  options: ContractOptions = {},
): ContractCase[] {
  const groups = {
    jobs: jobCases,
    keys: keyCases,
    outcomes: [...outcomeCases, ...waitCases],
    thrown: thrownCases,
    concurrency: concurrencyCases,
    refusals: refusalCases,
    lifecycle: lifecycleCases,
    stop: stopCases,
    schedules: scheduleCases,
    slots: [...slotCases, ...sharedSlotCases],
    "catch-up": catchUpCases,
  };
  return bindCases(groups, createScheduler, options);
}
