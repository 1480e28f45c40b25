import type { Job } from "./job.ts";

/** Jobs whose time is to come, by that time. */
export interface DelayedJobs {
  add(job: Job): void;
  /** Takes the earliest out if it is due. */
  takeDue(now: number): Job | undefined;
  /** Gives a job another time, whether it is here or not. */
  move(job: Job, runAt: number): void;
  /** When the earliest is due. */
  nextAt(): number | undefined;
}

export function createDelayedJobs(): DelayedJobs {
  /** Latest first, so that the earliest is taken off the end. */
  const jobs: Job[] = [];

  function add(job: Job): void {
    let [low, high] = [0, jobs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((jobs[middle]?.runAt ?? 0) > job.runAt) low = middle + 1;
      else high = middle;
    }
    jobs.splice(low, 0, job);
  }

  return {
    add,

    takeDue(now) {
      const earliest = jobs.at(-1);
      return earliest && earliest.runAt <= now ? jobs.pop() : undefined;
    },

    move(job, runAt) {
      const index = jobs.indexOf(job);
      if (index >= 0) jobs.splice(index, 1);
      job.runAt = runAt;
      if (index >= 0) add(job);
    },

    nextAt: () => jobs.at(-1)?.runAt,
  };
}
