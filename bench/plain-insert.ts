import type { PlainDatabase, PlainRow } from "./plain-database.ts";

/** The record tables with their keys. */
const tables: Readonly<Record<string, readonly string[]>> = {
  ghsync_pull_requests: ["repository_id", "number"],
  ghsync_review_requests: ["repository_id", "pull_request_number", "kind", "reviewer"],
  ghsync_reviews: ["repository_id", "pull_request_number", "id"],
  ghsync_review_comments: ["repository_id", "pull_request_number", "id"],
  ghsync_comments: ["repository_id", "pull_request_number", "id"],
  ghsync_commits: ["repository_id", "pull_request_number", "sha"],
  ghsync_files: ["repository_id", "pull_request_number", "path_hash"],
};

/** Rows of each table. */
export type PlainPage = ReadonlyMap<string, readonly PlainRow[]>;

/** All rows of some pull requests, as they are stored. */
export async function readPlainPage(
  database: PlainDatabase,
  numbers: readonly number[],
): Promise<PlainPage> {
  const page = new Map<string, readonly PlainRow[]>();
  for (const [table, key] of Object.entries(tables)) {
    const sql = `SELECT * FROM ${table} WHERE ${key[1]} IN (${numbers})`;
    page.set(table, await database.select(sql));
  }
  return page;
}

/** Writes a page as one would by hand: a transaction with multi-row `INSERT ... ON CONFLICT DO UPDATE`, as many rows a statement as fit. */
export async function insertPlainPage(database: PlainDatabase, page: PlainPage): Promise<void> {
  await database.run("BEGIN");
  for (const [table, rows] of page) {
    const columns = Object.keys(rows[0] ?? {});
    const size = Math.floor(database.maxValues / columns.length);
    for (let start = 0; start < rows.length; start += size) {
      const some = rows.slice(start, start + size);
      const values = some.flatMap((row) => columns.map((column) => row[column]));
      await database.run(insertSql(database, table, columns, some.length), values);
    }
  }
  await database.run("COMMIT");
}

function insertSql(
  { placeholder }: PlainDatabase,
  table: string,
  columns: readonly string[],
  rows: number,
): string {
  const tuples = Array.from({ length: rows }, (_, row) => {
    const places = columns.map((_, column) => placeholder(row * columns.length + column));
    return `(${places})`;
  });
  const key = tables[table] ?? [];
  const others = columns.filter((column) => !key.includes(column));
  const updates = others.map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${table} (${columns}) VALUES ${tuples} ON CONFLICT (${key}) DO UPDATE SET ${updates}`;
}
