import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import type { Place } from "../packages/store-sql/test/drivers.ts";

/** The record tables, and the columns that tell their rows apart. */
const tables = {
  ghsync_pull_requests: "repo, number",
  ghsync_review_requests: "repo, number, kind, reviewer",
  ghsync_reviews: "repo, number, id",
  ghsync_review_comments: "repo, number, id",
  ghsync_comments: "repo, number, id",
  ghsync_commits: "repo, number, sha",
  ghsync_files: "repo, number, path_hash",
};

/** Rows of each table. */
type Page = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

/** The same rows, written by hand. */
export interface Reference {
  /** Reads the rows of some pull requests from another database. */
  readRows(from: Place, numbers: readonly number[]): Promise<Page>;
  write(page: Page): Promise<void>;
  close(): Promise<void>;
}

/** Opens the way that a good engineer would write a page on this driver. */
export function openReference(name: "better-sqlite3" | "pg", place: Place): Reference {
  return name === "pg" ? openPg(place) : openSqlite(place);
}

function upsert(table: string, key: string, columns: readonly string[], source: string): string {
  const others = columns.filter((column) => !key.split(", ").includes(column));
  const set = others.map((column) => `${column} = excluded.${column}`).join(", ");
  const action = set === "" ? "NOTHING" : `UPDATE SET ${set}`;
  return `INSERT INTO ${table} (${columns.join(", ")}) ${source} ON CONFLICT (${key}) DO ${action}`;
}

/** One statement a page, which takes the rows of each table as one JSON parameter. */
function openPg({ postgresUrl, schema }: Place): Reference {
  const client = new pg.Pool({ connectionString: postgresUrl, max: 1 });
  return {
    async readRows(from, numbers) {
      const page = new Map<string, Record<string, unknown>[]>();
      for (const table of Object.keys(tables)) {
        const { rows } = await client.query(
          `SELECT row_to_json(t) AS row FROM ${from.schema}.${table} AS t WHERE number = ANY($1)`,
          [numbers],
        );
        page.set(
          table,
          rows.map(({ row }) => row),
        );
      }
      return page;
    },
    async write(page) {
      const parts: string[] = [];
      const values: string[] = [];
      for (const [table, key] of Object.entries(tables)) {
        const rows = page.get(table) ?? [];
        const columns = Object.keys(rows[0] ?? {});
        if (columns.length === 0) continue;
        values.push(JSON.stringify(rows));
        const source = `SELECT ${columns.join(", ")} FROM json_populate_recordset(NULL::${schema}.${table}, $${values.length}::json)`;
        parts.push(`${table} AS (${upsert(`${schema}.${table}`, key, columns, source)})`);
      }
      const text = `WITH ${parts.join(", ")} SELECT 1`;
      await client.query({
        text,
        values,
        name: Object.keys(tables)
          .map((table) => (page.get(table)?.length ? 1 : 0))
          .join(""),
      });
    },
    close: () => client.end(),
  };
}

/** One prepared statement a table in one transaction, run once a row. */
function openSqlite({ file }: Place): Reference {
  const database = new BetterSqlite3(file);
  const prepared = new Map<string, BetterSqlite3.Statement<unknown[]>>();
  const prepare = (text: string) => {
    const statement = prepared.get(text) ?? database.prepare<unknown[]>(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    async readRows(from, numbers) {
      const source = new BetterSqlite3(from.file);
      const read = (table: string) =>
        source.prepare(`SELECT * FROM ${table} WHERE number IN (${numbers})`).all();
      const page = new Map(Object.keys(tables).map((table) => [table, read(table)]));
      source.close();
      return page as Page;
    },
    async write(page) {
      database.exec("BEGIN IMMEDIATE");
      for (const [table, key] of Object.entries(tables)) {
        const rows = page.get(table) ?? [];
        const columns = Object.keys(rows[0] ?? {});
        if (columns.length === 0) continue;
        const places = columns.map(() => "?").join(", ");
        const statement = prepare(upsert(table, key, columns, `VALUES (${places})`));
        for (const row of rows) statement.run(...Object.values(row));
      }
      database.exec("COMMIT");
    },
    close: async () => void database.close(),
  };
}
