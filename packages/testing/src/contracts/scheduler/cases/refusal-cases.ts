import assert from "node:assert/strict";
import type { EnqueueOptions, Schedule, TaskName } from "@ghsync/core";
import type { UnboundCase } from "../../bind-cases.ts";
import { daily } from "../../schedule-store/example-schedule.ts";
import { enqueueSync, hasRun, pass, rejectsAsInvalid } from "../case-steps.ts";
import { recordRuns } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** A call that can never succeed throws at once, and has no effect. */
export const refusalCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "A payload that is no plain JSON object is refused, of a job and of a schedule",
    async run(subject) {
      const { scheduler } = subject;
      const { runs } = recordRuns(subject);
      await scheduler.start();
      for (const payload of notJson) {
        await rejectsAsInvalid(() => scheduler.enqueue("sync-repository", payload as never));
        await rejectsAsInvalid(() => scheduler.putSchedule({ ...daily, payload } as Schedule));
      }
      await pass(subject, 5);
      hasRun(runs, 0, "With nothing but refused payloads");
      assert.deepEqual(await scheduler.listSchedules(), []);
    },
  },
  {
    name: "A job or a schedule of an unknown task is refused, and one of a task with a handler is not",
    async run({ scheduler }) {
      const task = "of-the-host" as TaskName;
      for (const name of [task, undefined as unknown as TaskName]) {
        await rejectsAsInvalid(() => scheduler.enqueue(name, {}));
        await rejectsAsInvalid(() => scheduler.putSchedule({ ...daily, task: name }));
      }
      assert.deepEqual(await scheduler.listSchedules(), []);
      scheduler.handle(task, async () => ({ kind: "done" }));
      assert.equal(await scheduler.enqueue(task, {}), "queued");
      assert.equal(await scheduler.putSchedule({ ...daily, task }), "created");
    },
  },
  {
    name: "A time that is no valid date is refused",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await subject.scheduler.start();
      for (const time of ["2026-01-01", new Date("tomorrow"), 0, null]) {
        for (const options of [{ runAt: time }, { notAfter: time }]) {
          await rejectsAsInvalid(() => enqueueSync(subject, "r", options as EnqueueOptions));
        }
      }
      await pass(subject, 5);
      hasRun(runs, 0, "With nothing but refused times");
    },
  },
  {
    name: "An unknown role is refused, and starts nothing",
    async run(subject) {
      const { runs } = recordRuns(subject);
      await rejectsAsInvalid(() => subject.scheduler.start({ role: "boss" as "worker" }));
      await enqueueSync(subject, "r");
      await pass(subject, 5);
      hasRun(runs, 0, "After a start that was refused");
      await subject.scheduler.start({ role: "worker" });
      await pass(subject, 5);
      hasRun(runs, 1, "After a start as a worker");
    },
  },
];

const cycle: Record<string, unknown> = {};

cycle.self = cycle;

/** What is no plain JSON object, as JavaScript lets a host pass it for a payload. */
export const notJson: readonly unknown[] = [
  ...[undefined, null, "r", 1, ["r"], () => undefined, new Map(), new Date(0), cycle],
  ...[() => undefined, 1n, Number.NaN, new Date(0), [undefined], new Set(["r"])].map((value) => ({
    repositoryId: "r",
    deeper: [{ value }],
  })),
];
