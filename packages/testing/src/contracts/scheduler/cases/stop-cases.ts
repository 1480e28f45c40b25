import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { beginStop, enqueueSync, hasRun, pass, stop } from "../case-steps.ts";
import { type Answer, done, recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

const untilAborted: Answer = async ({ signal }) => {
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  return done;
};

/** A stop loses nothing that it could wait for, and waits for nothing that does not end. */
export const stopCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "stop waits for the running jobs, and starts no others",
    async run(subject) {
      const { runs } = recordRuns(subject, untilEnded);
      await subject.scheduler.start();
      await enqueueSync(subject, "r", { key: "k" });
      await pass(subject, 5);
      await enqueueSync(subject, "waits", { key: "k" });
      const stopping = beginStop(subject, { graceMs: 60_000 });
      await pass(subject, 5);
      assert.equal(stopping.isOver(), false, "A stop waits for what runs.");
      assert.equal(runs[0]?.signal.aborted, false, "Within its grace a stop aborts nothing.");
      runs[0]?.end();
      await stopping.overSoon();
      hasRun(runs, 1, "After a stop");
    },
  },
  {
    name: "A stop of a scheduler that does nothing takes none of its grace",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      await beginStop(subject, { graceMs: 3_600_000 }).overSoon();
      hasRun(runs, 1, "After a stop");
    },
  },
  {
    name: "When its grace is over, a stop aborts what runs, and waits for its end",
    async run(subject) {
      let finishCleanUp = () => {};
      const answer: Answer = async (...run) => {
        await untilAborted(...run);
        await new Promise<void>((resolve) => {
          finishCleanUp = resolve;
        });
        return done;
      };
      const { runs, active } = recordRuns(subject, answer);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const stopping = beginStop(subject, { graceMs: 10_000 });
      await pass(subject, 5);
      assert.equal(runs[0]?.signal.aborted, false, "Within its grace a stop aborts nothing.");
      await pass(subject, 5);
      assert.equal(runs[0]?.signal.aborted, true, "After its grace a stop aborts what runs.");
      assert.equal(stopping.isOver(), false, "A stop waits for what it has aborted to clean up.");
      finishCleanUp();
      await stopping.overSoon();
      assert.equal(active(), 0, "Nothing runs after the stop.");
    },
  },
  {
    name: "stop resolves soon after the grace time although a handler ignores its signal",
    async run(subject) {
      const { runs } = recordRuns(subject, untilEnded);
      await subject.scheduler.start();
      await enqueueSync(subject, "stuck");
      await pass(subject, 5);
      const stopping = beginStop(subject, { graceMs: 5_000 });
      await pass(subject, 5);
      await stopping.overSoon();
      assert.equal(runs[0]?.signal.aborted, true, "After its grace a stop aborts what runs.");
    },
  },
  {
    name: "A job that a stop interrupts runs again at the next start, as the same attempt",
    async run(subject) {
      const answer: Answer = async (context, run) => {
        if (runs.length > 1) return done;
        await untilAborted(context, run);
        throw context.signal.reason;
      };
      const { runs } = recordRuns(subject, answer);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      await stop(subject);
      await subject.scheduler.start();
      await pass(subject, 5);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt }) => [repositoryId, attempt]),
        [
          ["r", 1],
          ["r", 1],
        ],
      );
    },
  },
  {
    name: "Stopping is idempotent: before a start, twice at once, and afterwards",
    async run(subject) {
      const { runs } = recordRuns(subject, untilEnded);
      await stop(subject);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const both = [beginStop(subject, { graceMs: 60_000 }), beginStop(subject)];
      runs[0]?.end();
      for (const stopping of both) await stopping.overSoon();
      await stop(subject);
      assert.equal(runs[0]?.signal.aborted, false, "What ended within its grace was not aborted.");
    },
  },
  {
    name: "A second stop can shorten the grace of the first",
    async run(subject) {
      recordRuns(subject, untilAborted);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const first = beginStop(subject, { graceMs: 3_600_000 });
      await stop(subject);
      await first.overSoon();
    },
  },
];
