import type { SyncState } from "../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";

/**
 * Changes a repository's state between runs. A run under way is overtaken, and writes nothing more.
 *
 * @returns false if there is no such repository, or if it is inactive
 */
export async function commitState(
  {
    store,
    owner,
    leaseMs: ttlMs,
    github,
  }: Pick<ResolvedSyncOptions, "store" | "owner" | "leaseMs" | "github">,
  repositoryId: string,
  change: (state: SyncState) => Partial<SyncState>,
): Promise<boolean> {
  const now = github.now();
  const lease = await store.acquireLease({ repositoryId, owner, ttlMs, now, takeOver: true });
  if (!lease) return false;
  try {
    const read = await store.readState(repositoryId);
    if (!read) return false;
    await store.commitPage(lease, { revision: read.revision, state: change(read.state) });
    return true;
  } finally {
    await store.releaseLease(lease);
  }
}
