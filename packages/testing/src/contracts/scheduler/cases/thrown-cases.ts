import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, hasRun, pass } from "../case-steps.ts";
import { type Answer, done, recordRuns } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

const key = "k";
const failUpTo =
  (attempts: number): Answer =>
  ({ attempt, payload }) => {
    if (payload.repositoryId === "bad" && attempt <= attempts) throw new Error("It failed.");
    return done;
  };

/** A handler that throws does not affect other jobs. */
export const thrownCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "A job whose handler throws is tried again, later, as the next attempt",
    needs: "thrown",
    async run(subject) {
      const { runs } = recordRuns(subject, failUpTo(1));
      await subject.scheduler.start();
      await enqueueSync(subject, "bad", { key });
      await pass(subject);
      hasRun(runs, 1, "At once after the handler has thrown");
      assert.equal(await enqueueSync(subject, "bad", { key }), "duplicate");
      await pass(subject, (subject.thrown?.withinMs ?? 0) / 1000);
      assert.deepEqual(
        runs.map(({ attempt }) => attempt),
        [1, 2],
      );
    },
  },
  {
    name: "A job whose handler always throws is given up, and frees its key",
    needs: "thrown",
    async run(subject) {
      const { attempts = 0, withinMs = 0 } = subject.thrown ?? {};
      const { runs } = recordRuns(subject, failUpTo(Number.POSITIVE_INFINITY));
      await subject.scheduler.start();
      await enqueueSync(subject, "bad", { key });
      await pass(subject, (2 * withinMs) / 1000);
      assert.deepEqual(
        runs.map(({ attempt }) => attempt),
        Array.from({ length: attempts }, (_, index) => index + 1),
      );
      assert.equal(await enqueueSync(subject, "good", { key }), "queued");
    },
  },
  {
    name: "A job whose handler throws holds no other up, nor its place among those that run",
    async run(subject) {
      const { ids } = recordRuns(subject, failUpTo(Number.POSITIVE_INFINITY));
      await subject.scheduler.start();
      for (let count = 0; count < subject.concurrency; count += 1)
        await enqueueSync(subject, "bad");
      await enqueueSync(subject, "good");
      await pass(subject, 5);
      assert.ok(ids().includes("good"), "The good job has run beside those that failed.");
    },
  },
];
