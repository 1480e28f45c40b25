import { type DriverName, drivers, openDatabase } from "../packages/store-sql/test/drivers.ts";
import { readStoredRows } from "../packages/store-sql/test/stored-rows.ts";
import { toSnapshots } from "./prisma-subject.ts";
import type { SubjectStore } from "./subject-store.ts";

/** A SQL store on a database of its own. */
export async function createSqlSubject(driver: DriverName): Promise<SubjectStore> {
  const url = process.env.GHSYNC_TEST_PG_URL ?? "";
  const database = await openDatabase(drivers[driver], url);
  return {
    store: database.store,
    pullRequests: async (id) => toSnapshots(await readStoredRows(database, id)),
    close: () => database.close(),
  };
}
