import { requireScheduler } from "../sync/require-scheduler.ts";
import { resolveSyncOptions } from "../sync/resolve-sync-options.ts";
import type { SyncOptions } from "../sync/sync-options.ts";
import { type Dispatched, dispatch } from "./dispatch.ts";
import { enqueueRepository } from "./enqueue-repository.ts";

const pageSize = 100;
/** Later than anything that is ever told to wait. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

/**
 * The task `sync-all-repositories`: enqueues `sync-repository` for every active repository, longest without an attempt first, each
 * a random moment after the one before. It runs none of them itself.
 *
 * @param options.spreadMs how far apart the repositories start on average, in milliseconds. @defaultValue 100
 * @returns how many it enqueued
 * @throws GhsyncError `config_invalid` without a scheduler; `store_failed`; the signal's reason
 */
export function syncAllRepositoriesTask(
  given: SyncOptions,
  { signal, spreadMs = 100 }: { readonly signal?: AbortSignal; readonly spreadMs?: number } = {},
): Promise<Dispatched> {
  const options = resolveSyncOptions(given);
  const { store, github } = options;
  const { now, random, log } = github;
  const scheduler = requireScheduler(options.scheduler);
  const startMs = now().getTime();
  return dispatch(
    async (after) => {
      const page = await store.listDue(endOfTime, { after, limit: pageSize });
      // Attempted since: it moved to the list's end, and was enqueued before.
      return page.filter(({ state }) => (state.lastAttemptAt?.getTime() ?? 0) < startMs);
    },
    (read, place) => {
      const runAt = new Date(startMs + (place + random()) * spreadMs);
      return enqueueRepository(scheduler, read, { runAt });
    },
    { log, signal },
  );
}
