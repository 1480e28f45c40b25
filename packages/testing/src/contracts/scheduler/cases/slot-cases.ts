import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { hasRun, pass, stop } from "../case-steps.ts";
import { minutely, toMinute } from "../example-schedule.ts";
import { firstUntilEnded, recordRuns } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** A schedule's slots fire, once each. */
export const slotCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "Each slot makes one run, with the schedule's payload, and none comes before it",
    async run(subject) {
      const { runs, ids } = recordRuns(subject);
      await toMinute(subject, 30);
      await subject.scheduler.putSchedule(minutely);
      await subject.scheduler.start();
      await pass(subject, 10);
      assert.deepEqual(ids(), []);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r", "r"]);
      assert.ok(
        runs.every(({ startedAt, attempt }) => startedAt.getSeconds() < 30 && attempt === 1),
        "Each run is a first attempt, and begins within half a minute of its slot.",
      );
    },
  },
  {
    name: "A schedule that is put or changed does not fire for the slots that it would have had",
    async run(subject) {
      const { ids } = recordRuns(subject);
      const { scheduler, now } = subject;
      const rare = { ...minutely, cron: "0 0 29 2 *" };
      await toMinute(subject, 30);
      await scheduler.putSchedule(rare);
      await scheduler.start();
      await toMinute(subject, 30);
      const justPassed = `${now().getUTCMinutes()} * * * *`;
      assert.equal(await scheduler.putSchedule({ ...rare, cron: justPassed }), "updated");
      await scheduler.putSchedule({ ...rare, id: "new", cron: justPassed });
      await toMinute(subject, 30);
      assert.deepEqual(ids(), []);
    },
  },
  {
    name: "A schedule that is changed fires by its new cron alone",
    async run(subject) {
      const { ids } = recordRuns(subject);
      await toMinute(subject, 30);
      // A minute that is not to come for three hours.
      const hour = (subject.now().getUTCHours() + 3) % 24;
      await subject.scheduler.putSchedule({ ...minutely, cron: `0 ${hour} * * *` });
      await subject.scheduler.start();
      await toMinute(subject, 30);
      assert.deepEqual(ids(), []);
      assert.equal(await subject.scheduler.putSchedule(minutely), "updated");
      await pass(subject, 10);
      assert.deepEqual(ids(), []);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
      await subject.scheduler.putSchedule({ ...minutely, cron: `0 ${hour} * * *` });
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
    },
  },
  {
    name: "A slot whose predecessor still runs waits for it, and later ones are one with it",
    async run(subject) {
      const { runs, ids, mostActive } = recordRuns(subject, firstUntilEnded());
      await subject.scheduler.putSchedule(minutely);
      await subject.scheduler.start();
      for (let slots = 0; slots < 3; slots += 1) await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
      runs[0]?.end();
      await pass(subject, 15);
      assert.deepEqual(ids(), ["r", "r"]);
      assert.equal(mostActive(), 1, "Of a schedule, one job runs at a time.");
    },
  },
  {
    name: "A slot does not shorten the wait that its predecessor's handler has asked for",
    async run(subject) {
      const { runs } = recordRuns(subject, firstUntilEnded());
      await toMinute(subject, 30);
      await subject.scheduler.putSchedule(minutely);
      await subject.scheduler.start();
      await toMinute(subject, 30);
      // The next slot comes while it runs, two more while it waits.
      await toMinute(subject, 30);
      runs[0]?.end({ kind: "retry", delayMs: 140_000 });
      await toMinute(subject, 30);
      await toMinute(subject, 30);
      hasRun(runs, 1, "Before the wait that the handler asked for is over");
      await pass(subject, 25);
      assert.deepEqual(
        runs.map(({ attempt }) => attempt),
        [1, 2],
      );
    },
  },
  {
    name: "Schedules fire side by side",
    async run(subject) {
      const { sortedIds } = recordRuns(subject);
      for (const id of ["a", "b"]) {
        await subject.scheduler.putSchedule({ ...minutely, id, payload: { repositoryId: id } });
      }
      await subject.scheduler.start();
      await toMinute(subject, 30);
      assert.deepEqual(sortedIds(), ["a", "b"]);
    },
  },
  {
    name: "No slot fires after a stop",
    async run(subject) {
      const { ids } = recordRuns(subject);
      await subject.scheduler.putSchedule(minutely);
      await subject.scheduler.start();
      await stop(subject);
      await toMinute(subject, 30);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), []);
    },
  },
];
