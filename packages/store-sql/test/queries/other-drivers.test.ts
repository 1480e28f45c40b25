import { createSqlQueries } from "@ghsync/store-sql/queries";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { pgExecutor } from "../../src/postgres.ts";
import { type DriverName, drivers } from "../drivers.ts";
import { startQueries } from "./start-queries.ts";

const names = Object.keys(drivers) as DriverName[];

test.each(names)("Records are read as they were stored, by %s", async (name) => {
  const { id: repositoryId, commit, queries } = await startQueries(name);
  const snapshots = [exampleSnapshot(1), exampleSnapshot(2)];
  await commit(toStore(...snapshots));
  expect(await queries.readPullRequests(repositoryId, [1, 2])).toEqual(snapshots);
  const { items, next } = await queries.listPullRequests({ repositoryId, limit: 1 });
  expect(items).toEqual([{ repositoryId, pullRequest: snapshots[1]?.pullRequest }]);
  const page = await queries.listPullRequests({ repositoryId, after: next });
  expect(page.items).toEqual([{ repositoryId, pullRequest: snapshots[0]?.pullRequest }]);
  expect(await queries.listChanges(repositoryId)).toHaveLength(2);
});

test("Instants do not depend on the time zone, the date style or the type parsers of the host", async () => {
  const { id, commit, place } = await startQueries("pg");
  await commit(toStore(exampleSnapshot(1)));
  const pool = new pg.Pool({
    connectionString: inject("postgresUrl"),
    options: "-c TimeZone=Asia/Kathmandu -c DateStyle=SQL,DMY -c search_path=pg_catalog",
    types: {
      getTypeParser: (oid: number) => (oid === 25 ? String : () => "odd"),
    } as never,
  });
  onTestFinished(() => pool.end());
  const queries = createSqlQueries(pgExecutor(pool), { schema: place.schema });
  expect(await queries.readPullRequest(id, 1)).toEqual(exampleSnapshot(1));
});
