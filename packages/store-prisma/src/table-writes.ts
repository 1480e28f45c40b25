import type { BulkInsert } from "./bulk-insert.ts";
import { chunk } from "./chunk.ts";
import type { TableChange } from "./page-changes.ts";
import { pageTables } from "./page-tables.ts";
import type { GhSyncPrismaClient, Row } from "./prisma-client.ts";

/** The columns that every new row gets. */
export interface WriteStamp {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  readonly revision: number;
}

const keysAStatement = 200;

/** A table's part of a commit: new rows together, vanished rows together, changed rows one by one, with what changed alone. */
export function tableWrites(
  prisma: GhSyncPrismaClient,
  { table, created, changed, vanished, noted }: TableChange,
  stamp: WriteStamp,
  bulkInsert: BulkInsert | undefined,
): PromiseLike<unknown>[] {
  const { model: name, key } = pageTables[table];
  const model = prisma[name];
  const { repositoryId, revision } = stamp;
  const keyOf = (row: Row): Row => Object.fromEntries(key.map((column) => [column, row[column]]));
  const writes: PromiseLike<unknown>[] = chunk(vanished, keysAStatement).map((rows) =>
    model.deleteMany({ where: { repositoryId, OR: rows.map(keyOf) } }),
  );
  if (created.length > 0) {
    writes.push(
      bulkInsert
        ? bulkInsert(table, created, stamp)
        : model.createMany({ data: created.map((row) => ({ ...row, ...stamp })) }),
    );
  }
  // Not `update`: its "no such record" would pass for a lost lease.
  for (const { row, columns } of changed) {
    const where = { repositoryId, ...keyOf(row) };
    writes.push(model.updateMany({ where, data: { ...columns, revision } }));
  }
  for (const { row, columns } of noted) {
    writes.push(model.updateMany({ where: { repositoryId, ...keyOf(row) }, data: columns }));
  }
  return writes;
}
