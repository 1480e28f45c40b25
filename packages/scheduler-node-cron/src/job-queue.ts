import { createDelayedJobs } from "./delayed-jobs.ts";
import type { Job } from "./job.ts";
import { createReadyJobs } from "./ready-jobs.ts";

/** The jobs of one process. Of a key, one waits and one runs at most; what was taken runs until it is released. */
export interface JobQueue {
  /** Adds a job. Returns `duplicate` if a job of its key waits: that one is then due no later, and expires no sooner. */
  add(job: Job): "queued" | "duplicate";
  /** Takes the next job that can run now. It holds its key. */
  take(now: number): Job | undefined;
  /** Ends what was taken, and frees its key. `again` waits in its place, and takes what was added meanwhile for its duplicate. */
  release(job: Job, again?: Job): void;
  /** When a waiting job is due next, later than the last `take`. */
  nextAt(): number | undefined;
  /** How many jobs wait. */
  waiting(): number;
}

/** @param onExpired called with each job that is dropped because it did not start in time */
export function createJobQueue(onExpired: (job: Job) => void): JobQueue {
  const delayed = createDelayedJobs();
  const ready = createReadyJobs();
  const runningKeys = new Set<string>();
  /** The waiting job of each key. */
  const waitingByKey = new Map<string, Job>();
  let waiting = 0;

  /** A job whose key is running is in no list. It is added when the running one is released. */
  function place(job: Job): void {
    if (job.key !== undefined) waitingByKey.set(job.key, job);
    if (job.key === undefined || !runningKeys.has(job.key)) delayed.add(job);
  }

  /** Whoever enqueued either finds it no later, and no sooner expired. */
  function unite(waits: Job, duplicate: Job): void {
    const mayHasten = !(waits.again && duplicate.ofSlot);
    if (mayHasten && duplicate.runAt < waits.runAt) delayed.move(waits, duplicate.runAt);
    waits.notAfter = Math.max(waits.notAfter, duplicate.notAfter);
  }

  function forget(job: Job): void {
    waiting -= 1;
    if (job.key !== undefined) waitingByKey.delete(job.key);
  }

  return {
    add(job) {
      const before = job.key === undefined ? undefined : waitingByKey.get(job.key);
      if (!before) {
        waiting += 1;
        place(job);
        return "queued";
      }
      unite(before, job);
      return "duplicate";
    },

    take(now) {
      for (let due = delayed.takeDue(now); due; due = delayed.takeDue(now)) ready.add(due);
      for (let job = ready.take(); job; job = ready.take()) {
        forget(job);
        if (job.again || job.notAfter >= now) {
          if (job.key !== undefined) runningKeys.add(job.key);
          return job;
        }
        onExpired(job);
      }
      return undefined;
    },

    release({ key }, again) {
      const meanwhile = key === undefined ? undefined : waitingByKey.get(key);
      if (key !== undefined) runningKeys.delete(key);
      if (again && meanwhile) unite(again, meanwhile);
      if (again && !meanwhile) waiting += 1;
      const next = again ?? meanwhile;
      if (next) place(next);
    },

    nextAt: () => delayed.nextAt(),
    waiting: () => waiting,
  };
}
