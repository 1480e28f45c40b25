import { readFileSync } from "node:fs";
import type { GhsyncTables, PostgresValues, SqliteValues } from "@ghsync/store-sql/kysely";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { drivers, openDatabase } from "./drivers.ts";

vi.setConfig({ testTimeout: 180_000 });

/** A table's columns: type and whether it allows null, by name. */
type Columns = Readonly<Record<string, string>>;

async function open(name: "pg" | "better-sqlite3") {
  const database = await openDatabase(drivers[name], inject("postgresUrl"));
  onTestFinished(() => database.close());
  return database;
}

function describeColumn(type: string, isNullable: boolean): string {
  return isNullable ? `${type} | null` : type;
}

/** The migrated tables, as PostgreSQL and SQLite describe them. */
async function migrated(name: "pg" | "better-sqlite3"): Promise<Record<string, Columns>> {
  const { query, place } = await open(name);
  const rows =
    name === "pg"
      ? await query(
          `SELECT c.relname AS "table", a.attname AS name, NOT a.attnotnull AS nullable,
             format_type(a.atttypid, a.atttypmod) AS type
           FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
           WHERE c.relnamespace = ?::text::regnamespace AND c.relkind = 'r' AND a.attnum > 0`,
          [place.schema],
        )
      : await query(
          `SELECT m.name AS "table", c.name AS name, c.type AS type,
             c."notnull" = 0 AND c.pk = 0 AS nullable
           FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'`,
        );
  const tables: Record<string, Record<string, string>> = {};
  for (const { table, name: column, type, nullable } of rows) {
    if (table === "ghsync_migrations") continue;
    tables[String(table)] ??= {};
    const columns = tables[String(table)] as Record<string, string>;
    columns[String(column)] = describeColumn(String(type), Boolean(nullable));
  }
  return tables;
}

/** The interfaces of the file for Kysely, by table. */
function kyselyTables(): Record<string, Columns> {
  const text = readFileSync(new URL("../src/kysely.ts", import.meta.url), "utf8");
  const bodies = new Map(
    [...text.matchAll(/^export interface (\w+).*\{\n([^}]*)\}/gm)].map(([, name, body]) => [
      String(name),
      [...String(body).matchAll(/^ {2}(\w+): (.*);$/gm)].map(
        ([, field, type]) => [String(field), String(type)] as const,
      ),
    ]),
  );
  const tables = (bodies.get("GhsyncTables") ?? []).map(([table, type]) => [
    table,
    Object.fromEntries(bodies.get(type.replace("<T>", "")) ?? []),
  ]);
  return Object.fromEntries(tables);
}

/** The types of a database's columns, as the file for Kysely names them. */
const kyselyTypes: { readonly [type: string]: readonly string[] } = {
  integer: ["number"],
  bigint: ['T["big"]'],
  text: ["string"],
  boolean: ['T["bool"]'],
  "timestamp(3) with time zone": ['T["instant"]'],
  jsonb: ['T["json"]'],
  bytea: ["Uint8Array"],
  INTEGER: ["number", 'T["big"]', 'T["bool"]'],
  TEXT: ["string", 'T["instant"]', 'T["json"]'],
  BLOB: ["Uint8Array"],
};

test.each(["pg", "better-sqlite3"] as const)(
  "The types for Kysely name the columns that the migration makes, on %s",
  async (name) => {
    const expected = await migrated(name);
    const types = kyselyTables();
    expect(new Set(Object.keys(types))).toEqual(new Set(Object.keys(expected)));
    for (const [table, columns] of Object.entries(expected)) {
      expect(new Set(Object.keys(types[table] ?? {}))).toEqual(new Set(Object.keys(columns)));
      for (const [column, described] of Object.entries(columns)) {
        const [type = "", isNullable] = described.split(" | ");
        const allowed = kyselyTypes[type]?.map((one) => describeColumn(one, isNullable === "null"));
        expect(allowed, `${table}.${column}`).toContain(types[table]?.[column]);
      }
    }
  },
);

test("The schema for Drizzle names the columns that the migration makes", async () => {
  const text = readFileSync(new URL("../schema/drizzle-postgres.ts", import.meta.url), "utf8");
  const types: { readonly [builder: string]: string } = {
    integer: "integer",
    bigint: "bigint",
    text: "text",
    boolean: "boolean",
    timestamp: "timestamp(3) with time zone",
    jsonb: "jsonb",
    bytea: "bytea",
  };
  const tables = [...text.matchAll(/ghsync\.table\(\s*"(\w+)",\s*\{([\s\S]*?)\n {2}\},\n/g)].map(
    ([, table, body]) => {
      const columns = [...String(body).matchAll(/^ {4}\w+: (\w+)\("(\w+)"([\s\S]*?),$/gm)].map(
        ([, builder = "", column, rest = ""]) => [
          column,
          describeColumn(types[builder] ?? builder, !rest.includes(".notNull()")),
        ],
      );
      return [table, Object.fromEntries(columns)];
    },
  );
  expect(Object.fromEntries(tables)).toEqual(await migrated("pg"));
});

test("A host's Kysely reads with these types what the drivers return", async () => {
  const sqlite = await open("better-sqlite3");
  const postgres = await open("pg");
  for (const { store } of [sqlite, postgres]) {
    const { commit } = await startRun(store);
    await commit(toStore(exampleSnapshot(1)));
  }
  const { default: BetterSqlite3 } = await import("better-sqlite3");
  const { default: pg } = await import("pg");
  const onSqlite = new Kysely<GhsyncTables<SqliteValues>>({
    dialect: new SqliteDialect({ database: new BetterSqlite3(sqlite.place.file) }),
  });
  const pool = new pg.Pool({ connectionString: postgres.place.postgresUrl });
  const onPostgres = new Kysely<GhsyncTables<PostgresValues>>({
    dialect: new PostgresDialect({ pool }),
  }).withSchema(postgres.place.schema);
  onTestFinished(async () => {
    await onSqlite.destroy();
    await onPostgres.destroy();
  });
  const columns = ["id", "draft", "updated_at"] as const;
  const text = await onSqlite
    .selectFrom("ghsync_pull_requests")
    .select(columns)
    .executeTakeFirstOrThrow();
  expect(new Date(text.updated_at)).toEqual(at(2));
  expect(text.draft satisfies number).toBe(0);
  const row = await onPostgres
    .selectFrom("ghsync_pull_requests")
    .select(columns)
    .executeTakeFirstOrThrow();
  expect(row.updated_at satisfies Date).toEqual(at(2));
  expect(row.id satisfies string).toBe(String(text.id));
  expect(row.draft satisfies boolean).toBe(false);
});
