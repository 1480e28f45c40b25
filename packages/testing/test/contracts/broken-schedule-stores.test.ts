import { scheduleStoreContract } from "@ghsync/testing/contracts";
import { describe, expect, test } from "vitest";
import { createScheduleSubject } from "./broken-schedule-store.ts";
import { brokenSchedules } from "./broken-stores/schedules.ts";
import { brokenSlots } from "./broken-stores/slots.ts";
import { failingCases } from "./failing-cases.ts";

const whole = scheduleStoreContract(() => createScheduleSubject());

test("The store that the broken ones wrap passes every case", async () => {
  expect(await failingCases(whole)).toEqual([]);
});

for (const [group, stores] of Object.entries({ schedules: brokenSchedules, slots: brokenSlots })) {
  describe(group, () => {
    test("Each case is failed by one of the broken stores", () => {
      const names = whole.filter((member) => member.group === group).map(({ name }) => name);
      expect(new Set(stores.flatMap(({ fails }) => fails))).toEqual(new Set(names));
    });

    test.each(stores)("A store that $bug fails", async ({ breaks, fails }) => {
      const contract = scheduleStoreContract(() => createScheduleSubject(breaks));
      const ofGroup = contract.filter((member) => member.group === group);
      expect(await failingCases(ofGroup)).toEqual(fails);
    });
  });
}
