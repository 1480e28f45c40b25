import type { RepoStoreSubject } from "@ghsync/testing/contracts";
import { createPrismaStore, type SchemaProvider } from "../src/index.ts";
import type { TestClient } from "./connect.ts";
import { withHostNotes, writeHostNotes } from "./host-column.ts";
import { readStoredRows } from "./stored-rows.ts";
import { createTestDatabase } from "./test-database.ts";

// Files are written last.
const failure: { readonly [P in SchemaProvider]: readonly string[] } = {
  sqlite: [
    "CREATE TRIGGER no_files BEFORE INSERT ON ghsync_files BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END",
  ],
  postgresql: [
    "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'The disk is full.'; END $$",
    "CREATE TRIGGER no_files BEFORE INSERT ON ghsync_files EXECUTE FUNCTION fail()",
  ],
};
const repair: { readonly [P in SchemaProvider]: readonly string[] } = {
  sqlite: ["DROP TRIGGER no_files"],
  postgresql: ["DROP FUNCTION fail CASCADE"],
};

/** A Prisma store on a database of its own, for the contract. On SQLite, handles share one client: see the README. */
export async function createPrismaSubject(
  provider: SchemaProvider,
  through: (prisma: TestClient) => TestClient = (prisma) => prisma,
): Promise<RepoStoreSubject> {
  const { prisma, connectAgain } = await createTestDatabase(provider);
  const execute = async (statements: readonly string[]) => {
    for (const statement of statements) await prisma.$executeRawUnsafe(statement);
  };
  let hasNotes = false;
  return {
    store: createPrismaStore(through(prisma)),
    connect: () => createPrismaStore(through(connectAgain())),
    async readRows(repositoryId) {
      const rows = await readStoredRows(prisma, repositoryId);
      return hasNotes ? withHostNotes(prisma, repositoryId, rows) : rows;
    },
    async writeHostValue(repositoryId, value) {
      await writeHostNotes(prisma, repositoryId, value);
      hasNotes = true;
    },
    async failCommits() {
      await execute(failure[provider]);
      return () => execute(repair[provider]);
    },
  };
}
