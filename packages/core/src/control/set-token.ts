import { requireText } from "../sync/options/require-text.ts";
import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { updateAndMakeDue } from "./update-and-make-due.ts";

/** Stores another token, and makes the repository due: what the old one was refused says nothing of this one. */
export async function setToken(
  options: ResolvedSyncOptions,
  repositoryId: string,
  encryptedToken: string | null,
): Promise<boolean> {
  if (encryptedToken !== null) requireText("encryptedToken", encryptedToken);
  return updateAndMakeDue(options, repositoryId, { encryptedToken });
}
