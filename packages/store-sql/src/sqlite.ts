import { createSqlStore, type SqlStore } from "./create-sql-store.ts";
import { createDatabase, type RetryOptions } from "./database.ts";
import { sqliteDialect } from "./dialect.ts";
import type { SqlExecutor } from "./executor.ts";

export type { SqlStore } from "./create-sql-store.ts";
export type { RetryOptions } from "./database.ts";
export type { SqlExecutor, SqlRow, SqlStatement } from "./executor.ts";
export { type KyselyDatabase, kyselySqliteExecutor } from "./executors/kysely.ts";
export {
  type BetterSqlite3Database,
  betterSqlite3Executor,
  type NodeSqliteDatabase,
  nodeSqliteExecutor,
} from "./executors/sqlite.ts";

/**
 * Creates a store on the host's own SQLite driver. It neither opens nor closes the file.
 *
 * @example
 * ```ts
 * const store = createSqliteStore(betterSqlite3Executor(new Database("app.db")));
 * await store.migrate();
 * ```
 */
export function createSqliteStore(
  executor: SqlExecutor<"sqlite">,
  options: RetryOptions = {},
): SqlStore {
  return createSqlStore(createDatabase(sqliteDialect, executor, options));
}
