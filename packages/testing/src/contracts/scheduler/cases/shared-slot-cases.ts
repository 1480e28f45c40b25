import assert from "node:assert/strict";
import type { UnboundCase } from "../../bind-cases.ts";
import { minutely, toMinute } from "../example-schedule.ts";
import { recordRuns } from "../record-runs.ts";
import type { SchedulerSubject } from "../scheduler-subject.ts";

/** A slot fires in one process, whichever put its schedule. */
export const sharedSlotCases: readonly UnboundCase<SchedulerSubject>[] = [
  {
    name: "Of two processes, one alone fires a slot",
    needs: "connect",
    async run(subject) {
      const other = await subject.connect?.();
      assert.ok(other);
      const { ids, handleIn } = recordRuns(subject);
      handleIn(other);
      await toMinute(subject, 30);
      await subject.scheduler.putSchedule({ ...minutely, catchUp: "once" });
      await other.putSchedule({ ...minutely, catchUp: "once" });
      await Promise.all([subject.scheduler.start(), other.start()]);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r", "r"]);
    },
  },
  {
    name: "What another process puts, changes or removes is noticed by the next slot",
    needs: "connect",
    async run(subject) {
      const other = await subject.connect?.();
      assert.ok(other);
      const { ids } = recordRuns(subject);
      await subject.scheduler.start();
      await toMinute(subject, 30);
      await other.putSchedule(minutely);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
      await other.putSchedule({ ...minutely, payload: { repositoryId: "changed" } });
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r", "changed"]);
      await other.removeSchedule(minutely.id);
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r", "changed"]);
    },
  },
  {
    name: "A slot is left to a process that handles its task",
    needs: "connect",
    async run(subject) {
      const other = await subject.connect?.();
      assert.ok(other);
      const { ids } = recordRuns(subject);
      other.handle("sync-all-repositories", async () => ({ kind: "done" }));
      await subject.scheduler.putSchedule(minutely);
      await other.start();
      await subject.scheduler.start();
      await toMinute(subject, 30);
      assert.deepEqual(ids(), ["r"]);
    },
  },
];
