import type { RepoStoreSubject } from "@ghsync/testing/contracts";
import { createPrismaStore } from "../src/index.ts";
import { withHostNotes, writeHostNotes } from "./host-column.ts";
import { readStoredRows } from "./stored-rows.ts";
import { createTestDatabase } from "./test-database.ts";

/** A Prisma store on a database of its own, for the contract. Handles share one client: see the README on SQLite. */
export async function createPrismaSubject(): Promise<RepoStoreSubject> {
  const { prisma } = await createTestDatabase();
  let hasNotes = false;
  return {
    store: createPrismaStore(prisma),
    connect: () => createPrismaStore(prisma),
    async readRows(repositoryId) {
      const rows = await readStoredRows(prisma, repositoryId);
      return hasNotes ? withHostNotes(prisma, repositoryId, rows) : rows;
    },
    async writeHostValue(repositoryId, value) {
      await writeHostNotes(prisma, repositoryId, value);
      hasNotes = true;
    },
    async failCommits() {
      // Files are written last.
      await prisma.$executeRawUnsafe(
        "CREATE TRIGGER no_files BEFORE INSERT ON ghsync_files BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END",
      );
      return async () => {
        await prisma.$executeRawUnsafe("DROP TRIGGER no_files");
      };
    },
  };
}
