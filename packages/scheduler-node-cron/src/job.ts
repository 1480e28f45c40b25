import type { EnqueueOptions, TaskMap, TaskName } from "@ghsync/core";
import { refuse } from "./refuse.ts";

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
  /** Whether it waits to run again: at the time that its handler asked for, unless it is enqueued for an earlier one. It no longer expires. */
  readonly again: boolean;
  /** Whether it is a slot's, which shortens no wait that a handler asked for. */
  readonly ofSlot: boolean;
}

/**
 * A new job. Its payload is a copy.
 *
 * @throws GhsyncError `config_invalid` for an instant that is no `Date`, or an invalid one
 */
export function newJob<N extends TaskName>(
  task: N,
  payload: TaskMap[N],
  { key, group, runAt, notAfter }: EnqueueOptions,
  now: Date,
): Job {
  return {
    ...{ task, payload: structuredClone(payload), key, group },
    attempt: 1,
    runAt: instant("runAt", runAt) ?? now.getTime(),
    notAfter: instant("notAfter", notAfter) ?? Number.POSITIVE_INFINITY,
    again: false,
    ofSlot: false,
  };
}

function instant(option: string, date: Date | undefined): number | undefined {
  if (date === undefined) return undefined;
  const ms = (date as Partial<Date> | null)?.getTime?.();
  if (Number.isFinite(ms)) return ms;
  throw refuse(`${option} must be a valid Date, not ${String(date)}.`);
}
