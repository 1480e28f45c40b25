import { startRun } from "../../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore, type SchemaProvider } from "../../src/index.ts";
import { createPrismaQueries } from "../../src/queries/index.ts";
import { createTestDatabase } from "../test-database.ts";

/** A database with the read side on it, and a run on one repository. */
export async function startQueries(provider: SchemaProvider = "sqlite") {
  const database = await createTestDatabase(provider);
  const store = createPrismaStore(database.prisma);
  const run = await startRun(store);
  return { ...database, ...run, store, queries: createPrismaQueries(database.prisma) };
}
