import type { CommitPage } from "@ghsync/core";
import { chunk } from "./chunk.ts";
import type { GhSyncModel } from "./prisma-client.ts";
import { type DirtyRow, dirtyRow } from "./rows/dirty-row.ts";

const numbersAStatement = 500;

/** A page's changes to the dirty list: entries are replaced as a whole. One that is both put and removed stays. */
export function dirtyListWrites(
  model: GhSyncModel<DirtyRow>,
  { dirty = [], clean = [] }: CommitPage,
  { repositoryId, tenantId }: { readonly repositoryId: string; readonly tenantId: string | null },
): PromiseLike<unknown>[] {
  const entries = new Map(dirty.map((entry) => [entry.number, entry]));
  const replaced = [...new Set([...clean, ...entries.keys()])];
  const writes: PromiseLike<unknown>[] = chunk(replaced, numbersAStatement).map((numbers) =>
    model.deleteMany({ where: { repositoryId, number: { in: numbers } } }),
  );
  if (entries.size > 0) {
    const data = [...entries.values()].map((entry) => ({
      repositoryId,
      tenantId,
      ...dirtyRow(entry),
    }));
    writes.push(model.createMany({ data }));
  }
  return writes;
}
