import type { ResolvedSyncOptions } from "../sync/options/sync-options.ts";
import { makeDue } from "./make-due.ts";

/** Switches a repository on again, and makes it due: a token that it got meanwhile has not been tried. One that is on is left alone. */
export async function resume(options: ResolvedSyncOptions, repositoryId: string): Promise<boolean> {
  const read = await options.store.getRepository(repositoryId);
  if (!read || read.repository.active) return read !== undefined;
  const changed = await options.store.updateRepository(repositoryId, { active: true });
  if (changed) await makeDue(options, repositoryId);
  return changed !== undefined;
}
