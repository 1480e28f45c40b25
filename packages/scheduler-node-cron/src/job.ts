import type { EnqueueOptions, TaskMap, TaskName } from "@ghsync/core";

/** A job that waits or runs. Instants are milliseconds. A duplicate of it can make it earlier, and let it live longer. */
export interface Job {
  readonly task: TaskName;
  readonly payload: TaskMap[TaskName];
  readonly key: string | undefined;
  readonly group: string | undefined;
  readonly attempt: number;
  runAt: number;
  /** `Infinity` if it never expires. */
  notAfter: number;
  /** Whether it waits to run again. Its time was set by its handler, and it no longer expires. */
  readonly again: boolean;
}

/** A new job. Its payload is a copy. */
export function newJob<N extends TaskName>(
  task: N,
  payload: TaskMap[N],
  { key, group, runAt, notAfter }: EnqueueOptions,
  now: Date,
): Job {
  return {
    ...{ task, payload: structuredClone(payload), key, group },
    attempt: 1,
    runAt: (runAt ?? now).getTime(),
    notAfter: notAfter?.getTime() ?? Number.POSITIVE_INFINITY,
    again: false,
  };
}
