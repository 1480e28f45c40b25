import { initialSyncState, type SyncState } from "../ports/sync-state.ts";

/**
 * The state of a repository whose next run begins with the first full sync. Each key by name: what is absent from a patch stays. Its
 * records stay too, and so the API that their ids belong to. Pure.
 */
export function forgottenState({ checkpoint: { apiRoot } }: SyncState): {
  readonly [K in keyof Required<SyncState>]: SyncState[K];
} {
  return {
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
    checkpoint: {
      ...initialSyncState.checkpoint,
      ...(apiRoot !== undefined && { apiRoot }),
      reread: true,
    },
  };
}
