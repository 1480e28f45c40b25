import type { BulkInsert } from "./bulk-insert.ts";
import { chunk } from "./chunk.ts";
import type { TableChange } from "./page-changes.ts";
import { type PageTable, pageTables } from "./page-tables.ts";
import type { GhSyncPrismaClient, Row } from "./prisma-client.ts";

/** The columns that every new row gets. */
export interface WriteStamp {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  readonly revision: number;
}

const keysAStatement = 200;

/**
 * What a commit writes: first vanished rows, those that may refer to others before these, then table by table new rows together, and
 * changed rows one by one, with what changed alone.
 */
export function pageWrites(
  prisma: GhSyncPrismaClient,
  changes: readonly TableChange[],
  stamp: WriteStamp,
  bulkInsert: BulkInsert | undefined,
): PromiseLike<unknown>[] {
  return [
    ...changes.toReversed().flatMap((change) => deletions(prisma, change, stamp)),
    ...changes.flatMap((change) => tableWrites(prisma, change, stamp, bulkInsert)),
  ];
}

function deletions(
  prisma: GhSyncPrismaClient,
  { table, vanished }: TableChange,
  { repositoryId }: WriteStamp,
): PromiseLike<unknown>[] {
  return chunk(vanished, keysAStatement).map((rows) =>
    prisma[pageTables[table].model].deleteMany({
      where: { repositoryId, OR: rows.map((row) => keyOf(table, row)) },
    }),
  );
}

function tableWrites(
  prisma: GhSyncPrismaClient,
  { table, created, changed, noted }: TableChange,
  stamp: WriteStamp,
  bulkInsert: BulkInsert | undefined,
): PromiseLike<unknown>[] {
  const model = prisma[pageTables[table].model];
  const { repositoryId, revision } = stamp;
  const writes: PromiseLike<unknown>[] = [];
  if (created.length > 0) {
    writes.push(
      bulkInsert
        ? bulkInsert(table, created, stamp)
        : model.createMany({ data: created.map((row) => ({ ...row, ...stamp })) }),
    );
  }
  // Not `update`: its "no such record" would pass for a lost lease.
  for (const { row, columns } of changed) {
    const where = { repositoryId, ...keyOf(table, row) };
    writes.push(model.updateMany({ where, data: { ...columns, revision } }));
  }
  for (const { row, columns } of noted) {
    writes.push(model.updateMany({ where: { repositoryId, ...keyOf(table, row) }, data: columns }));
  }
  return writes;
}

function keyOf(table: PageTable, row: Row): Row {
  return Object.fromEntries(pageTables[table].key.map((column) => [column, row[column]]));
}
