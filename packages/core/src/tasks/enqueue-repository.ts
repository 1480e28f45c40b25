import type { RepositoryRead } from "../ports/repo-store.ts";
import type { Scheduler, TaskMap } from "../ports/scheduler.ts";

/**
 * Enqueues a run on one repository: at most one waits, however often it is asked for. One that only looks whether it is due is another
 * job: it would not do for a run that was asked for.
 */
export function enqueueRepository(
  scheduler: Scheduler,
  { repository: { id }, state }: Pick<RepositoryRead, "repository" | "state">,
  {
    ifDue = false,
    runAt,
    notAfter,
  }: {
    readonly ifDue?: TaskMap["sync-repository"]["ifDue"];
    readonly runAt?: Date | undefined;
    readonly notAfter?: Date | undefined;
  } = {},
): Promise<"queued" | "duplicate"> {
  const payload = { repositoryId: id, ...(ifDue && { ifDue }) };
  const { quotaId } = state.checkpoint;
  return scheduler.enqueue("sync-repository", payload, {
    key: `sync-repository ${id}${ifDue ? " if due" : ""}`,
    runAt,
    notAfter,
    group: quotaId,
  });
}
