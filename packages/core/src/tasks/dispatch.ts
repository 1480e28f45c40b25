import type { Logger } from "../ports/logger.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";

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
