import { createRequire } from "node:module";
import pg from "pg";

/** A row as a driver gives and takes it. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** A database without Prisma: its driver alone. */
export interface PlainDatabase {
  /** The most values that a statement may have. */
  readonly maxValues: number;
  placeholder(index: number): string;
  select(sql: string): Promise<readonly PlainRow[]>;
  run(sql: string, values?: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

interface Statement {
  all(): readonly PlainRow[];
  run(...values: readonly unknown[]): unknown;
}

// The driver brings no types.
const Database = createRequire(import.meta.url)("better-sqlite3") as new (
  file: string,
) => { prepare(sql: string): Statement; pragma(sql: string): unknown; close(): void };

/** Opens a SQLite file as an app would. Statements are prepared once. */
export function openSqlite(file: string): PlainDatabase {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    maxValues: 32_766,
    placeholder: () => "?",
    select: async (sql) => database.prepare(sql).all(),
    run: async (sql, values = []) => prepare(sql).run(...values),
    close: async () => database.close(),
  };
}

/** Connects to PostgreSQL. Values are text both ways, which costs the driver least. */
export async function openPostgres(url: string): Promise<PlainDatabase> {
  const client = new pg.Client({
    connectionString: url,
    options: "-c TimeZone=UTC",
    types: { getTypeParser: () => (text: string) => text },
  });
  await client.connect();
  return {
    maxValues: 65_535,
    placeholder: (index) => `$${index + 1}`,
    select: async (sql) => (await client.query(sql)).rows,
    run: (sql, values = []) => client.query(sql, [...values]),
    close: () => client.end(),
  };
}
