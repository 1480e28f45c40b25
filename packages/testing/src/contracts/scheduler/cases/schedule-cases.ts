import assert from "node:assert/strict";
import type { Schedule, Scheduler } from "@ghsync/core";
import type { UnboundCase } from "../../bind-cases.ts";
import { daily, halfHourly } from "../../schedule-store/example-schedule.ts";
import { rejectsAsInvalid } from "../case-steps.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

async function list(scheduler: Scheduler): Promise<Schedule[]> {
  const listed = await scheduler.listSchedules();
  return listed
    .map(({ nextRunAt: _, ...schedule }) => schedule as Schedule)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function nextRunAt(scheduler: Scheduler, schedule: Schedule): Promise<Date> {
  await scheduler.putSchedule(schedule);
  const found = (await scheduler.listSchedules()).find(({ id }) => id === schedule.id)?.nextRunAt;
  assert.ok(found, `The schedule ${schedule.id} has a next slot.`);
  return found;
}

/** The next time that it is so many minutes past midnight of UTC. */
function nextUtc(now: Date, minutes: number): Date {
  const next = new Date(now);
  next.setUTCHours(0, minutes, 0, 0);
  return next > now ? next : new Date(next.getTime() + 86_400_000);
}

/** Schedules are put, listed and removed, and what is wrong with one is said at once. */
export const scheduleCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "Put three times, a schedule is there once",
    async run({ scheduler }) {
      assert.deepEqual(await scheduler.listSchedules(), []);
      assert.equal(await scheduler.putSchedule(daily), "created");
      assert.equal(await scheduler.putSchedule(daily), "unchanged");
      assert.equal(await scheduler.putSchedule(structuredClone(daily)), "unchanged");
      assert.deepEqual(await list(scheduler), [daily]);
    },
  },
  {
    name: "Put by two processes at once, a schedule is there once, for both",
    needs: "connect",
    async run({ scheduler, connect }) {
      const other = await connect?.();
      assert.ok(other);
      const answers = await Promise.all(
        [scheduler, other, scheduler, other].map((one) => one.putSchedule(daily)),
      );
      assert.ok(answers.includes("created"), "One of the processes has created the schedule.");
      assert.deepEqual(await list(other), [daily]);
      const changed = { ...daily, cron: "0 5 * * *" };
      assert.equal(await other.putSchedule(changed), "updated");
      assert.deepEqual(await list(scheduler), [changed]);
    },
  },
  {
    name: "A schedule is changed by putting it, and removed by its id",
    async run({ scheduler }) {
      await scheduler.putSchedule(daily);
      await scheduler.putSchedule(halfHourly);
      const changed = { ...daily, cron: "30 5 * * *", timeZone: "Asia/Tokyo" };
      assert.equal(await scheduler.putSchedule(changed), "updated");
      assert.deepEqual(await list(scheduler), [changed, halfHourly]);
      assert.equal(
        await scheduler.removeSchedule(daily.id),
        true,
        "A schedule that is there is removed.",
      );
      assert.equal(
        await scheduler.removeSchedule(daily.id),
        false,
        "A schedule that is gone is not removed again.",
      );
      assert.deepEqual(await list(scheduler), [halfHourly]);
      assert.equal(await scheduler.putSchedule(daily), "created");
    },
  },
  {
    name: "A schedule is put as it was listed, and is the same",
    async run({ scheduler }) {
      for (const schedule of [daily, halfHourly]) await scheduler.putSchedule(schedule);
      for (const listed of await scheduler.listSchedules()) {
        assert.equal(await scheduler.putSchedule(listed), "unchanged");
      }
      assert.deepEqual(await list(scheduler), [daily, halfHourly]);
    },
  },
  {
    name: "A schedule is listed with its next slot, in its time zone",
    async run({ scheduler, now }) {
      assert.deepEqual(await nextRunAt(scheduler, daily), nextUtc(now(), 4 * 60));
      const changed = { ...daily, cron: "30 5 * * *" };
      assert.deepEqual(await nextRunAt(scheduler, changed), nextUtc(now(), 5 * 60 + 30));
      // Half past five in Kolkata, which has no summer time, is midnight of UTC.
      const elsewhere = { ...changed, timeZone: "Asia/Kolkata" };
      assert.deepEqual(await nextRunAt(scheduler, elsewhere), nextUtc(now(), 0));
    },
  },
  {
    name: "Names of months and weekdays, lists, ranges and steps are understood",
    async run({ scheduler }) {
      for (const [cron, isSlot] of [
        ["0 0 * JAN *", (at: Date) => at.getUTCMonth() === 0],
        ["0 0 * * mon", (at: Date) => at.getUTCDay() === 1],
        ["0 0 * * 7", (at: Date) => at.getUTCDay() === 0],
        ["0 0 1 */3 *", (at: Date) => at.getUTCDate() === 1 && at.getUTCMonth() % 3 === 0],
        ["5-9/4,20 1 * * *", (at: Date) => [5, 9, 20].includes(at.getUTCMinutes())],
      ] as const) {
        const at = await nextRunAt(scheduler, { ...daily, cron });
        assert.ok(isSlot(at), `${cron} is at ${at.toISOString()}.`);
      }
    },
  },
  {
    name: "A bad cron expression is refused at the call, and nothing is put",
    async run({ scheduler }) {
      for (const cron of [
        ...["", "0 4 * *", "0 4 * * * *", "@daily", "60 4 * * *", "0 24 * * *", "*/0 * * * *"],
        ...["0 4 0 * *", "0 4 31 2 *", "0 4 * 13 *", "0 4 * * 8", "0 4 * * foo", "a b c d e"],
        ...["0 4 L * *", "0 4 15W * *", "0 4 * * 1#2", "0 4 ? * *", "0 4 1 * 1"],
        ...["*/61 * * * *", "0 */24 * * *", "5-1 * * * *", "0 4 * * fri-mon", "0 4 * 11-2 *"],
      ]) {
        await rejectsAsInvalid(() => scheduler.putSchedule({ ...daily, cron }));
      }
      assert.deepEqual(await list(scheduler), []);
    },
  },
  {
    name: "A bad time zone is refused at the call, and nothing is put",
    async run({ scheduler }) {
      for (const timeZone of ["", "Mars/Olympus", "+02:00", "UTC+2"]) {
        await rejectsAsInvalid(() => scheduler.putSchedule({ ...daily, timeZone }));
      }
      assert.deepEqual(await list(scheduler), []);
    },
  },
];
