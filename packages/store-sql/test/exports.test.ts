import * as postgres from "@ghsync/store-sql/postgres";
import * as sqlite from "@ghsync/store-sql/sqlite";
import { expect, test } from "vitest";

test("The entry postgres exports the store and its executors", () => {
  expect(Object.keys(postgres).toSorted()).toEqual(["createPostgresStore", "pgExecutor"]);
});

test("The entry sqlite exports the store and its executors", () => {
  expect(Object.keys(sqlite).toSorted()).toEqual([
    "betterSqlite3Executor",
    "createSqliteStore",
    "nodeSqliteExecutor",
  ]);
});
