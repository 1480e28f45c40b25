import { type BrokenScheduler, enqueueing } from "../broken-scheduler.ts";

const isDate = (value: unknown) => value instanceof Date && Number.isFinite(value.getTime());

export const brokenRefusals: readonly BrokenScheduler[] = [
  {
    bug: "takes a date for a payload",
    breaks: (wrapped) => ({
      enqueue: (task, payload, options) =>
        wrapped.enqueue(task, (payload instanceof Date ? {} : payload) as typeof payload, options),
    }),
    fails: ["A payload that is no plain JSON object is refused, of a job and of a schedule"],
  },
  {
    bug: "takes a time that it does not understand for none",
    breaks: (wrapped) =>
      enqueueing(wrapped, ({ runAt, notAfter, ...options }) => ({
        ...options,
        ...(isDate(runAt) && { runAt }),
        ...(isDate(notAfter) && { notAfter }),
      })),
    fails: ["A time that is no valid date is refused"],
  },
  {
    bug: "puts schedules of unknown tasks",
    breaks: (wrapped, { schedules }) => ({
      putSchedule: (schedule) =>
        String(schedule.task) === "of-the-host"
          ? schedules.put(schedule)
          : wrapped.putSchedule(schedule),
    }),
    fails: [
      "A job or a schedule of an unknown task is refused, and one of a task with a handler is not",
    ],
  },
  {
    bug: "takes any role but a producer's for a worker's",
    breaks: (wrapped) => ({
      start: ({ role } = {}) => wrapped.start({ role: role === "producer" ? role : "worker" }),
    }),
    fails: ["An unknown role is refused, and starts nothing"],
  },
];
