import { GhsyncError } from "@ghsync/core";
import type { SqlExecutor, SqlRow } from "../executor.ts";

interface SqliteStatement {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): unknown;
}

/** What ghsync uses of a `Database` of `better-sqlite3`. */
export interface BetterSqlite3Database {
  readonly inTransaction: boolean;
  exec(text: string): unknown;
  prepare(text: string): SqliteStatement & { readonly reader: boolean };
}

/** What ghsync uses of a `DatabaseSync` of `node:sqlite`. */
export interface NodeSqliteDatabase {
  readonly isTransaction?: boolean;
  exec(text: string): unknown;
  prepare(text: string): SqliteStatement & { columns(): readonly unknown[] };
}

/** Runs statements on a `Database` of `better-sqlite3`. */
export function betterSqlite3Executor(database: BetterSqlite3Database): SqlExecutor<"sqlite"> {
  return sqliteExecutor({
    isInTransaction: () => database.inTransaction,
    exec: (text) => database.exec(text),
    prepare(text) {
      const prepared = database.prepare(text);
      return toRun(prepared, prepared.reader);
    },
  });
}

/** Runs statements on a `DatabaseSync` of `node:sqlite`. */
export function nodeSqliteExecutor(database: NodeSqliteDatabase): SqlExecutor<"sqlite"> {
  return sqliteExecutor({
    isInTransaction: () => database.isTransaction ?? false,
    exec: (text) => database.exec(text),
    prepare(text) {
      const prepared = database.prepare(text);
      return toRun(prepared, prepared.columns().length > 0);
    },
  });
}

type Run = (parameters: readonly unknown[]) => readonly SqlRow[];

function toRun(prepared: SqliteStatement, isReader: boolean): Run {
  if (isReader) return (parameters) => prepared.all(...parameters) as SqlRow[];
  return (parameters) => {
    prepared.run(...parameters);
    return [];
  };
}

interface Driver {
  isInTransaction(): boolean;
  exec(text: string): unknown;
  prepare(text: string): Run;
}

/** Synchronous from BEGIN to COMMIT, so that nothing else of the process comes between. */
function sqliteExecutor(driver: Driver): SqlExecutor<"sqlite"> {
  const prepared = new Map<string, Run>();
  const runOf = (text: string) => {
    const run = prepared.get(text) ?? driver.prepare(text);
    prepared.set(text, run);
    return run;
  };
  let isInWal = false;
  return {
    dialect: "sqlite",
    async run(statements) {
      if (driver.isInTransaction()) throw hostTransaction();
      if (!isInWal) {
        requireWal(driver.prepare("PRAGMA journal_mode = WAL")([]));
        isInWal = true;
      }
      driver.exec(statements.every(({ isRead }) => isRead) ? "BEGIN" : "BEGIN IMMEDIATE");
      try {
        const results = statements.map(({ text, rows }) => rows.flatMap(runOf(text)));
        driver.exec("COMMIT");
        return results;
      } catch (error) {
        // Some errors end the transaction by themselves.
        if (driver.isInTransaction()) driver.exec("ROLLBACK");
        throw error;
      }
    },
  };
}

/** @throws GhsyncError `config_invalid` unless the file is in WAL mode, or the database is in memory */
export function requireWal([row]: readonly unknown[]): void {
  const mode = Object.values(row ?? {})[0];
  if (mode === "wal" || mode === "memory") return;
  throw new GhsyncError(
    "config_invalid",
    `The SQLite file stays in journal mode "${mode}" and must be in WAL mode, because a reader would block commits. Make the file and its folder writable, and close other connections.`,
    { userActionable: true },
  );
}

function hostTransaction(): Error {
  const message =
    "The host has a transaction open on this SQLite connection. Give ghsync a connection of its own, or end the transaction before you await anything.";
  return Object.assign(new Error(message), { code: "SQLITE_BUSY" });
}
