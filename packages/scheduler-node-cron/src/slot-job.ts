import type { Schedule } from "@ghsync/core";
import { dateAt } from "./date-at.ts";
import { type Job, newJob } from "./job.ts";

/** The job of a slot: one waits and one runs of each schedule, and it expires with its slot. */
export function slotJob(schedule: Schedule, slot: Date, now: Date): Job {
  const { id, task, payload, expireAfterMs } = schedule;
  const expiry = expireAfterMs !== undefined && {
    notAfter: dateAt(slot.getTime() + expireAfterMs),
  };
  return { ...newJob(task, payload, { key: `schedule:${id}`, ...expiry }, now), ofSlot: true };
}
