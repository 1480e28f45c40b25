import type { SyncState } from "../ports/sync-state.ts";
import type { SchedulingOptions } from "../sync/options/sync-options.ts";
import { type Dispatched, dispatch } from "./dispatch.ts";
import { enqueueRepository } from "./enqueue-repository.ts";

const pageSize = 100;
/** Later than anything that is ever told to wait. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

/**
 * The task `sync-all-repositories`: enqueues `sync-repository` for every active repository, longest without an attempt first, each
 * a random moment after the one before. It runs none of them itself.
 *
 * @returns how many it enqueued
 * @throws GhsyncError `store_failed`; the signal's reason
 */
export function syncAllRepositoriesTask(
  { store, scheduler, github, spreadMs }: SchedulingOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dispatched> {
  const { now, random, log } = github;
  const startMs = now().getTime();
  return dispatch(
    async (after) => {
      const page = await store.listDue(endOfTime, { after, limit: pageSize });
      // Attempted since: it moved to the list's end, and was enqueued before.
      return page.filter(({ state }) => (state.lastAttemptAt?.getTime() ?? 0) < startMs);
    },
    (read, place) => {
      const spreadAt = startMs + (place + random()) * spreadMs;
      const runAt = new Date(Math.max(spreadAt, waitEndMs(read.state)));
      return enqueueRepository(scheduler, read, { runAt });
    },
    { log, signal },
  );
}

/** A schedule cuts short no wait for GitHub: not for a limit's end, and not after a failure that may pass by itself. */
function waitEndMs({ status, nextAttemptAt, lastSyncError }: SyncState): number {
  const mayPass = status === "error" && !lastSyncError?.userActionable;
  return (status === "deferred" || mayPass) && nextAttemptAt ? nextAttemptAt.getTime() : 0;
}
