import {
  isOneExecution,
  runInOrder,
  type SqlExecutor,
  type SqlRow,
  type SqlStatement,
} from "../executor.ts";

interface PostgresJsQueries {
  unsafe(
    text: string,
    // biome-ignore lint/suspicious/noExplicitAny: the driver's own type of a parameter is not exported
    parameters?: any[],
    options?: { readonly prepare?: boolean },
  ): PromiseLike<readonly unknown[]>;
}

/** What ghsync uses of a connection of `postgres` (postgres.js). */
export interface PostgresJsSql extends PostgresJsQueries {
  begin<T>(options: string, work: (sql: PostgresJsQueries) => Promise<T>): Promise<unknown>;
}

/** Runs statements on a connection of `postgres` (postgres.js). */
export function postgresJsExecutor(
  sql: PostgresJsSql,
  { prepare = true }: { readonly prepare?: boolean | undefined } = {},
): SqlExecutor<"postgresql"> {
  const runOn = (queries: PostgresJsQueries, statements: readonly SqlStatement[]) =>
    runInOrder(statements, (text, parameters) =>
      queries.unsafe(text, [...parameters], { prepare }),
    );
  return {
    dialect: "postgresql",
    async run(statements) {
      if (isOneExecution(statements)) return runOn(sql, statements);
      const results = await sql.begin("isolation level read committed", (queries) =>
        runOn(queries, statements),
      );
      return results as readonly (readonly SqlRow[])[];
    },
  };
}
