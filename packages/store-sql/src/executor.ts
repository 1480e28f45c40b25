import type { Parameter } from "./sql.ts";

/** One statement for a driver. */
export interface SqlStatement {
  /** The statement, with `$1`, `$2` for PostgreSQL and `?` for SQLite. */
  readonly text: string;
  /** The parameters, once for each execution. One statement with many rows is prepared once. */
  readonly rows: readonly (readonly Parameter[])[];
  /** Returns rows and changes nothing. */
  readonly isRead: boolean;
}

/** A row that a statement returned: every statement returns one column, `r`, a JSON text. */
export interface SqlRow {
  readonly r: string;
}

/**
 * Runs statements on the host's driver.
 *
 * An executor decides nothing. It keeps no state of its own but prepared statements.
 */
export interface SqlExecutor<D extends "postgresql" | "sqlite" = "postgresql" | "sqlite"> {
  readonly dialect: D;
  /**
   * Runs all statements in order, in one transaction: all of them take effect, or none.
   *
   * PostgreSQL transactions are READ COMMITTED, SQLite transactions that write are IMMEDIATE.
   *
   * @returns the rows of each statement, of all its executions
   * @throws whatever the driver throws, after a rollback
   */
  run(statements: readonly SqlStatement[]): Promise<readonly (readonly SqlRow[])[]>;
}

/**
 * Runs statements one after the other, each as often as it has rows of parameters.
 *
 * @param query runs one execution, and returns the rows of the driver
 * @returns the rows of each statement, of all its executions
 */
export async function runInOrder(
  statements: readonly SqlStatement[],
  query: (text: string, parameters: readonly Parameter[]) => PromiseLike<readonly unknown[]>,
): Promise<readonly (readonly SqlRow[])[]> {
  const results: SqlRow[][] = [];
  for (const { text, rows } of statements) {
    const found: SqlRow[] = [];
    for (const parameters of rows) {
      found.push(...((await query(text, parameters)) as readonly SqlRow[]));
    }
    results.push(found);
  }
  return results;
}

/** Whether these statements are one execution, which is a transaction by itself. */
export function isOneExecution(statements: readonly SqlStatement[]): boolean {
  return statements.length === 1 && statements[0]?.rows.length === 1;
}
