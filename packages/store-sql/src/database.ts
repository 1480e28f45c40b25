import { GhsyncError } from "@ghsync/core";
import { type Dialect, statement } from "./dialect.ts";
import { isReadOnly, isToTryAgain } from "./driver-errors.ts";
import type { SqlExecutor, SqlRow, SqlStatement } from "./executor.ts";
import { Fragment } from "./sql.ts";

/** A dialect, and how to run statements of it. */
export interface Database {
  readonly dialect: Dialect;
  /**
   * Runs statements in one transaction. Fragments are reads.
   *
   * A transaction that the database gave up (a deadlock, a serialization failure, a lock that was
   * not released in time) has changed nothing and runs again.
   */
  run(statements: readonly (SqlStatement | Fragment)[]): Promise<readonly (readonly SqlRow[])[]>;
}

/** Options of a store that have good defaults. */
export interface RetryOptions {
  /** Waits between two tries. @defaultValue a timer */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** A number from 0 up to 1, for the length of the wait. @defaultValue Math.random */
  readonly random?: (() => number) | undefined;
}

const tries = 8;
const firstWaitMs = 20;

/** Joins a dialect with an executor. */
export function createDatabase(
  dialect: Dialect,
  executor: SqlExecutor,
  { sleep = timer, random = Math.random }: RetryOptions = {},
): Database {
  return {
    dialect,
    async run(statements) {
      const list = statements.map((one) =>
        one instanceof Fragment ? statement(dialect, one, true) : one,
      );
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await executor.run(list);
        } catch (error) {
          if (isReadOnly(error)) throw readOnly(error);
          if (attempt === tries || !isToTryAgain(error)) throw error;
          await sleep(random() * firstWaitMs * 2 ** attempt);
        }
      }
    },
  };
}

function timer(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function readOnly(cause: unknown): GhsyncError {
  return new GhsyncError(
    "config_invalid",
    "The SQLite file is read-only, and ghsync writes to it. Make the file and its folder writable, and open the connection for writing.",
    { cause, userActionable: true },
  );
}
