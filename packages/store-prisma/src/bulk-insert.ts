import { columnOf, hasShippedNames } from "./has-shipped-names.ts";
import type { GhSyncModelNames } from "./model-names.ts";
import { type PageTable, pageTables } from "./page-tables.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";
import type { Row } from "./rows/row.ts";

/** Inserts rows of one table by one statement, in which all values are one parameter. */
export type BulkInsert = (
  table: PageTable,
  rows: readonly Row[],
  stamp: WriteStamp,
) => PromiseLike<unknown>;

interface Dialect {
  /**
   * The statement. Its parameters are the repository's id, the tenant, the repository's id, its revision, and the rows as JSON. The
   * revision is looked up, so that the statement fails (the column is not null) unless it sees, by the tables' plain names, what the
   * transaction's fence has just written: rows never go to other tables of the same names.
   */
  statement(table: string, columns: readonly string[]): string;
  /** A row in the statement's JSON. */
  row(values: readonly unknown[], columns: readonly string[]): unknown;
  /** An instant as Prisma's adapter writes it. */
  instant(date: Date): string;
}

const dialects: { readonly [provider: string]: Dialect | undefined } = {
  sqlite: {
    statement: (table, columns) =>
      `INSERT INTO ${table} (repository_id, tenant_id, revision, ${columns})
      SELECT ?, ?, (
        SELECT revision FROM ghsync_repositories
        WHERE id = ? AND revision = ? AND typeof(lease_expires_at) = 'text'
      ), ${columns.map((_, index) => `value ->> ${index}`)}
      FROM json_each(?)`,
    row: (values) => values,
    // The adapter can be configured to write numbers, which the statement notices.
    instant: (date) => date.toISOString().replace("Z", "+00:00"),
  },
  postgresql: {
    statement: (table, columns) =>
      `INSERT INTO ${table} (repository_id, tenant_id, revision, ${columns})
      SELECT $1, $2, (SELECT revision FROM ghsync_repositories WHERE id = $3 AND revision = $4), ${columns}
      FROM json_populate_recordset(NULL::${table}, $5::json)`,
    row: (values, columns) =>
      Object.fromEntries(columns.map((column, index) => [column, values[index]])),
    // In the session's zone, as all that the adapter writes and reads.
    instant: (date) => date.toISOString().slice(0, -1),
  },
};

/**
 * The way to insert many rows at once into this client's database; `undefined` where there is none but `createMany`, through which Prisma
 * takes ten times as long: decisions/bulk-insert.md.
 */
export function createBulkInsert(
  prisma: WholePrismaClient,
  names: GhSyncModelNames = {},
): BulkInsert | undefined {
  const dialect = dialects[providerOf(prisma) ?? ""];
  const execute = prisma.$executeRawUnsafe?.bind(prisma);
  if (!dialect || !execute || !hasShippedNames(prisma, names)) return undefined;
  return (table, rows, { repositoryId, tenantId, revision }) => {
    const fields = [...new Set(rows.flatMap(Object.keys))];
    const columns = fields.map(columnOf);
    const values = rows.map((row) => {
      const value = (field: string) => {
        const item = row[field];
        return item instanceof Date ? dialect.instant(item) : item;
      };
      return dialect.row(fields.map(value), columns);
    });
    return execute(
      dialect.statement(pageTables[table].name, columns),
      repositoryId,
      tenantId,
      repositoryId,
      revision,
      JSON.stringify(values),
    );
  };
}

/** The columns that every new row gets. */
export interface WriteStamp {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  readonly revision: number;
}
