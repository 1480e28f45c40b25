import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import BetterSqlite3 from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";
import postgres from "postgres";
import {
  createPostgresStore,
  kyselyPostgresExecutor,
  pgExecutor,
  postgresJsExecutor,
  type SqlExecutor,
} from "../src/postgres.ts";
import {
  betterSqlite3Executor,
  createSqliteStore,
  kyselySqliteExecutor,
  nodeSqliteExecutor,
  type SqlStore,
} from "../src/sqlite.ts";

/** A driver's connection to a test database. */
export interface Connection {
  readonly store: SqlStore;
  readonly executor: SqlExecutor;
  /** Runs SQL of a test's own. `?` stands for a parameter. */
  query(
    text: string,
    parameters?: readonly (string | number)[],
  ): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A place for a database: a file, or a schema of a server. */
export interface Place {
  readonly file: string;
  readonly postgresUrl: string;
  readonly schema: string;
}

/** A driver by which a store can be opened. */
export interface Driver {
  readonly dialect: "postgresql" | "sqlite";
  /** One connection serves the process: a second one would block the first one's transactions. */
  readonly isShared?: boolean;
  connect(place: Place): Connection;
}

/** All drivers that the tests run on. */
export const drivers = {
  "better-sqlite3": {
    dialect: "sqlite",
    connect({ file }) {
      const database = new BetterSqlite3(file);
      const executor = betterSqlite3Executor(database);
      return {
        executor,
        store: createSqliteStore(executor),
        query: async (text, parameters = []) => queryBetterSqlite3(database, text, parameters),
        close: async () => void database.close(),
      };
    },
  },
  "node:sqlite": {
    dialect: "sqlite",
    connect({ file }) {
      const database = new DatabaseSync(file, { timeout: 5000 });
      const executor = nodeSqliteExecutor(database);
      return {
        executor,
        store: createSqliteStore(executor),
        query: async (text, parameters = []) => database.prepare(text).all(...parameters),
        close: async () => database.close(),
      };
    },
  },
  pg: {
    dialect: "postgresql",
    connect({ postgresUrl, schema }) {
      const pool = poolOf(postgresUrl, schema);
      const executor = pgExecutor(pool);
      return {
        executor,
        store: createPostgresStore(executor, { schema }),
        query: (text, parameters = []) => queryPg(pool, text, parameters),
        close: () => pool.end(),
      };
    },
  },
  "postgres.js": {
    dialect: "postgresql",
    connect({ postgresUrl, schema }) {
      const { host, user } = addressOf(postgresUrl);
      const sql = postgres({
        ...{ host, user, max: 10, onnotice: () => undefined },
        connection: { search_path: schema },
      });
      const executor = postgresJsExecutor(sql);
      return {
        executor,
        store: createPostgresStore(executor, { schema }),
        query: async (text, parameters = []) => [
          ...(await sql.unsafe(numbered(text), [...parameters])),
        ],
        close: () => sql.end(),
      };
    },
  },
  "Kysely on pg": {
    dialect: "postgresql",
    connect({ postgresUrl, schema }) {
      const pool = poolOf(postgresUrl, schema);
      const database = new Kysely({ dialect: new PostgresDialect({ pool }) });
      const executor = kyselyPostgresExecutor(database);
      return {
        executor,
        store: createPostgresStore(executor, { schema }),
        query: (text, parameters = []) => queryPg(pool, text, parameters),
        close: () => database.destroy(),
      };
    },
  },
  "Kysely on better-sqlite3": {
    dialect: "sqlite",
    isShared: true,
    connect({ file }) {
      const connection = new BetterSqlite3(file);
      const database = new Kysely({ dialect: new SqliteDialect({ database: connection }) });
      const executor = kyselySqliteExecutor(database);
      return {
        executor,
        store: createSqliteStore(executor),
        query: async (text, parameters = []) => queryBetterSqlite3(connection, text, parameters),
        close: () => database.destroy(),
      };
    },
  },
} as const satisfies { readonly [name: string]: Driver };

function poolOf(connectionString: string, schema: string): pg.Pool {
  return new pg.Pool({ connectionString, options: `-c search_path=${schema}` });
}

/** The socket's folder and the user of a test server's URL. */
function addressOf(postgresUrl: string) {
  const { searchParams, username } = new URL(postgresUrl);
  return { host: searchParams.get("host") ?? "localhost", user: username };
}

async function queryPg(pool: pg.Pool, text: string, parameters: readonly (string | number)[]) {
  const { rows } = await pool.query(numbered(text), [...parameters]);
  return rows;
}

function queryBetterSqlite3(
  database: BetterSqlite3.Database,
  text: string,
  parameters: readonly (string | number)[],
) {
  const prepared = database.prepare(text);
  if (prepared.reader) return prepared.all(...parameters) as Record<string, unknown>[];
  prepared.run(...parameters);
  return [];
}

function numbered(text: string): string {
  let position = 0;
  return text.replaceAll("?", () => `$${++position}`);
}

export type DriverName = keyof typeof drivers;

/** A database that no other test sees. */
export function createPlace(postgresUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-sql-"));
  const schema = `ghsync_${crypto.randomUUID().replaceAll("-", "")}`;
  const place: Place = { file: join(folder, "test.db"), postgresUrl, schema };
  return { place, remove: () => rmSync(folder, { recursive: true }) };
}

/** Opens an empty database with ghsync's tables. */
export async function openDatabase(
  driver: Driver,
  postgresUrl: string,
): Promise<Connection & { connectAgain(): Connection; readonly place: Place }> {
  const { place, remove } = createPlace(postgresUrl);
  const connections = [driver.connect(place)];
  const [first] = connections as [Connection];
  await first.store.migrate();
  return {
    ...first,
    place,
    connectAgain() {
      if (driver.isShared) return first;
      const connection = driver.connect(place);
      connections.push(connection);
      return connection;
    },
    async close() {
      if (driver.dialect === "postgresql") await first.query(`DROP SCHEMA ${place.schema} CASCADE`);
      for (const connection of connections) await connection.close();
      remove();
    },
  };
}
