import { requireText } from "../sync/options/require-text.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { makeDue } from "./make-due.ts";

/** Stores another token, and makes the repository due: what the old one was refused says nothing of this one. */
export async function setToken(
  options: ResolvedSyncOptions,
  repositoryId: string,
  encryptedToken: string | null,
): Promise<boolean> {
  if (encryptedToken !== null) requireText("encryptedToken", encryptedToken);
  const changed = await options.store.updateRepository(repositoryId, { encryptedToken });
  if (changed) await makeDue(options, repositoryId);
  return changed !== undefined;
}
