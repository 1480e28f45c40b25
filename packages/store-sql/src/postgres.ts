import { createSqlStore, type SqlStore } from "./create-sql-store.ts";
import { createDatabase, type RetryOptions } from "./database.ts";
import { postgresDialect } from "./dialect.ts";
import type { SqlExecutor } from "./executor.ts";

export type { SqlStore } from "./create-sql-store.ts";
export type { RetryOptions } from "./database.ts";
export type { SqlExecutor, SqlRow, SqlStatement } from "./executor.ts";
export { type KyselyDatabase, kyselyPostgresExecutor } from "./executors/kysely.ts";
export { type PgClient, type PgExecutorOptions, type PgPool, pgExecutor } from "./executors/pg.ts";
export { type PostgresJsSql, postgresJsExecutor } from "./executors/postgres-js.ts";

/** Options of {@link createPostgresStore}. */
export interface PostgresStoreOptions extends RetryOptions {
  /** The schema that holds the tables. @defaultValue "ghsync" */
  readonly schema?: string | undefined;
}

/**
 * Creates a store on the host's own PostgreSQL driver. It neither opens nor closes connections.
 *
 * @example
 * ```ts
 * const store = createPostgresStore(pgExecutor(pool));
 * await store.migrate();
 * ```
 */
export function createPostgresStore(
  executor: SqlExecutor<"postgresql">,
  { schema = "ghsync", ...retry }: PostgresStoreOptions = {},
): SqlStore {
  return createSqlStore(createDatabase(postgresDialect(schema), executor, retry));
}
