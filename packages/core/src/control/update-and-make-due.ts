import type { RepoStore } from "../ports/repo-store.ts";
import type { SyncState } from "../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { commitState } from "./commit-state.ts";

/**
 * Changes a repository, and makes it due at once. A run under way is overtaken: it would say at its end when the repository is due.
 *
 * @returns false if there is no such repository. One that is inactive is changed, and stays as due as it was.
 */
export async function updateAndMakeDue(
  options: ResolvedSyncOptions,
  repositoryId: string,
  changes: Parameters<RepoStore["updateRepository"]>[1],
): Promise<boolean> {
  const changed = await options.store.updateRepository(repositoryId, changes);
  if (changed) await commitState(options, repositoryId, dueNow);
  return changed !== undefined;
}

function dueNow({ status }: SyncState): Partial<SyncState> {
  const stopped = { status: "partial", reason: "stopped" } as const;
  return { nextAttemptAt: undefined, ...(status === "syncing" && stopped) };
}
