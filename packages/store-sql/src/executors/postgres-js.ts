import type { SqlExecutor, SqlRow, SqlStatement } from "../executor.ts";

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
  const runOn = async (queries: PostgresJsQueries, statements: readonly SqlStatement[]) => {
    const results: SqlRow[][] = [];
    for (const { text, rows } of statements) {
      const found: SqlRow[] = [];
      for (const parameters of rows) {
        const given = await queries.unsafe(text, [...parameters], { prepare });
        found.push(...(given as readonly SqlRow[]));
      }
      results.push(found);
    }
    return results;
  };
  return {
    dialect: "postgresql",
    async run(statements) {
      // One statement is a transaction by itself.
      if (statements.length === 1 && statements[0]?.rows.length === 1)
        return runOn(sql, statements);
      const results = await sql.begin("isolation level read committed", (queries) =>
        runOn(queries, statements),
      );
      return results as readonly (readonly SqlRow[])[];
    },
  };
}
