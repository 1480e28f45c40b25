import { GhsyncError } from "@ghsync/core";
import type { Database } from "./database.ts";
import { quoted, statement } from "./dialect.ts";
import { isUniqueViolation } from "./driver-errors.ts";
import type { SqlStatement } from "./executor.ts";
import { expectedColumns, firstVersion } from "./schema.ts";
import { raw, sql } from "./sql.ts";

const versions = [firstVersion];

/** Creates and updates the tables, and names what is missing. */
export interface Migrations {
  /**
   * Brings the tables to this release's version. Forward only, and safe from many processes at once.
   *
   * It creates the schema on PostgreSQL, and changes no table but those that begin with `ghsync_`.
   */
  migrate(): Promise<void>;
  /**
   * Checks that all tables and columns exist.
   *
   * @throws GhsyncError `config_invalid` that names what is missing
   */
  check(): Promise<void>;
}

/** The migrations of one database. */
export function migrations(database: Database): Migrations {
  const { dialect, run } = database;
  const write = (text: string): SqlStatement => statement(dialect, raw(text));
  const table = dialect.table({ name: "ghsync_migrations" });
  const present = async () => {
    const [rows = []] = await run([
      sql`SELECT ${dialect.jsonArray([raw("t.version")])} AS r FROM ${table} AS t ORDER BY t.version DESC LIMIT 1`,
    ]);
    const [row] = rows;
    return row ? Number(JSON.parse(row.r)[0]) : 0;
  };
  // Not run if the table exists, so a role that may create nothing can start the app.
  const prepare = () =>
    run([
      // CREATE … IF NOT EXISTS alone fails if two processes run it at once.
      ...(dialect.schema === undefined
        ? []
        : [
            write("SELECT '' AS r FROM (SELECT pg_advisory_xact_lock(4702111234474983745)) AS l"),
            write(`CREATE SCHEMA IF NOT EXISTS ${quoted(dialect.schema)}`),
          ]),
      statement(
        dialect,
        sql`CREATE TABLE IF NOT EXISTS ${table} (version integer NOT NULL PRIMARY KEY)`,
      ),
    ]);

  return {
    async migrate() {
      if (!(await storedColumns(database)).has("ghsync_migrations")) await prepare();
      for (;;) {
        const version = await present();
        const next = versions[version];
        if (!next) return;
        try {
          await run([
            // Of two processes that apply a version, one meets the other's row and changes nothing.
            statement(
              dialect,
              sql`INSERT INTO ${table} (version) VALUES (${dialect.value("int", version + 1)})`,
            ),
            ...next(dialect).map(write),
          ]);
        } catch (error) {
          if (!isUniqueViolation(error)) throw error;
        }
      }
    },

    async check() {
      const missing: string[] = [];
      const stored = await storedColumns(database);
      for (const [name, columns] of expectedColumns()) {
        const found = stored.get(name);
        if (!found) missing.push(`table ${name}`);
        else
          missing.push(...columns.filter((one) => !found.has(one)).map((one) => `${name}.${one}`));
      }
      if (missing.length === 0) return;
      throw new GhsyncError(
        "config_invalid",
        `The database lacks ${missing.join(", ")}. Run store.migrate().`,
        { userActionable: true },
      );
    },
  };
}

async function storedColumns({ dialect, run }: Database): Promise<Map<string, Set<string>>> {
  const query =
    dialect.name === "postgresql"
      ? sql`SELECT ${dialect.jsonArray([raw("c.table_name"), raw("c.column_name")])} AS r
          FROM information_schema.columns AS c WHERE c.table_schema = ${dialect.schema ?? null}`
      : sql`SELECT ${dialect.jsonArray([raw("m.name"), raw("c.name")])} AS r
          FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'`;
  const [rows = []] = await run([query]);
  const tables = new Map<string, Set<string>>();
  for (const { r } of rows) {
    const [table, column] = JSON.parse(r);
    tables.set(table, (tables.get(table) ?? new Set()).add(column));
  }
  return tables;
}
