import assert from "node:assert/strict";
import type { Schedule } from "@ghsync/core";
import type { UnboundCase } from "../../bind-cases.ts";
import { hasRun, pass, stop } from "../case-steps.ts";
import { minutely, toMinute } from "../example-schedule.ts";
import { type RecordedRuns, recordRuns } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** A schedule fires once, then its only process is down for two slots, and comes back half a minute after the second. */
async function missTwoSlots(
  subject: SchedulerSubject,
  schedule: Partial<Schedule<"sync-repository">>,
): Promise<RecordedRuns> {
  const recorded = recordRuns(subject);
  await toMinute(subject, 30);
  await subject.scheduler.putSchedule({ ...minutely, ...schedule });
  await subject.scheduler.start();
  await toMinute(subject, 30);
  hasRun(recorded.runs, 1, "At the first slot");
  await stop(subject);
  await toMinute(subject, 30);
  await toMinute(subject, 30);
  hasRun(recorded.runs, 1, "While no process works");
  await subject.scheduler.start();
  await pass(subject, 10);
  return recorded;
}

/** What happens to slots that passed while no worker ran. */
export const catchUpCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "Missed slots are skipped",
    async run(subject) {
      const { runs } = await missTwoSlots(subject, {});
      hasRun(runs, 1, "Back after two slots that are not caught up");
      await toMinute(subject, 30);
      hasRun(runs, 2, "At the next slot");
    },
  },
  {
    name: "Missed slots are caught up by one run, if asked",
    async run(subject) {
      const { runs } = await missTwoSlots(subject, { catchUp: "once" });
      hasRun(runs, 2, "Back after two slots that are caught up by one run");
      await toMinute(subject, 30);
      hasRun(runs, 3, "At the next slot");
      await stop(subject);
      await subject.scheduler.start();
      await pass(subject, 10);
      hasRun(runs, 3, "Back without having missed a slot");
    },
  },
  {
    name: "A missed slot that has expired is not caught up, and one that has not is",
    async run(subject) {
      const { ids } = await missTwoSlots(subject, { catchUp: "once", expireAfterMs: 20_000 });
      assert.deepEqual(ids(), ["r"]);
      await stop(subject);
      await subject.scheduler.putSchedule({
        ...minutely,
        ...{ catchUp: "once", expireAfterMs: 120_000, payload: { repositoryId: "not expired" } },
      });
      await subject.scheduler.start();
      await pass(subject, 5);
      assert.deepEqual(ids(), ["r", "not expired"]);
    },
  },
  {
    name: "Of two processes that come back, one alone catches up",
    needs: "connect",
    async run(subject) {
      const other = await subject.connect?.();
      assert.ok(other);
      const { runs, handleIn } = recordRuns(subject);
      handleIn(other);
      await toMinute(subject, 30);
      await subject.scheduler.putSchedule({ ...minutely, catchUp: "once" });
      await toMinute(subject, 30);
      await Promise.all([subject.scheduler.start(), other.start()]);
      await pass(subject, 10);
      hasRun(runs, 1, "Back together after one slot");
    },
  },
  {
    name: "Slots before a schedule was created are not missed ones, and later ones are, even of one that never fired",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await toMinute(subject, 30);
      await subject.scheduler.putSchedule({ ...minutely, catchUp: "once" });
      await subject.scheduler.start();
      await pass(subject, 10);
      hasRun(runs, 0, "Put after a slot");
      await stop(subject);
      await toMinute(subject, 30);
      await subject.scheduler.start();
      await pass(subject, 10);
      hasRun(runs, 1, "Back after the first slot since it was put");
    },
  },
  {
    name: "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    async run(subject) {
      const { scheduler, now } = subject;
      const { ids } = recordRuns(subject);
      scheduler.handle("sync-all-repositories", async () => ({ kind: "done" }));
      await toMinute(subject, 30);
      const minute = now().getUTCMinutes();
      const hour = now().getUTCHours();
      const elsewhere: Schedule = { ...minutely, catchUp: "once", task: "sync-all-repositories" };
      // Of Kolkata's time, which is half an hour beside UTC, it is nothing now.
      const inKolkata: Schedule = { ...minutely, catchUp: "once", timeZone: "Asia/Kolkata" };
      const once: Schedule = { ...minutely, catchUp: "once" };
      const justPassed = { cron: `${minute} ${hour} * * *` };
      await scheduler.putSchedule({ ...once, id: "cron", cron: "0 0 29 2 *" });
      await scheduler.putSchedule({ ...inKolkata, ...justPassed, id: "zone" });
      await scheduler.putSchedule({ ...elsewhere, id: "task" });
      await toMinute(subject, 30);
      for (const id of ["cron", "zone"]) {
        const changed = { ...once, ...justPassed, id, payload: { repositoryId: id } };
        assert.equal(await scheduler.putSchedule(changed), "updated");
      }
      const taken = { ...once, id: "task", payload: { repositoryId: "task" } };
      assert.equal(await scheduler.putSchedule(taken), "updated");
      await scheduler.start();
      await pass(subject, 10);
      assert.deepEqual(ids(), []);
      await stop(subject);
      await toMinute(subject, 30);
      await scheduler.start();
      await pass(subject, 10);
      assert.deepEqual(ids(), ["task"]);
    },
  },
];
