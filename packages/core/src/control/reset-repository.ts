import { initialSyncState, type SyncState } from "../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../sync/sync-options.ts";

// Each key by name: what is absent from a patch stays.
const forgotten: { readonly [K in keyof Required<SyncState>]: SyncState[K] } = {
  reason: undefined,
  lastAttemptAt: undefined,
  lastSuccessAt: undefined,
  lastSyncAt: undefined,
  historyCompletedAt: undefined,
  nextAttemptAt: undefined,
  progress: undefined,
  usage: undefined,
  lastSyncError: undefined,
  ...initialSyncState,
  checkpoint: { ...initialSyncState.checkpoint, reread: true },
};

/**
 * Forgets how far a repository was read: the next run begins with the first full sync. Records stay, and are compared with what GitHub
 * shows. A run under way is overtaken, and writes nothing more.
 *
 * @returns false if there is no such repository, or if it is inactive
 */
export async function resetRepository(
  { store, owner, leaseMs: ttlMs }: Pick<ResolvedSyncOptions, "store" | "owner" | "leaseMs">,
  repositoryId: string,
  now: Date,
): Promise<boolean> {
  const lease = await store.acquireLease({ repositoryId, owner, ttlMs, now, takeOver: true });
  if (!lease) return false;
  try {
    const read = await store.readState(repositoryId);
    if (!read) return false;
    await store.commitPage(lease, { revision: read.revision, state: forgotten });
    return true;
  } finally {
    await store.releaseLease(lease);
  }
}
