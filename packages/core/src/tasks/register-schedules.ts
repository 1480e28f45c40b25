import { GhsyncError } from "../model/ghsync-error.ts";
import { requireScheduler } from "../options/required-ports.ts";
import type { Schedule, Scheduler } from "../ports/scheduler.ts";

/** Syncs every active repository daily at 04:00 UTC. A slot expires after six hours. */
export const dailySchedule: Schedule<"sync-all-repositories"> = {
  id: "sync-github-repositories-daily",
  cron: "0 4 * * *",
  timeZone: "UTC",
  task: "sync-all-repositories",
  payload: {},
  expireAfterMs: 6 * 3_600_000,
};

/**
 * Creates or updates schedules, by id. Idempotent: an app calls it at each deployment, or each of
 * its processes at start.
 *
 * @param scheduler the scheduler that keeps them
 * @param schedules the schedules. @defaultValue {@link dailySchedule}
 * @returns for each schedule, in order, whether it was created, updated or unchanged
 * @throws GhsyncError `config_invalid` for a bad cron, time zone, task or payload
 * @example
 * const berlin = { ...dailySchedule, timeZone: "Europe/Berlin", catchUp: "once" } as const;
 * await registerSchedules(scheduler, [berlin]);
 */
export async function registerSchedules(
  scheduler: Scheduler,
  schedules: readonly Schedule[] = [dailySchedule],
): Promise<readonly PutResult[]> {
  requireScheduler(scheduler);
  if (!Array.isArray(schedules)) {
    throw new GhsyncError("config_invalid", "schedules must be an array: pass [schedule] for one.");
  }
  for (const schedule of schedules) checkPayload(schedule);
  const results: PutResult[] = [];
  for (const schedule of schedules) results.push(await scheduler.putSchedule(schedule));
  return results;
}

function checkPayload({ id, task, payload }: Schedule): void {
  if (task !== "sync-repository" || typeof payload?.repositoryId === "string") return;
  throw new GhsyncError(
    "config_invalid",
    `Schedule ${id} has no repositoryId: pass the payload { repositoryId }, with an id that trackRepository returned.`,
  );
}

/** Whether a schedule was created, updated or unchanged. */
export type PutResult = Awaited<ReturnType<Scheduler["putSchedule"]>>;
