import type { Schedule } from "@ghsync/core";
import type { BrokenScheduler } from "../broken-scheduler.ts";

/** Reads schedules otherwise than they were put. */
const reading =
  (change: (schedule: Schedule) => Schedule): NonNullable<BrokenScheduler["breaksStore"]> =>
  (wrapped) => ({ list: async () => (await wrapped.list()).map(change) });

export const brokenCatchUps: readonly BrokenScheduler[] = [
  {
    bug: "always catches up",
    breaksStore: reading((schedule) => ({ ...schedule, catchUp: "once" })),
    fails: ["Missed slots are skipped"],
  },
  {
    bug: "never catches up",
    breaksStore: reading((schedule) => ({ ...schedule, catchUp: "skip" })),
    fails: [
      "Missed slots are caught up by one run, if asked",
      "A missed slot that has expired is not caught up, and one that has not is",
      "Of two processes that come back, one alone catches up",
      "Slots before a schedule was created are not missed ones, and later ones are, even of one that never fired",
      "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    ],
  },
  {
    bug: "catches up with every slot",
    breaks: (wrapped, { schedules, now }) => ({
      async start(options) {
        for (const schedule of await schedules.list()) {
          const last = await schedules.lastSlot(schedule.id);
          const missed = last ? (now().getTime() - last.getTime()) / 60_000 : 0;
          for (let slot = 2; slot <= missed && schedule.catchUp === "once"; slot += 1) {
            await wrapped.enqueue(schedule.task, schedule.payload);
          }
        }
        await wrapped.start(options);
      },
    }),
    fails: [
      "Missed slots are caught up by one run, if asked",
      "A missed slot that has expired is not caught up, and one that has not is",
      "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    ],
  },
  {
    bug: "catches up with what has expired",
    breaksStore: reading(({ expireAfterMs: _, ...schedule }) => schedule),
    fails: ["A missed slot that has expired is not caught up, and one that has not is"],
  },
  {
    bug: "catches up in every process, at every start",
    breaksStore: () => ({ claimSlot: async () => true }),
    fails: [
      "Missed slots are caught up by one run, if asked",
      "A missed slot that has expired is not caught up, and one that has not is",
      "Of two processes that come back, one alone catches up",
      "Slots before a schedule was created are not missed ones, and later ones are, even of one that never fired",
      "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    ],
  },
  {
    bug: "takes a new schedule for one that has missed all its slots",
    breaks: (_, { schedules }) => ({ putSchedule: (schedule) => schedules.put(schedule) }),
    breaksStore: (wrapped) => ({
      lastSlot: async (id) => (await wrapped.lastSlot(id)) ?? new Date(0),
    }),
    fails: [
      "Missed slots are caught up by one run, if asked",
      "Slots before a schedule was created are not missed ones, and later ones are, even of one that never fired",
      "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    ],
  },
  {
    bug: "knows of nothing that a schedule has missed before it fired",
    breaks: (_, { schedules }) => ({ putSchedule: (schedule) => schedules.put(schedule) }),
    fails: [
      "Of two processes that come back, one alone catches up",
      "Slots before a schedule was created are not missed ones, and later ones are, even of one that never fired",
      "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    ],
  },
  {
    bug: "takes a changed schedule for one that has always been so",
    breaks: (wrapped, { schedules }) => ({
      async putSchedule(schedule) {
        const isKnown = (await schedules.list()).some(({ id }) => id === schedule.id);
        return isKnown ? schedules.put(schedule) : wrapped.putSchedule(schedule);
      },
    }),
    fails: [
      "Slots before a schedule's cron, time zone or task was changed are not missed ones, and later ones are",
    ],
  },
];
