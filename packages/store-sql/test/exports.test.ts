import * as postgres from "@ghsync/store-sql/postgres";
import * as queries from "@ghsync/store-sql/queries";
import * as sqlite from "@ghsync/store-sql/sqlite";
import { expect, test } from "vitest";

test("The entry postgres exports the store and its executors", () => {
  expect(new Set(Object.keys(postgres))).toEqual(
    new Set(["createPostgresStore", "pgExecutor", "postgresJsExecutor", "kyselyPostgresExecutor"]),
  );
});

test("The entry sqlite exports the store and its executors", () => {
  expect(new Set(Object.keys(sqlite))).toEqual(
    new Set([
      "createSqliteStore",
      "betterSqlite3Executor",
      "nodeSqliteExecutor",
      "kyselySqliteExecutor",
    ]),
  );
});

test("The entry queries exports what creates them", () => {
  expect(Object.keys(queries)).toEqual(["createSqlQueries"]);
});
