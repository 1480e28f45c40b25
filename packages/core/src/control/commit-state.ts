import { isGhsyncError } from "../errors/ghsync-error.ts";
import type { SyncState } from "../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";

type Change = (state: SyncState) => Partial<SyncState>;
type Options = Pick<ResolvedSyncOptions, "store" | "owner" | "leaseMs" | "github">;

/** Each time, somebody else has come further. */
const mostTries = 20;

/**
 * Changes a repository's state between runs. A run under way is overtaken, and writes nothing more.
 *
 * @returns false if there is no such repository, or if it is inactive
 */
export async function commitState(
  options: Options,
  repositoryId: string,
  change: Change,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await commitOnce(options, repositoryId, change);
    } catch (error) {
      // Somebody else has changed the repository at the same moment.
      const isOvertaken = isGhsyncError(error) && error.code === "lease_lost";
      if (!isOvertaken || tries === mostTries) throw error;
    }
  }
}

async function commitOnce(
  { store, owner, leaseMs: ttlMs, github }: Options,
  repositoryId: string,
  change: Change,
): Promise<boolean> {
  const { now, log } = github;
  const request = { repositoryId, owner, ttlMs, now: now(), takeOver: true };
  const lease = await store.acquireLease(request);
  if (!lease) return false;
  try {
    const read = await store.readState(repositoryId);
    if (!read) return false;
    await store.commitPage(lease, { revision: read.revision, state: change(read.state) });
    return true;
  } finally {
    // What is done is done: the lease ends by itself.
    await store.releaseLease(lease).catch((error: unknown) => log.warn(String(error)));
  }
}
