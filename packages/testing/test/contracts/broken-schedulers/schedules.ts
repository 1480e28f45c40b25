import { createMemoryStore } from "@ghsync/store-memory";
import { createNodeCronSubject } from "../../../../scheduler-node-cron/test/node-cron-subject.ts";
import type { BrokenScheduler } from "../broken-scheduler.ts";

export const brokenSchedules: readonly BrokenScheduler[] = [
  {
    bug: "makes a schedule of each put",
    breaks(wrapped) {
      let count = 0;
      return {
        putSchedule(schedule) {
          count += 1;
          return wrapped.putSchedule({ ...schedule, id: `${schedule.id} ${count}` });
        },
      };
    },
    fails: [
      "Put three times, a schedule is there once",
      "Put by two processes at once, a schedule is there once, for both",
      "A schedule is changed by putting it, and removed by its id",
      "A schedule is put as it was listed, and is the same",
      "A schedule is listed with its next slot, in its time zone",
      "Names of months and weekdays, lists, ranges and steps are understood",
    ],
  },
  {
    bug: "calls every schedule created",
    breaks: (wrapped) => ({
      async putSchedule(schedule) {
        await wrapped.putSchedule(schedule);
        return "created";
      },
    }),
    fails: [
      "Put three times, a schedule is there once",
      "Put by two processes at once, a schedule is there once, for both",
      "A schedule is changed by putting it, and removed by its id",
      "A schedule is put as it was listed, and is the same",
    ],
  },
  {
    bug: "takes the next slot for a part of the schedule",
    breaks: (wrapped) => ({
      async putSchedule(schedule) {
        const answer = await wrapped.putSchedule(schedule);
        return "nextRunAt" in schedule ? "updated" : answer;
      },
    }),
    fails: ["A schedule is put as it was listed, and is the same"],
  },
  {
    bug: "has schedules of its own in each process",
    breaks() {
      const { schedules } = createMemoryStore();
      const { putSchedule, listSchedules, removeSchedule } = createNodeCronSubject({
        schedules,
      }).scheduler;
      return { putSchedule, listSchedules, removeSchedule };
    },
    fails: ["Put by two processes at once, a schedule is there once, for both"],
  },
  {
    bug: "removes nothing",
    breaks: () => ({ removeSchedule: async () => true }),
    fails: ["A schedule is changed by putting it, and removed by its id"],
  },
  {
    bug: "keeps to the first cron that it was given",
    breaksStore(wrapped) {
      return {
        async put(schedule) {
          const known = (await wrapped.list()).find(({ id }) => id === schedule.id);
          return wrapped.put({ ...schedule, cron: known?.cron ?? schedule.cron });
        },
      };
    },
    fails: [
      "Put by two processes at once, a schedule is there once, for both",
      "A schedule is changed by putting it, and removed by its id",
      "A schedule is listed with its next slot, in its time zone",
      "Names of months and weekdays, lists, ranges and steps are understood",
    ],
  },
  {
    bug: "counts in UTC",
    breaks: (wrapped) => ({
      async listSchedules() {
        const listed = await wrapped.listSchedules();
        const utc = createNodeCronSubject().scheduler;
        for (const schedule of listed) await utc.putSchedule({ ...schedule, timeZone: "UTC" });
        const inUtc = await utc.listSchedules();
        return listed.map((schedule, index) => ({
          ...schedule,
          nextRunAt: inUtc[index]?.nextRunAt,
        }));
      },
    }),
    fails: ["A schedule is listed with its next slot, in its time zone"],
  },
  {
    bug: "tells no next slot",
    breaks: (wrapped) => ({
      async listSchedules() {
        const listed = await wrapped.listSchedules();
        return listed.map((schedule) => ({ ...schedule, nextRunAt: undefined }));
      },
    }),
    fails: [
      "A schedule is listed with its next slot, in its time zone",
      "Names of months and weekdays, lists, ranges and steps are understood",
    ],
  },
  {
    bug: "understands numbers alone",
    breaks: (wrapped) => ({
      async putSchedule(schedule) {
        if (/[a-z]/i.test(schedule.cron)) throw new Error("It is no number.");
        return wrapped.putSchedule(schedule);
      },
    }),
    fails: [
      "Names of months and weekdays, lists, ranges and steps are understood",
      "A bad cron expression is refused at the call, and nothing is put",
    ],
  },
  {
    bug: "takes whatever it is given",
    breaks: (wrapped) => ({
      putSchedule: (schedule) => wrapped.putSchedule(schedule).catch(() => "created" as const),
    }),
    fails: [
      "A bad cron expression is refused at the call, and nothing is put",
      "A bad time zone is refused at the call, and nothing is put",
    ],
  },
  {
    bug: "reads ranges backwards, and steps beyond their field",
    breaks: (wrapped) => ({
      putSchedule(schedule) {
        const isOdd = /5-1|11-2|fri-mon|\/61|\/24/.test(schedule.cron);
        return wrapped.putSchedule(isOdd ? { ...schedule, cron: "* * * * *" } : schedule);
      },
    }),
    fails: ["A bad cron expression is refused at the call, and nothing is put"],
  },
  {
    bug: "puts a schedule before it looks at it",
    breaks: (wrapped, { schedules }) => ({
      async putSchedule(schedule) {
        const answer = await schedules.put(schedule);
        await wrapped.putSchedule(schedule);
        return answer;
      },
    }),
    fails: [
      "A schedule is put as it was listed, and is the same",
      "A bad cron expression is refused at the call, and nothing is put",
      "A bad time zone is refused at the call, and nothing is put",
    ],
  },
];
