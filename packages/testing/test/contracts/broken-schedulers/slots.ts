import type { Schedule, TaskName } from "@ghsync/core";
import { type BrokenScheduler, handling } from "../broken-scheduler.ts";

const allTasks: readonly TaskName[] = [
  "sync-repository",
  "sync-all-repositories",
  "sync-due-repositories",
];

export const brokenSlots: readonly BrokenScheduler[] = [
  {
    bug: "fires in every process",
    breaksStore: () => ({ claimSlot: async () => true }),
    fails: [
      "Of two processes, one alone fires a slot",
      "What another process puts, changes or removes is noticed by the next slot",
    ],
  },
  {
    bug: "reads its schedules once",
    breaksStore(wrapped) {
      let listed: readonly Schedule[] = [];
      return {
        async list() {
          if (listed.length === 0) listed = await wrapped.list();
          return listed;
        },
      };
    },
    fails: [
      "A schedule that is changed fires by its new cron alone",
      "Schedules fire side by side",
      "What another process puts, changes or removes is noticed by the next slot",
    ],
  },
  {
    bug: "fires a schedule when it is put",
    breaks: (wrapped) => ({
      async putSchedule(schedule) {
        await wrapped.enqueue(schedule.task, schedule.payload);
        return wrapped.putSchedule(schedule);
      },
    }),
    fails: [
      "Each slot makes one run, with the schedule's payload, and none comes before it",
      "A schedule that is put or changed does not fire for the slots that it would have had",
      "A schedule that is changed fires by its new cron alone",
      "A slot whose predecessor still runs waits for it, and later ones are one with it",
      "A slot does not shorten the wait that its predecessor's handler has asked for",
      "Schedules fire side by side",
      "No slot fires after a stop",
      "Of two processes, one alone fires a slot",
      "What another process puts, changes or removes is noticed by the next slot",
      "A slot is left to a process that handles its task",
    ],
  },
  {
    bug: "fires a schedule when it is changed",
    breaks: (wrapped) => ({
      async putSchedule(schedule) {
        const answer = await wrapped.putSchedule(schedule);
        if (answer === "updated") await wrapped.enqueue(schedule.task, schedule.payload);
        return answer;
      },
    }),
    fails: [
      "A schedule that is put or changed does not fire for the slots that it would have had",
      "A schedule that is changed fires by its new cron alone",
      "What another process puts, changes or removes is noticed by the next slot",
    ],
  },
  {
    bug: "fires a changed schedule for what it has just missed",
    breaks: (wrapped, { now }) => ({
      async putSchedule(schedule) {
        const answer = await wrapped.putSchedule(schedule);
        const isMissed = schedule.cron.startsWith(`${now().getUTCMinutes()} `);
        if (answer === "updated" && isMissed) {
          await wrapped.enqueue(schedule.task, schedule.payload);
        }
        return answer;
      },
    }),
    fails: ["A schedule that is put or changed does not fire for the slots that it would have had"],
  },
  {
    bug: "does not know what still runs",
    breaks: (wrapped) =>
      handling(wrapped, (handler) => async (context) => {
        void handler(context);
        return { kind: "done" };
      }),
    fails: [
      "A slot whose predecessor still runs waits for it, and later ones are one with it",
      "A slot does not shorten the wait that its predecessor's handler has asked for",
    ],
  },
  {
    bug: "brings a job forward by a slot",
    breaks: (wrapped, { now }) =>
      handling(wrapped, (handler) => async (context) => {
        const outcome = await handler(context);
        if (outcome.kind !== "retry") return outcome;
        const toSlotMs = 60_000 - (now().getTime() % 60_000);
        return { ...outcome, delayMs: Math.min(outcome.delayMs, toSlotMs) };
      }),
    fails: ["A slot does not shorten the wait that its predecessor's handler has asked for"],
  },
  {
    bug: "sees one schedule alone",
    breaksStore: (wrapped) => ({ list: async () => (await wrapped.list()).slice(0, 1) }),
    fails: ["Schedules fire side by side"],
  },
  {
    bug: "fires what it cannot handle",
    breaks(wrapped) {
      const handled = new Set<TaskName>();
      return {
        handle(task, handler) {
          handled.add(task);
          wrapped.handle(task, handler);
        },
        start(options) {
          for (const task of allTasks.filter((name) => !handled.has(name))) {
            wrapped.handle(task, async () => ({ kind: "dead" }));
          }
          return wrapped.start(options);
        },
      };
    },
    fails: ["A slot is left to a process that handles its task"],
  },
  {
    bug: "does not stop",
    breaks: () => ({ stop: async () => {} }),
    fails: ["No slot fires after a stop"],
  },
  {
    bug: "counts its slots as attempts of one job",
    breaks(wrapped) {
      let attempt = 0;
      return handling(wrapped, (handler) => (context) => {
        attempt += 1;
        return handler({ ...context, attempt });
      });
    },
    fails: ["Each slot makes one run, with the schedule's payload, and none comes before it"],
  },
];
