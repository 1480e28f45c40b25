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
