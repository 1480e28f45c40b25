import { GhsyncError } from "../model/ghsync-error.ts";
import { requireScheduler } from "../options/required-ports.ts";
import type { Schedule, Scheduler } from "../ports/scheduler.ts";

/** Every active repository, daily at 04:00 UTC; not when it could not start within six hours. */
export const dailySchedule: Schedule<"sync-all-repositories"> = {
  id: "sync-github-repositories-daily",
  cron: "0 4 * * *",
  timeZone: "UTC",
  task: "sync-all-repositories",
  payload: {},
  expireAfterMs: 6 * 3_600_000,
};

/**
 * Puts the schedules where the scheduler keeps them: what an app runs at each deployment, or in each process at its start. Idempotent,
 * however often and from however many processes; a schedule with an id that is there already is changed.
 *
 * @param schedules @defaultValue {@link dailySchedule}
 * @returns what became of each, in the order given
 * @throws GhsyncError `config_invalid` for a bad cron, time zone, task or payload, now rather than when it is due
 * @example
 * await registerSchedules(scheduler, [{ ...dailySchedule, timeZone: "Europe/Berlin", catchUp: "once" }]);
 */
export async function registerSchedules(
  scheduler: Scheduler,
  schedules: readonly Schedule[] = [dailySchedule],
): Promise<readonly PutResult[]> {
  requireScheduler(scheduler);
  if (!Array.isArray(schedules)) {
    throw new GhsyncError("config_invalid", "schedules must be an array: pass [schedule] for one.");
  }
  for (const schedule of schedules) requirePayload(schedule);
  const results: PutResult[] = [];
  for (const schedule of schedules) results.push(await scheduler.putSchedule(schedule));
  return results;
}

function requirePayload({ id, task, payload }: Schedule): void {
  if (task !== "sync-repository" || typeof payload?.repositoryId === "string") return;
  throw new GhsyncError(
    "config_invalid",
    `Schedule ${id}: sync-repository needs the payload { repositoryId }, with an id that trackRepository answered.`,
  );
}

/** What became of a schedule that was put. */
export type PutResult = Awaited<ReturnType<Scheduler["putSchedule"]>>;
