import assert from "node:assert/strict";
import type { Schedule, ScheduleStore } from "@ghsync/core";
import { at } from "../at.ts";
import type { UnboundCase } from "../bind-cases.ts";
import { findsNone, lostIds } from "../lost-ids.ts";
import { daily, halfHourly } from "./example-schedule.ts";
import type { ScheduleStoreSubject } from "./schedule-store-subject.ts";

async function list(schedules: ScheduleStore): Promise<Schedule[]> {
  return [...(await schedules.list())].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Schedules are put, listed and removed. */
export const scheduleCases: readonly UnboundCase<ScheduleStoreSubject>[] = [
  {
    name: "A schedule is created once, then unchanged",
    async run({ schedules }) {
      assert.deepEqual(await list(schedules), []);
      assert.equal(await schedules.put(daily), "created");
      assert.equal(await schedules.put(daily), "unchanged");
      assert.equal(await schedules.put(structuredClone(daily)), "unchanged");
      assert.deepEqual(await list(schedules), [daily]);
    },
  },
  {
    name: "A change of any field is an update",
    async run({ schedules }) {
      await schedules.put(halfHourly);
      const changes: Partial<Schedule>[] = [
        { cron: "0 * * * *" },
        { timeZone: "UTC" },
        { task: "sync-all-repositories" },
        { payload: { repositoryId: "r-2" } },
        { payload: {} },
        { expireAfterMs: 1 },
        { catchUp: "once" },
        { catchUp: "skip" },
      ];
      for (const change of changes) {
        const changed = { ...halfHourly, ...change };
        assert.equal(await schedules.put(changed), "updated");
        assert.equal(await schedules.put(changed), "unchanged");
        assert.deepEqual(await list(schedules), [changed]);
        assert.equal(await schedules.put(halfHourly), "updated");
      }
      assert.deepEqual(await list(schedules), [halfHourly]);
    },
  },
  {
    name: "A schedule comes back as it was put, with weeks in milliseconds and a payload of any depth",
    async run({ schedules }) {
      const payload = { repositoryId: "👍 \"'\\", more: [1, null, { deep: true }] };
      const odd = { ...halfHourly, payload, expireAfterMs: 60 * 86_400_000 };
      assert.equal(await schedules.put(odd), "created");
      assert.deepEqual(await list(schedules), [odd]);
      const reordered = { more: [1, null, { deep: true }], repositoryId: "👍 \"'\\" };
      assert.equal(await schedules.put({ ...odd, payload: reordered }), "unchanged");
    },
  },
  {
    name: "Schedules have nothing to do with each other, and one that is removed is gone",
    async run({ schedules }) {
      await schedules.put(daily);
      await schedules.put(halfHourly);
      assert.deepEqual(await list(schedules), [daily, halfHourly]);
      assert.equal(await schedules.remove(daily.id), true, "A schedule that is there is removed.");
      assert.equal(
        await schedules.remove(daily.id),
        false,
        "A schedule that is gone is not removed again.",
      );
      assert.deepEqual(await list(schedules), [halfHourly]);
      assert.equal(await schedules.put(daily), "created");
    },
  },
  {
    name: "No id removes no schedule, and has no slot",
    async run({ schedules }) {
      await schedules.put(daily);
      await schedules.put(halfHourly);
      await schedules.claimSlot(daily.id, at(0));
      for (const id of lostIds) {
        await findsNone(() => schedules.remove(id));
        await findsNone(() => schedules.lastSlot(id));
      }
      assert.deepEqual(await list(schedules), [daily, halfHourly]);
    },
  },
  {
    name: "A schedule that several callers put at once is stored once, and no call fails",
    async run({ schedules }) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => schedules.put(daily)));
      assert.ok(answers.includes("created"), "One of them has created the schedule.");
      assert.deepEqual(await list(schedules), [daily]);
    },
  },
  {
    name: "What one handle puts, another lists, finds unchanged and removes",
    needs: "connect",
    async run({ schedules, connect }) {
      const other = await connect?.();
      assert.ok(other);
      await schedules.put(daily);
      assert.deepEqual(await list(other), [daily]);
      assert.equal(await other.put(daily), "unchanged");
      assert.equal(await other.remove(daily.id), true, "One handle removes what another has put.");
      assert.deepEqual(await list(schedules), []);
    },
  },
];
