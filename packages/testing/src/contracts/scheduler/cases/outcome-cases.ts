import assert from "node:assert/strict";
import type { TaskOutcome } from "@ghsync/core";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, hasRun, inSeconds, pass } from "../case-steps.ts";
import { type Answer, done, inTurn, recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

const key = "k";
const retryIn10: TaskOutcome = { kind: "retry", delayMs: 10_000 };

/** A handler's outcome is followed. */
export const outcomeCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "A retry comes after its delay, with its payload, as the next attempt",
    async run(subject) {
      const { runs } = recordRuns(subject, inTurn(retryIn10, { kind: "retry", delayMs: 20_000 }));
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      hasRun(runs, 1, "Before the delay of the retry is over");
      await pass(subject, 10);
      hasRun(runs, 2, "After the delay of the first retry");
      await pass(subject, 10);
      hasRun(runs, 2, "Before the delay of the second retry is over");
      await pass(subject, 15);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt }) => [repositoryId, attempt]),
        [1, 2, 3].map((attempt) => ["r", attempt]),
      );
    },
  },
  {
    name: "A rescheduled job comes at its time, as the same attempt",
    async run(subject) {
      const at = inSeconds(subject, 20);
      const { runs } = recordRuns(subject, inTurn(retryIn10, { kind: "reschedule", at }));
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await subject.advanceTo(inSeconds(subject, 15));
      hasRun(runs, 2, "Before the rescheduled time");
      await subject.advanceTo(at);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt }) => [repositoryId, attempt]),
        [1, 2, 2].map((attempt) => ["r", attempt]),
      );
      assert.ok(
        (runs[2]?.startedAt ?? 0) >= at,
        "A rescheduled job does not start before its time.",
      );
    },
  },
  {
    name: "A dead job never runs again, and frees its key",
    async run(subject) {
      const { ids } = recordRuns(subject, inTurn({ kind: "dead" }));
      await subject.scheduler.start();
      await enqueueSync(subject, "dead", { key });
      await pass(subject, 60);
      assert.deepEqual(ids(), ["dead"]);
      assert.equal(await enqueueSync(subject, "next", { key }), "queued");
      await pass(subject, 5);
      assert.deepEqual(ids(), ["dead", "next"]);
    },
  },
  {
    name: "What was enqueued while a job ran that turns out dead runs nevertheless, as a first attempt",
    async run(subject) {
      const answer: Answer = (context, run) =>
        context.payload.repositoryId === "first" ? untilEnded(context, run) : done;
      const { runs, ids } = recordRuns(subject, answer);
      await subject.scheduler.start();
      await enqueueSync(subject, "first", { key });
      await pass(subject, 5);
      await enqueueSync(subject, "second", { key });
      runs[0]?.end({ kind: "dead" });
      await pass(subject, 10);
      assert.deepEqual(ids(), ["first", "second"]);
      assert.equal(
        runs[1]?.attempt,
        1,
        "It is a first attempt, whatever became of the job before.",
      );
    },
  },
  {
    name: "A job that started in time is tried again after that",
    async run(subject) {
      const { runs } = recordRuns(subject, inTurn(retryIn10, retryIn10));
      await subject.scheduler.start();
      await enqueueSync(subject, "r", { key, notAfter: inSeconds(subject, 5) });
      await pass(subject, 30);
      assert.deepEqual(
        runs.map(({ attempt }) => attempt),
        [1, 2, 3],
      );
    },
  },
];
