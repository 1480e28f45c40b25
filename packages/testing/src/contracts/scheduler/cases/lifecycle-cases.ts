import assert from "node:assert/strict";
import { isGhsyncError } from "@ghsync/core";
import type { UnboundCase } from "../../bind-cases.ts";
import { beginStop, enqueueSync, hasRun, pass, rejectsAsInvalid, stop } from "../case-steps.ts";
import { recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** A scheduler is started, as a worker or a producer, and again. */
export const lifecycleCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "Starting twice is starting once, and its role changes only by a stop",
    async run(subject) {
      const { scheduler } = subject;
      const { runs } = recordRuns(subject);
      await scheduler.start();
      await scheduler.start({ role: "worker" });
      await rejectsAsInvalid(() => scheduler.start({ role: "producer" }));
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      hasRun(runs, 1, "Started twice");
    },
  },
  {
    name: "A producer runs nothing: what it enqueues waits for a worker, or is refused at once",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await subject.scheduler.start({ role: "producer" });
      try {
        assert.equal(await enqueueSync(subject, "r"), "queued");
      } catch (error) {
        assert.ok(isGhsyncError(error) && error.code === "config_invalid", String(error));
      }
      await pass(subject, 10);
      hasRun(runs, 0, "In a producer");
    },
  },
  {
    name: "A producer puts, lists and removes schedules, and fires none",
    async run(subject) {
      const { scheduler } = subject;
      const { runs } = recordRuns(subject);
      await scheduler.start({ role: "producer" });
      await scheduler.putSchedule({
        ...{ id: "s", cron: "* * * * *", timeZone: "UTC" },
        ...{ task: "sync-repository", payload: { repositoryId: "r" } },
      });
      await pass(subject, 65);
      hasRun(runs, 0, "In a producer, after a slot");
      assert.equal(
        (await scheduler.listSchedules()).length,
        1,
        "The schedule that a producer put is listed.",
      );
      assert.equal(await scheduler.removeSchedule("s"), true, "A producer removes a schedule.");
    },
  },
  {
    name: "After a stop nothing can be enqueued, until the next start",
    async run(subject) {
      const { scheduler } = subject;
      const { ids } = recordRuns(subject);
      await scheduler.start();
      await stop(subject);
      await rejectsAsInvalid(() => enqueueSync(subject, "too late"));
      await scheduler.start();
      await enqueueSync(subject, "in time");
      await pass(subject, 5);
      assert.deepEqual(ids(), ["in time"]);
    },
  },
  {
    name: "What waited at a stop goes on at the next start",
    async run(subject) {
      const { scheduler, concurrency } = subject;
      const { runs, ids } = recordRuns(subject, untilEnded);
      await scheduler.start();
      for (let n = 0; n <= concurrency; n += 1)
        await enqueueSync(subject, `r${n}`, { key: `${n}` });
      await pass(subject, 5);
      hasRun(runs, concurrency, "With one job more than run at once");
      const stopping = beginStop(subject, { graceMs: 60_000 });
      for (const run of [...runs]) run.end();
      await stopping.overSoon();
      hasRun(runs, concurrency, "During a stop");
      await scheduler.start();
      await pass(subject, 5);
      assert.equal(new Set(ids()).size, concurrency + 1, "Each job has run.");
      runs.at(-1)?.end();
    },
  },
];
