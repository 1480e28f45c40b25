import type { Schedule } from "@ghsync/core";
import type { BrokenScheduleStore } from "../broken-schedule-store.ts";
import { turn } from "../turn.ts";

export const brokenSchedules: readonly BrokenScheduleStore[] = [
  {
    bug: "calls every schedule that is there updated",
    breaks: (wrapped) => ({
      async put(schedule) {
        const answer = await wrapped.put(schedule);
        return answer === "unchanged" ? "updated" : answer;
      },
    }),
    fails: [
      "A schedule is created once, then unchanged",
      "A change of any field is an update",
      "A schedule comes back as it was put, with weeks in milliseconds and a payload of any depth",
      "What one handle puts, another lists, finds unchanged and removes",
    ],
  },
  {
    bug: "keeps what it has",
    breaks: (wrapped) => ({
      async put(schedule) {
        const known = await wrapped.list();
        return known.some(({ id }) => id === schedule.id) ? "unchanged" : wrapped.put(schedule);
      },
    }),
    fails: ["A change of any field is an update"],
  },
  {
    bug: "has no place for what becomes of missed slots",
    breaks: (wrapped) => ({ put: ({ catchUp: _, ...schedule }) => wrapped.put(schedule) }),
    fails: [
      "A schedule is created once, then unchanged",
      "A change of any field is an update",
      "Schedules have nothing to do with each other, and one that is removed is gone",
      "No id removes no schedule, and has no slot",
      "A schedule that several callers put at once is stored once, and no call fails",
      "What one handle puts, another lists, finds unchanged and removes",
    ],
  },
  {
    bug: "keeps milliseconds in 32 bits",
    breaks: (wrapped) => ({
      put: ({ expireAfterMs, ...schedule }) =>
        wrapped.put({
          ...schedule,
          ...(expireAfterMs !== undefined && { expireAfterMs: expireAfterMs | 0 }),
        }),
    }),
    fails: [
      "A schedule comes back as it was put, with weeks in milliseconds and a payload of any depth",
    ],
  },
  {
    bug: "looks for a schedule before it creates it",
    breaks: (wrapped) => {
      const inserted = new Set<string>();
      return {
        async put(schedule: Schedule) {
          const isNew = !inserted.has(schedule.id);
          await turn();
          if (isNew && inserted.has(schedule.id)) throw new Error("A unique constraint failed.");
          inserted.add(schedule.id);
          return wrapped.put(schedule);
        },
        async remove(id: string) {
          inserted.delete(id);
          return wrapped.remove(id);
        },
      };
    },
    fails: ["A schedule that several callers put at once is stored once, and no call fails"],
  },
  {
    bug: "removes all schedules with one",
    breaks: (wrapped) => ({
      async remove(id) {
        const removed = await wrapped.remove(id);
        for (const other of await wrapped.list()) await wrapped.remove(other.id);
        return removed;
      },
    }),
    fails: [
      "Schedules have nothing to do with each other, and one that is removed is gone",
      "No id removes no schedule, and has no slot",
    ],
  },
  {
    bug: "takes no id for all",
    breaks: (wrapped) => ({
      async remove(id) {
        if (typeof id === "string") return wrapped.remove(id);
        const all = await wrapped.list();
        for (const schedule of all) await wrapped.remove(schedule.id);
        return all.length > 0;
      },
    }),
    fails: ["No id removes no schedule, and has no slot"],
  },
];
