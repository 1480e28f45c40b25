import { schedulerContract } from "@ghsync/testing/contracts";
import { describe, expect, test } from "vitest";
import { type BrokenScheduler, createSchedulerSubject } from "./broken-scheduler.ts";
import { brokenCatchUps } from "./broken-schedulers/catch-ups.ts";
import { brokenConcurrencies } from "./broken-schedulers/concurrencies.ts";
import { brokenDuplicates } from "./broken-schedulers/duplicates.ts";
import { brokenJobs } from "./broken-schedulers/jobs.ts";
import { brokenKeys } from "./broken-schedulers/keys.ts";
import { brokenLifecycles } from "./broken-schedulers/lifecycles.ts";
import { brokenOutcomes } from "./broken-schedulers/outcomes.ts";
import { brokenRefusals } from "./broken-schedulers/refusals.ts";
import { brokenSchedules } from "./broken-schedulers/schedules.ts";
import { brokenSlots } from "./broken-schedulers/slots.ts";
import { brokenStops } from "./broken-schedulers/stops.ts";
import { brokenThrows } from "./broken-schedulers/throws.ts";
import { brokenWaits } from "./broken-schedulers/waits.ts";
import { failingCases } from "./failing-cases.ts";

const brokenSchedulers: { readonly [group: string]: readonly BrokenScheduler[] } = {
  jobs: brokenJobs,
  keys: [...brokenKeys, ...brokenDuplicates],
  outcomes: [...brokenOutcomes, ...brokenWaits],
  thrown: brokenThrows,
  concurrency: brokenConcurrencies,
  refusals: brokenRefusals,
  lifecycle: brokenLifecycles,
  stop: brokenStops,
  schedules: brokenSchedules,
  slots: brokenSlots,
  "catch-up": brokenCatchUps,
};

const whole = schedulerContract(() => createSchedulerSubject());

test("The scheduler that the broken ones wrap passes every case", async () => {
  expect(await failingCases(whole)).toEqual([]);
});

test("Every group has broken schedulers", () => {
  expect(Object.keys(brokenSchedulers)).toEqual([...new Set(whole.map(({ group }) => group))]);
});

test("Each case has a name of its own", () => {
  expect(new Set(whole.map(({ name }) => name)).size).toBe(whole.length);
});

for (const [group, schedulers] of Object.entries(brokenSchedulers)) {
  describe(group, () => {
    test("Each case is failed by one of the broken schedulers", () => {
      const names = whole.filter((member) => member.group === group).map(({ name }) => name);
      expect(new Set(schedulers.flatMap(({ fails }) => fails))).toEqual(new Set(names));
    });

    test.each(schedulers)("A scheduler that $bug fails", async ({ fails, ...broken }) => {
      const contract = schedulerContract(() => createSchedulerSubject(broken));
      const ofGroup = contract.filter((member) => member.group === group);
      expect(await failingCases(ofGroup)).toEqual(fails);
    });
  });
}
