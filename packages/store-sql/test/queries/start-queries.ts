import { createSqlQueries } from "@ghsync/store-sql/queries";
import { inject, onTestFinished, vi } from "vitest";
import { startRun } from "../../../testing/src/contracts/repo-store/start-run.ts";
import type { SqlExecutor, SqlStatement } from "../../src/postgres.ts";
import { type DriverName, drivers, openDatabase } from "../drivers.ts";

// A database takes its time where other tests run beside it.
vi.setConfig({ testTimeout: 180_000 });

/** The drivers that every test of the queries runs on: one of each database. */
export const queryDrivers = ["better-sqlite3", "pg"] as const satisfies readonly DriverName[];

/** A database with the read side on it, and a run on one repository. */
export async function startQueries(name: DriverName = "better-sqlite3") {
  const database = await openDatabase(drivers[name], inject("postgresUrl"));
  onTestFinished(() => database.close());
  /** The statements of the queries so far, not of the store. */
  const statements: SqlStatement[] = [];
  const executor: SqlExecutor = {
    dialect: database.executor.dialect,
    run(list) {
      statements.push(...list);
      return database.executor.run(list);
    },
  };
  const queries = createSqlQueries(executor, { schema: database.place.schema });
  const run = await startRun(database.store);
  return { ...database, ...run, queries, statements };
}
