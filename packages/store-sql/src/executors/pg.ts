import { hash } from "node:crypto";
import { isOneExecution, runInOrder, type SqlExecutor, type SqlStatement } from "../executor.ts";
import type { Parameter } from "../sql.ts";

/** What ghsync uses of a client of `pg`. */
export interface PgClient {
  query(query: {
    readonly text: string;
    readonly values?: unknown[];
    readonly name?: string;
  }): Promise<{ readonly rows: readonly unknown[] }>;
}

/** What ghsync uses of a `Pool` of `pg`. */
export interface PgPool extends PgClient {
  connect(): Promise<PgClient & { release(error?: Error | boolean): void }>;
}

/** Options of {@link pgExecutor}. */
export interface PgExecutorOptions {
  /**
   * Names statements, so that a connection plans each once. Turn it off behind a pooler that does
   * not support prepared statements.
   * @defaultValue true
   */
  readonly prepare?: boolean | undefined;
}

// A connection keeps what it has prepared. Above this number, statements have no name.
const mostNames = 200;

/** Runs statements on a `Pool` of `pg`. */
export function pgExecutor(
  pool: PgPool,
  { prepare = true }: PgExecutorOptions = {},
): SqlExecutor<"postgresql"> {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    if (!names.has(text) && names.size < mostNames) {
      names.set(text, `ghsync_${hash("sha256", text, "hex").slice(0, 32)}`);
    }
    return names.get(text);
  };
  const query = async (client: PgClient, text: string, parameters: readonly Parameter[] = []) => {
    const name = prepare && parameters.length > 0 ? nameOf(text) : undefined;
    const values = [...parameters];
    const { rows } = await client.query({ text, values, ...(name !== undefined && { name }) });
    return rows;
  };
  const runOn = (client: PgClient, statements: readonly SqlStatement[]) =>
    runInOrder(statements, (text, parameters) => query(client, text, parameters));

  return {
    dialect: "postgresql",
    async run(statements) {
      if (isOneExecution(statements)) return runOn(pool, statements);
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await query(client, "BEGIN ISOLATION LEVEL READ COMMITTED");
        const results = await runOn(client, statements);
        await query(client, "COMMIT");
        return results;
      } catch (error) {
        await query(client, "ROLLBACK").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}
