import type { RepoStoreSubject } from "@ghsync/testing/contracts";
import { type Driver, openDatabase } from "./drivers.ts";
import { readStoredRows, writeHostNotes } from "./stored-rows.ts";

// Files are written last.
const failure = {
  sqlite: [
    "CREATE TRIGGER no_files BEFORE INSERT ON ghsync_files BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END",
  ],
  postgresql: [
    "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'The disk is full.'; END $$",
    "CREATE TRIGGER no_files BEFORE INSERT ON ghsync_files EXECUTE FUNCTION fail()",
  ],
};
const repair = {
  sqlite: ["DROP TRIGGER no_files"],
  postgresql: ["DROP FUNCTION fail CASCADE"],
};

/** A store on a database of its own, for the contract. */
export async function createSqlSubject(
  driver: Driver,
  postgresUrl: string,
): Promise<RepoStoreSubject> {
  const database = await openDatabase(driver, postgresUrl);
  const execute = async (statements: readonly string[]) => {
    for (const statement of statements) await database.query(statement);
  };
  return {
    store: database.store,
    connect: () => database.connectAgain().store,
    readRows: (repositoryId) => readStoredRows(database, repositoryId, "host_note"),
    writeHostValue: (repositoryId, value) => writeHostNotes(database, repositoryId, value),
    async failCommits() {
      await execute(failure[driver.dialect]);
      return () => execute(repair[driver.dialect]);
    },
    cleanUp: () => database.close(),
  };
}
