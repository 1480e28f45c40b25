import type { Logger } from "../ports/logger.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";

/** What a dispatch came to. */
export interface Dispatched {
  /** Repositories that were enqueued. */
  readonly queued: number;
  /** Those that waited already. */
  readonly duplicate: number;
  /** Those that could not be enqueued, for a reason that is logged. */
  readonly failed: number;
}

/**
 * Enqueues repositories, one after the other and a page in memory at a time. One that fails stops no other.
 *
 * @param listPage the page behind that repository
 * @param enqueue is given the place of the repository in the whole, from 0
 */
export async function dispatch(
  listPage: (after: RepositoryRead | undefined) => Promise<readonly RepositoryRead[]>,
  enqueue: (read: RepositoryRead, place: number) => Promise<"queued" | "duplicate">,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal | undefined },
): Promise<Dispatched> {
  const counts = { queued: 0, duplicate: 0, failed: 0 };
  let place = 0;
  for (let page = await listPage(undefined); page.length > 0; page = await listPage(page.at(-1))) {
    for (const read of page) {
      signal?.throwIfAborted();
      try {
        counts[await enqueue(read, place)] += 1;
      } catch (error) {
        counts.failed += 1;
        log.error(`Repository ${read.repository.id} could not be enqueued: ${String(error)}`);
      }
      place += 1;
    }
  }
  return counts;
}

type Read = Pick<RepositoryRead, "repository" | "state">;
type When = { readonly runAt?: Date | undefined };

/** Enqueues a run on one repository, whether it is due or not: at most one waits, however often this is called. */
export function enqueueRepository(
  scheduler: Scheduler,
  read: Read,
  when: When = {},
): Promise<"queued" | "duplicate"> {
  return enqueue(scheduler, read, when, { ifDue: false });
}

/**
 * Enqueues a run on one repository that does nothing if the repository is no longer due, because another run was quicker. Its key differs from
 * that of {@link enqueueRepository}: a run that has to take place in any case must not be dropped as a duplicate of this job.
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
