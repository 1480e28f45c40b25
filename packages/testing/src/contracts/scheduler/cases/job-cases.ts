import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, hasRun, inSeconds, pass, rejectsAsInvalid } from "../case-steps.ts";
import { recordRuns } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** Jobs are enqueued, and run once. */
export const jobCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "A job runs once, with its payload, as its first attempt",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await subject.scheduler.start();
      const payload = { repositoryId: "👍 \"'\\", ifDue: true };
      assert.equal(await subject.scheduler.enqueue("sync-repository", payload), "queued");
      await pass(subject, 10);
      assert.deepEqual(
        runs.map(({ repositoryId, attempt, signal }) => [repositoryId, attempt, signal.aborted]),
        [["👍 \"'\\", 1, false]],
      );
    },
  },
  {
    name: "Each task has its own handler",
    async run(subject) {
      const { runs } = recordRuns(subject);
      let others = 0;
      subject.scheduler.handle("sync-all-repositories", async () => {
        others += 1;
        return { kind: "done" };
      });
      await subject.scheduler.start();
      await subject.scheduler.enqueue("sync-all-repositories", {});
      await pass(subject, 5);
      assert.deepEqual([runs.length, others], [0, 1]);
    },
  },
  {
    name: "Jobs without a key have nothing to do with each other, even of one payload",
    async run(subject) {
      const { runs } = recordRuns(subject);
      assert.equal(await enqueueSync(subject, "r"), "queued");
      assert.equal(await enqueueSync(subject, "r"), "queued");
      await subject.scheduler.start();
      await pass(subject, 5);
      hasRun(runs, 2, "Without a key");
    },
  },
  {
    name: "What is enqueued before the start runs after it",
    async run(subject) {
      const { ids } = recordRuns(subject);
      await enqueueSync(subject, "early");
      await pass(subject, 5);
      assert.deepEqual(ids(), []);
      await subject.scheduler.start();
      await pass(subject, 5);
      assert.deepEqual(ids(), ["early"]);
    },
  },
  {
    name: "A job does not start before its time, and others do not wait for it",
    async run(subject) {
      const { runs, sortedIds } = recordRuns(subject);
      await subject.scheduler.start();
      const runAt = inSeconds(subject, 10);
      await enqueueSync(subject, "later", { runAt });
      await enqueueSync(subject, "past", { runAt: inSeconds(subject, -10) });
      await enqueueSync(subject, "now");
      await pass(subject, 5);
      assert.deepEqual(sortedIds(), ["now", "past"]);
      await subject.advanceTo(runAt);
      assert.equal(runs.at(-1)?.repositoryId, "later");
      assert.ok((runs.at(-1)?.startedAt ?? 0) >= runAt, "A job does not start before its time.");
      hasRun(runs, 3, "At the later time");
    },
  },
  {
    name: "A job that has not started in time is dropped, and frees its key",
    async run(subject) {
      const { ids } = recordRuns(subject);
      const notAfter = inSeconds(subject, 5);
      await enqueueSync(subject, "expired", { key: "k", notAfter });
      await enqueueSync(subject, "in time", { notAfter: inSeconds(subject, 3600) });
      await pass(subject, 10);
      await subject.scheduler.start();
      await pass(subject, 5);
      assert.deepEqual(ids(), ["in time"]);
      assert.equal(await enqueueSync(subject, "next", { key: "k" }), "queued");
      await pass(subject, 5);
      assert.deepEqual(ids(), ["in time", "next"]);
    },
  },
  {
    name: "A task has one handler, from before the start",
    async run(subject) {
      const { scheduler } = subject;
      recordRuns(subject);
      await rejectsAsInvalid(async () => recordRuns(subject));
      await scheduler.start();
      await rejectsAsInvalid(async () =>
        scheduler.handle("sync-all-repositories", async () => ({ kind: "done" })),
      );
    },
  },
];
