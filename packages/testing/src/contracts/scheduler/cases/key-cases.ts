import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { enqueueSync, hasRun, inSeconds, pass } from "../case-steps.ts";
import { firstUntilEnded, recordRuns, untilEnded } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

const key = "k";

/** Of a key, one job waits and one runs, at most. */
export const keyCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "While a job waits, its key takes no other: the first stays, with its payload",
    async run(subject) {
      const { ids } = recordRuns(subject);
      await subject.scheduler.start();
      const runAt = inSeconds(subject, 10);
      assert.equal(await enqueueSync(subject, "first", { key, runAt }), "queued");
      assert.equal(await enqueueSync(subject, "second", { key, runAt }), "duplicate");
      assert.equal(await enqueueSync(subject, "third", { key, runAt }), "duplicate");
      await pass(subject, 15);
      assert.deepEqual(ids(), ["first"]);
    },
  },
  {
    name: "A key is free again when its job is done",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await subject.scheduler.start();
      for (let count = 1; count <= 3; count += 1) {
        assert.equal(await enqueueSync(subject, "r", { key }), "queued");
        await pass(subject, 5);
        hasRun(runs, count, "With its key free again after each");
      }
    },
  },
  {
    name: "Keys have nothing to do with each other",
    async run(subject) {
      const { sortedIds } = recordRuns(subject);
      const runAt = inSeconds(subject, 5);
      await subject.scheduler.start();
      assert.equal(await enqueueSync(subject, "a", { key: "a", runAt }), "queued");
      assert.equal(await enqueueSync(subject, "b", { key: "b", runAt }), "queued");
      await pass(subject, 10);
      assert.deepEqual(sortedIds(), ["a", "b"]);
    },
  },
  {
    name: "What is enqueued while its key runs makes one more run, after it",
    async run(subject) {
      const { runs, ids, mostActive } = recordRuns(subject, firstUntilEnded());
      await subject.scheduler.start();
      await enqueueSync(subject, "first", { key });
      await pass(subject, 5);
      assert.equal(await enqueueSync(subject, "second", { key }), "queued");
      assert.equal(await enqueueSync(subject, "third", { key }), "duplicate");
      await pass(subject, 5);
      assert.deepEqual(ids(), ["first"]);
      runs[0]?.end();
      await pass(subject, 10);
      assert.deepEqual(ids(), ["first", "second"]);
      assert.equal(mostActive(), 1, "Of a key, one job runs at a time.");
    },
  },
  {
    name: "A duplicate moves the waiting job to its own time if that is earlier, and never later",
    async run(subject) {
      const { ids } = recordRuns(subject);
      await subject.scheduler.start();
      await enqueueSync(subject, "r", { key, runAt: inSeconds(subject, 3600) });
      const runAt = inSeconds(subject, 10);
      assert.equal(await enqueueSync(subject, "r", { key, runAt }), "duplicate");
      const later = inSeconds(subject, 7200);
      assert.equal(await enqueueSync(subject, "r", { key, runAt: later }), "duplicate");
      await pass(subject, 5);
      assert.deepEqual(ids(), []);
      await subject.advanceTo(runAt);
      assert.deepEqual(ids(), ["r"]);
    },
  },
  {
    name: "A duplicate that expires later, or never, keeps the waiting job for that long",
    async run(subject) {
      const { sortedIds } = recordRuns(subject);
      const soon = inSeconds(subject, 5);
      await enqueueSync(subject, "kept", { key: "a", notAfter: soon });
      await enqueueSync(subject, "kept", { key: "a" });
      await enqueueSync(subject, "also kept", { key: "b" });
      await enqueueSync(subject, "also kept", { key: "b", notAfter: soon });
      await enqueueSync(subject, "dropped", { key: "c", notAfter: soon });
      await enqueueSync(subject, "dropped", { key: "c", notAfter: soon });
      await pass(subject, 10);
      await subject.scheduler.start();
      await pass(subject, 5);
      assert.deepEqual(sortedIds(), ["also kept", "kept"]);
    },
  },
  {
    name: "A key holds through many at once",
    async run(subject) {
      const { runs } = recordRuns(subject, untilEnded);
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => enqueueSync(subject, "r", { key })),
      );
      assert.equal(
        answers.filter((answer) => answer === "queued").length,
        1,
        "Of one key, one job of eight is queued.",
      );
      await subject.scheduler.start();
      await pass(subject, 5);
      hasRun(runs, 1, "Of one key");
      runs[0]?.end();
    },
  },
];
