import type { Job } from "./job.ts";

/** Jobs whose time has come, first in first out within a group; groups take turns. */
export interface ReadyJobs {
  add(job: Job): void;
  /** Takes the next group's oldest job out. */
  take(): Job | undefined;
}

export function createReadyJobs(): ReadyJobs {
  // A Map keeps the order in which keys were set: the group whose turn is next comes first.
  const groups = new Map<string | undefined, Set<Job>>();
  return {
    add(job) {
      const group = groups.get(job.group) ?? new Set();
      groups.set(job.group, group.add(job));
    },

    take() {
      for (const [name, group] of groups) {
        groups.delete(name);
        const [job] = group;
        if (job) group.delete(job);
        if (group.size > 0) groups.set(name, group);
        return job;
      }
      return undefined;
    },
  };
}
