import type { BulkInsert, WriteStamp } from "./bulk-insert.ts";
import { chunk } from "./chunk.ts";
import type { TableChange } from "./diff-rows.ts";
import { groupedBy } from "./grouped-by.ts";
import { type PageTable, pageTables } from "./page-tables.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";
import type { Row } from "./rows/row.ts";

/** Values of keys in a statement. PostgreSQL's limit is 32,767; the least of all is 999. */
const keyValues = (prisma: WholePrismaClient) =>
  providerOf(prisma) === "postgresql" ? 30_000 : 990;

/**
 * What a commit writes: first vanished rows, those that may refer to others before these, then table by table new rows together, and
 * changed rows one by one, with what changed alone.
 */
export function pageWrites(
  prisma: WholePrismaClient,
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
  prisma: WholePrismaClient,
  { table, vanished }: TableChange,
  { repositoryId }: WriteStamp,
): PromiseLike<unknown>[] {
  const { model, key } = pageTables[table];
  return chunk(vanished, Math.floor(keyValues(prisma) / key.length)).map((rows) =>
    prisma[model].deleteMany({ where: { repositoryId, OR: keysOf(key, rows) } }),
  );
}

/** Conditions that rows of these keys meet: those that differ in the last column alone share one. */
function keysOf([column = "", ...others]: readonly string[], rows: readonly Row[]): Row[] {
  const values = groupedBy(rows, column);
  if (others.length === 0) return [{ [column]: { in: [...values.keys()] } }];
  return [...values].flatMap(([value, some]) =>
    keysOf(others, some).map((rest) => ({ [column]: value, ...rest })),
  );
}

function tableWrites(
  prisma: WholePrismaClient,
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
