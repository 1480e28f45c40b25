import { fromJson, type Schedule, toJson } from "@ghsync/core";

/** A row of the schedules. */
export interface ScheduleRow {
  readonly id: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly task: string;
  readonly payload: unknown;
  readonly expireAfterMs: bigint | null;
  readonly catchUp: string | null;
}

/** The columns of a schedule. */
export function scheduleRow({ payload, expireAfterMs, catchUp, ...schedule }: Schedule) {
  return {
    ...schedule,
    payload: toJson(payload),
    // Milliseconds of a month outgrow 32 bits.
    expireAfterMs: expireAfterMs === undefined ? null : BigInt(expireAfterMs),
    catchUp: catchUp ?? null,
  };
}

/** The reverse of {@link scheduleRow}. */
export function toSchedule(row: ScheduleRow): Schedule {
  const { id, cron, timeZone, task, payload, expireAfterMs, catchUp } = row;
  return {
    ...{ id, cron, timeZone, task, payload: fromJson(payload) },
    ...(expireAfterMs !== null && { expireAfterMs: Number(expireAfterMs) }),
    ...(catchUp !== null && { catchUp }),
  } as Schedule;
}
