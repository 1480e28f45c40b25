import { isGhsyncError } from "../errors/ghsync-error.ts";
import type { SyncState } from "../ports/sync-state.ts";
import { requireText } from "../sync/options/require-text.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { commitState } from "./commit-state.ts";

/** Stores another token, and makes the repository due: what the old one was refused says nothing of this one. */
export async function setToken(
  options: ResolvedSyncOptions,
  repositoryId: string,
  encryptedToken: string | null,
): Promise<boolean> {
  if (encryptedToken !== null) requireText("encryptedToken", encryptedToken);
  const changed = await options.store.updateRepository(repositoryId, { encryptedToken });
  if (!changed) return false;
  // A run under way has the old token, and would say at its end when the repository is due.
  const makeDue = () => commitState(options, repositoryId, dueNow);
  await makeDue().catch((error: unknown) => {
    // Somebody else has changed the repository at the same moment.
    if (isGhsyncError(error) && error.code === "lease_lost") return makeDue();
    throw error;
  });
  return true;
}

function dueNow({ status }: SyncState): Partial<SyncState> {
  const stopped = { status: "partial", reason: "stopped" } as const;
  return { nextAttemptAt: undefined, ...(status === "syncing" && stopped) };
}
