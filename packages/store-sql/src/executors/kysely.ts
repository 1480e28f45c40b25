import { isOneExecution, runInOrder, type SqlExecutor, type SqlStatement } from "../executor.ts";
import type { Parameter } from "../sql.ts";
import { requireWal } from "./sqlite.ts";

/** A query as Kysely compiles it. */
interface CompiledQuery {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly query: {
    readonly kind: "RawNode";
    readonly sqlFragments: readonly string[];
    readonly parameters: readonly never[];
  };
  readonly queryId: { readonly queryId: string };
}

interface KyselyQueries {
  executeQuery(query: CompiledQuery): Promise<{ readonly rows: readonly unknown[] }>;
}

interface KyselyTransaction {
  setIsolationLevel(level: "read committed"): KyselyTransaction;
  execute<T>(work: (queries: KyselyQueries) => Promise<T>): Promise<T>;
}

/** What ghsync uses of a `Kysely`. */
export interface KyselyDatabase extends KyselyQueries {
  transaction(): KyselyTransaction;
}

/** Runs statements on a `Kysely` with its `PostgresDialect`. */
export function kyselyPostgresExecutor(database: KyselyDatabase): SqlExecutor<"postgresql"> {
  return {
    dialect: "postgresql",
    async run(statements) {
      if (isOneExecution(statements)) return runOn(database, statements);
      const transaction = database.transaction().setIsolationLevel("read committed");
      return transaction.execute((queries) => runOn(queries, statements));
    },
  };
}

/** Runs statements on a `Kysely` with its `SqliteDialect`. */
export function kyselySqliteExecutor(database: KyselyDatabase): SqlExecutor<"sqlite"> {
  let isInWal = false;
  return {
    dialect: "sqlite",
    async run(statements) {
      if (!isInWal) {
        const { rows } = await database.executeQuery(rawQuery("PRAGMA journal_mode = WAL"));
        requireWal(rows);
        isInWal = true;
      }
      // Never outside a transaction: Kysely has one connection, on which the host may have one open.
      return database.transaction().execute((queries) => runOn(queries, statements));
    },
  };
}

function runOn(queries: KyselyQueries, statements: readonly SqlStatement[]) {
  return runInOrder(
    statements,
    async (text, parameters) => (await queries.executeQuery(rawQuery(text, parameters))).rows,
  );
}

// As Kysely's own `CompiledQuery.raw` makes it, so that ghsync need not depend on Kysely.
function rawQuery(text: string, parameters: readonly Parameter[] = []): CompiledQuery {
  return {
    sql: text,
    parameters,
    query: { kind: "RawNode", sqlFragments: [text], parameters: [] },
    queryId: { queryId: crypto.randomUUID() },
  };
}
