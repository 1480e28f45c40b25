import type { SyncState } from "../ports/sync-state.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { commitState } from "./commit-state.ts";

/**
 * Makes a repository due at once. A run under way is overtaken: it would say at its end when the repository is due.
 *
 * @returns false if there is no such repository, or if it is inactive
 */
export function makeDue(options: ResolvedSyncOptions, repositoryId: string): Promise<boolean> {
  return commitState(options, repositoryId, dueNow);
}

function dueNow({ status }: SyncState): Partial<SyncState> {
  const stopped = { status: "partial", reason: "stopped" } as const;
  return { nextAttemptAt: undefined, ...(status === "syncing" && stopped) };
}
