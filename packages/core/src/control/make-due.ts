import { isGhsyncError } from "../errors/ghsync-error.ts";
import type { SyncState } from "../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { commitState } from "./commit-state.ts";

/**
 * Makes a repository due at once. A run under way is overtaken: it would say at its end when the repository is due.
 *
 * @returns false if there is no such repository, or if it is inactive
 */
export async function makeDue(
  options: ResolvedSyncOptions,
  repositoryId: string,
): Promise<boolean> {
  const commit = () => commitState(options, repositoryId, dueNow);
  return commit().catch((error: unknown) => {
    // Somebody else has changed the repository at the same moment.
    if (isGhsyncError(error) && error.code === "lease_lost") return commit();
    throw error;
  });
}

function dueNow({ status }: SyncState): Partial<SyncState> {
  const stopped = { status: "partial", reason: "stopped" } as const;
  return { nextAttemptAt: undefined, ...(status === "syncing" && stopped) };
}
