import { chunk } from "./chunk.ts";
import type { RowDiff } from "./diff-rows.ts";
import type { GhSyncModel, Row } from "./prisma-client.ts";

/** The columns that every new row gets. */
export interface WriteStamp {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  readonly revision: number;
}

const keysAStatement = 200;

/** A table's part of a commit: new rows together, vanished rows together, changed rows one by one, with what changed alone. */
export function tableWrites(
  {
    model,
    key,
    diff,
  }: { readonly model: GhSyncModel; readonly key: readonly string[]; readonly diff: RowDiff },
  stamp: WriteStamp,
): PromiseLike<unknown>[] {
  const { repositoryId, revision } = stamp;
  const keyOf = (row: Row): Row => Object.fromEntries(key.map((name) => [name, row[name]]));
  const writes: PromiseLike<unknown>[] = chunk(diff.vanished, keysAStatement).map((rows) =>
    model.deleteMany({ where: { repositoryId, OR: rows.map(keyOf) } }),
  );
  if (diff.created.length > 0) {
    writes.push(model.createMany({ data: diff.created.map((row) => ({ ...row, ...stamp })) }));
  }
  for (const { row, columns } of diff.changed) {
    // Not `update`: its "no such record" would pass for a lost lease.
    const where = { repositoryId, ...keyOf(row) };
    writes.push(model.updateMany({ where, data: { ...columns, revision } }));
  }
  return writes;
}

/** Rows that diffs create, change or delete. */
export function countRows(diffs: readonly RowDiff[]): number {
  return diffs.reduce(
    (sum, { created, changed, vanished }) =>
      sum + created.length + changed.length + vanished.length,
    0,
  );
}
