import type { Logger } from "../ports/logger.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";

/** Repositories that one query for due repositories returns at most. */
export const dispatchPageSize = 100;

/** How many repositories a dispatch enqueued. */
export interface DispatchCounts {
  readonly queued: number;
  /** A job for them waited already. */
  readonly duplicate: number;
  /** They could not be enqueued; the log has the reason of each. */
  readonly failed: number;
}

/**
 * Enqueues repositories one after the other, with one page in memory. If one fails, the others are
 * still enqueued.
 *
 * @param listPage returns the page behind that repository
 * @param enqueue gets the repository's position in the whole, from 0
 * @throws what `listPage` throws; the signal's reason
 */
export async function dispatch(
  listPage: (after: RepositoryRead | undefined) => Promise<readonly RepositoryRead[]>,
  enqueue: (read: RepositoryRead, position: number) => Promise<"queued" | "duplicate">,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal | undefined },
): Promise<DispatchCounts> {
  const counts = { queued: 0, duplicate: 0, failed: 0 };
  let position = 0;
  for (let page = await listPage(undefined); page.length > 0; page = await listPage(page.at(-1))) {
    for (const read of page) {
      signal?.throwIfAborted();
      try {
        counts[await enqueue(read, position)] += 1;
      } catch (error) {
        counts.failed += 1;
        log.error(`Repository ${read.repository.id} could not be enqueued: ${String(error)}`);
      }
      position += 1;
    }
  }
  return counts;
}

type Read = Pick<RepositoryRead, "repository" | "state">;
type When = { readonly runAt?: Date | undefined };

/** Enqueues a run of one repository, due or not. At most one such job waits. */
export function enqueueRepository(
  scheduler: Scheduler,
  read: Read,
  when: When = {},
): Promise<"queued" | "duplicate"> {
  return enqueue(scheduler, read, when, { ifDue: false });
}

/**
 * Enqueues a run that does nothing if another run came first and the repository is no longer due.
 * Its key differs from that of {@link enqueueRepository}: a run that must take place is never a
 * duplicate of this job.
 */
export function enqueueIfDue(
  scheduler: Scheduler,
  read: Read,
  when: When = {},
): Promise<"queued" | "duplicate"> {
  return enqueue(scheduler, read, when, { ifDue: true });
}

function enqueue(
  scheduler: Scheduler,
  { repository: { id }, state: { checkpoint } }: Read,
  { runAt }: When,
  { ifDue }: { readonly ifDue: boolean },
) {
  const payload = { repositoryId: id, ...(ifDue && { ifDue }) };
  const key = `sync-repository ${id}${ifDue ? " if due" : ""}`;
  return scheduler.enqueue("sync-repository", payload, { key, runAt, group: checkpoint.quotaId });
}
