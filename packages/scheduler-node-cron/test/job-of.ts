import type { Job } from "../src/job.ts";

/** A job that could run since 1970. */
export function jobOf(repositoryId: string, changes: Partial<Job> = {}): Job {
  return {
    ...{ task: "sync-repository", payload: { repositoryId }, key: undefined, group: undefined },
    ...{ attempt: 1, runAt: 0, notAfter: Number.POSITIVE_INFINITY, again: false },
    ofSlot: false,
    ...changes,
  };
}

/** Which repository a job is of. */
export function idOf(job: Job | undefined): string | undefined {
  return job && "repositoryId" in job.payload ? job.payload.repositoryId : undefined;
}
