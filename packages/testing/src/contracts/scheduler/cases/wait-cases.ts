import assert from "node:assert/strict";
import type { TaskOutcome } from "@ghsync/core";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, hasRun, inSeconds, pass } from "../case-steps.ts";
import { type Answer, done, inTurn, recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

const key = "k";
const retryIn10: TaskOutcome = { kind: "retry", delayMs: 10_000 };
const retryInAnHour: TaskOutcome = { kind: "retry", delayMs: 3_600_000 };

/** A job that waits to run again is one with what is enqueued under its key. */
export const waitCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "A job that waits to run again holds its key, and a duplicate for later changes nothing",
    async run(subject) {
      const at = inSeconds(subject, 40);
      const { runs } = recordRuns(
        subject,
        inTurn({ kind: "retry", delayMs: 20_000 }, { kind: "reschedule", at }),
      );
      await subject.scheduler.start();
      await enqueueSync(subject, "r", { key });
      await pass(subject, 5);
      const runAt = inSeconds(subject, 3600);
      assert.equal(await enqueueSync(subject, "during the retry", { key, runAt }), "duplicate");
      await pass(subject, 5);
      hasRun(runs, 1, "Before the delay of the retry is over");
      await pass(subject, 15);
      hasRun(runs, 2, "After the delay of the retry");
      assert.equal(
        await enqueueSync(subject, "during the reschedule", { key, runAt }),
        "duplicate",
      );
      await pass(subject, 5);
      hasRun(runs, 2, "Before the rescheduled time");
      await pass(subject, 15);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt }) => [repositoryId, attempt]),
        [1, 2, 2].map((attempt) => ["r", attempt]),
      );
    },
  },
  {
    name: "A duplicate brings a job forward that waits to run again, to its own time or to now",
    async run(subject) {
      const { runs } = recordRuns(
        subject,
        inTurn(retryInAnHour, { kind: "reschedule", at: inSeconds(subject, 3600) }),
      );
      await subject.scheduler.start();
      await enqueueSync(subject, "r", { key });
      await pass(subject, 5);
      const runAt = inSeconds(subject, 10);
      assert.equal(await enqueueSync(subject, "for later", { key, runAt }), "duplicate");
      await pass(subject, 5);
      hasRun(runs, 1, "Before the time that it was brought forward to");
      await pass(subject, 10);
      hasRun(runs, 2, "After the time that it was brought forward to");
      assert.equal(await enqueueSync(subject, "for now", { key }), "duplicate");
      await pass(subject, 5);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt }) => [repositoryId, attempt]),
        [1, 2, 2].map((attempt) => ["r", attempt]),
      );
    },
  },
  {
    name: "A retry and what was enqueued while the job ran are one run, at the earlier time",
    async run(subject) {
      const answer: Answer = (context, run) =>
        context.attempt < 3 ? untilEnded(context, run) : done;
      const { runs } = recordRuns(subject, answer);
      await subject.scheduler.start();
      await enqueueSync(subject, "r", { key });
      await pass(subject, 5);
      const runAt = inSeconds(subject, 60);
      assert.equal(await enqueueSync(subject, "for later", { key, runAt }), "queued");
      runs[0]?.end(retryIn10);
      await pass(subject, 5);
      hasRun(runs, 1, "Before the delay of the retry is over");
      await pass(subject, 10);
      hasRun(runs, 2, "After the delay of the retry");
      assert.equal(await enqueueSync(subject, "for now", { key }), "queued");
      runs[1]?.end(retryInAnHour);
      await pass(subject, 5);
      hasRun(runs, 3, "Enqueued for now while it ran");
      await pass(subject, 3600);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt }) => [repositoryId, attempt]),
        [1, 2, 3].map((attempt) => ["r", attempt]),
      );
    },
  },
];
