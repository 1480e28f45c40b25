import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { updateAndMakeDue } from "./update-and-make-due.ts";

/** Switches a repository on again, and makes it due: a token that it got meanwhile has not been tried. One that is on is left as it is. */
export async function resume(options: ResolvedSyncOptions, repositoryId: string): Promise<boolean> {
  const read = await options.store.getRepository(repositoryId);
  if (!read || read.repository.active) return read !== undefined;
  return updateAndMakeDue(options, repositoryId, { active: true });
}
