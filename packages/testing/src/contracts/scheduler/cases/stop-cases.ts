import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, pass } from "../pass.ts";
import { type Answer, done, recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** How much longer than its grace a stop may take for handlers that do not heed their signal, in seconds. */
const marginS = 15;

/** Whether a promise has settled, as far as one can tell without waiting. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  const turn = setImmediate(pending);
  return (await Promise.race([promise.then(() => "settled"), turn])) !== pending;
}

/** A stop loses nothing that it could wait for, and waits for nothing that does not end. */
export const stopCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "A stop waits for what runs, and starts no more",
    async run(subject) {
      const { scheduler } = subject;
      const { runs } = recordRuns(subject, untilEnded);
      await scheduler.start();
      await enqueueSync(subject, "r", { key: "k" });
      await pass(subject, 5);
      await enqueueSync(subject, "waits", { key: "k" });
      const stopped = scheduler.stop({ graceMs: 60_000 });
      await pass(subject, 5);
      assert.equal(await isSettled(stopped), false);
      assert.equal(runs[0]?.signal.aborted, false);
      runs[0]?.end();
      await pass(subject, 10);
      assert.equal(await isSettled(stopped), true);
      assert.equal(runs.length, 1);
    },
  },
  {
    name: "A stop of a scheduler that does nothing is over at once",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const stopped = subject.scheduler.stop({ graceMs: 3_600_000 });
      await pass(subject, 5);
      assert.equal(await isSettled(stopped), true);
      assert.equal(runs.length, 1);
    },
  },
  {
    name: "When its grace is over, a stop aborts what runs, and waits for its end",
    async run(subject) {
      let cleanedUp = false;
      let finishCleanUp = () => {};
      const answer: Answer = async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        await new Promise<void>((resolve) => {
          finishCleanUp = resolve;
        });
        cleanedUp = true;
        return done;
      };
      const { runs } = recordRuns(subject, answer);
      await subject.scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const stopped = subject.scheduler.stop({ graceMs: 10_000 });
      await pass(subject, 5);
      assert.equal(runs[0]?.signal.aborted, false);
      await subject.advanceTo(new Date(subject.now().getTime() + 5_000));
      assert.equal(runs[0]?.signal.aborted, true);
      assert.equal(await isSettled(stopped), false);
      finishCleanUp();
      await pass(subject, marginS);
      assert.equal(await isSettled(stopped), true);
      assert.equal(cleanedUp, true);
    },
  },
  {
    name: "A stop leaves a handler behind that does not heed its signal, soon after the grace",
    async run(subject) {
      const { runs } = recordRuns(subject, untilEnded);
      await subject.scheduler.start();
      await enqueueSync(subject, "stuck");
      await pass(subject, 5);
      const stopped = subject.scheduler.stop({ graceMs: 5_000 });
      await pass(subject, 5 + marginS);
      assert.equal(runs[0]?.signal.aborted, true);
      assert.equal(await isSettled(stopped), true);
      runs[0]?.end();
    },
  },
  {
    name: "A job that a stop interrupts runs again at the next start, as the same attempt",
    async run(subject) {
      const { scheduler } = subject;
      const answer: Answer = async ({ signal }) => {
        if (runs.length > 1) return done;
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        throw signal.reason;
      };
      const { runs } = recordRuns(subject, answer);
      await scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const stopped = scheduler.stop({ graceMs: 0 });
      await pass(subject, marginS);
      await stopped;
      await scheduler.start();
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
      const { scheduler } = subject;
      const { runs } = recordRuns(subject, untilEnded);
      await scheduler.stop();
      await scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const both = Promise.all([scheduler.stop({ graceMs: 60_000 }), scheduler.stop()]);
      runs[0]?.end();
      await pass(subject, 5);
      assert.equal(await isSettled(both), true);
      await scheduler.stop();
      assert.equal(runs[0]?.signal.aborted, false);
    },
  },
  {
    name: "A second stop can shorten the grace of the first",
    async run(subject) {
      const { scheduler } = subject;
      const answer: Answer = async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return done;
      };
      recordRuns(subject, answer);
      await scheduler.start();
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      const both = Promise.all([
        scheduler.stop({ graceMs: 3_600_000 }),
        scheduler.stop({ graceMs: 0 }),
      ]);
      await pass(subject, marginS);
      assert.equal(await isSettled(both), true);
    },
  },
];
