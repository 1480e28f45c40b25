import type { SchedulingOptions } from "../sync/options/sync-options.ts";
import { type Dispatched, dispatch } from "./dispatch.ts";
import { enqueueIfDue } from "./enqueue-repository.ts";

const pageSize = 100;

/**
 * The task `sync-due-repositories`: enqueues `sync-repository` for every repository that is due by what the store knows: never
 * synced, its wait over, its worker dead. So nothing is lost with a process and its timers.
 *
 * @throws GhsyncError `store_failed`; the signal's reason
 */
export function syncDueRepositoriesTask(
  { store, scheduler, github }: SchedulingOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dispatched> {
  const { now, log } = github;
  const startedAt = now();
  return dispatch(
    (after) => store.listDue(startedAt, { after, limit: pageSize }),
    (read) => enqueueIfDue(scheduler, read),
    { log, signal },
  );
}
