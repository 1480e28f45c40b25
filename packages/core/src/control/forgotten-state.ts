import { initialSyncState, type SyncState } from "../ports/sync-state.ts";

/**
 * The state of a repository whose next run begins with the first full sync. Each key by name: what is absent from a patch stays.
 */
export const forgottenState: { readonly [K in keyof Required<SyncState>]: SyncState[K] } = {
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
