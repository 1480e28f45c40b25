import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";

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
 * Enqueues a run on one repository, which looks again whether it is due: where another run was quicker, it does nothing. It is another job
 * than {@link enqueueRepository}'s: a duplicate of that would not run.
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
