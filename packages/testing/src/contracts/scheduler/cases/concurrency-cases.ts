import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, hasRun, pass } from "../case-steps.ts";
import { recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** The limit of jobs at once, and its fairness between groups. */
export const concurrencyCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "As many jobs run at once as were asked for, and not more",
    async run(subject) {
      const { concurrency } = subject;
      const { runs, active, mostActive } = recordRuns(subject, untilEnded);
      await subject.scheduler.start();
      for (let n = 0; n < 3 * concurrency; n += 1) await enqueueSync(subject, `r${n}`);
      await pass(subject, 5);
      assert.equal(active(), concurrency, "As many jobs run at once as were asked for.");
      for (let ended = 0; ended < 3 * concurrency; ended += 1) {
        assert.equal(
          active(),
          Math.min(concurrency, 3 * concurrency - ended),
          "As many jobs run at once as were asked for, while there are as many left.",
        );
        runs[ended]?.end();
        await pass(subject, 5);
      }
      hasRun(runs, 3 * concurrency, "When each has ended");
      assert.equal(mostActive(), concurrency, "No more jobs ran at once than were asked for.");
    },
  },
  {
    name: "A job that waits for its key takes no place among those that run",
    async run(subject) {
      const { active, ids } = recordRuns(subject, untilEnded);
      await subject.scheduler.start();
      await enqueueSync(subject, "long", { key: "k" });
      await pass(subject, 5);
      await enqueueSync(subject, "after it", { key: "k" });
      for (let n = 1; n < subject.concurrency; n += 1) await enqueueSync(subject, `r${n}`);
      await pass(subject, 5);
      assert.equal(active(), subject.concurrency, "The job that waits for its key takes no place.");
      assert.ok(!ids().includes("after it"), "What waits for its key has not begun.");
    },
  },
  {
    name: "Groups take turns: the only job of one waits for none of another's many",
    async run(subject) {
      const { concurrency } = subject;
      const { runs, ids } = recordRuns(subject, untilEnded);
      await subject.scheduler.start();
      for (let n = 0; n < 4 * concurrency; n += 1) {
        await enqueueSync(subject, `many${n}`, { group: "many" });
      }
      await pass(subject, 5);
      await enqueueSync(subject, "lone", { group: "lone" });
      await enqueueSync(subject, "without", {});
      for (let ended = 0; ended < 3; ended += 1) {
        runs[ended]?.end();
        await pass(subject, 5);
      }
      const next = ids().slice(concurrency);
      assert.equal(next.length, 3, "Three more runs have begun once three have ended.");
      assert.ok(next.includes("lone") && next.includes("without"), next.join(", "));
    },
  },
];
