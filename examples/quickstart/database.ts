import { schemaStatements } from "@ghsync/store-prisma";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "./generated/client.ts";
import { lastLine, UsageError } from "./usage-error.ts";

/** Opens the SQLite database, and creates ghsync's tables in it if they are missing. */
export async function openDatabase(file: string): Promise<PrismaClient> {
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}` }) });
  try {
    await createTables(prisma);
  } catch (error) {
    await prisma.$disconnect();
    throw new UsageError(`${file} can't be used as the database: ${lastLine(error)}`);
  }
  return prisma;
}

async function createTables(prisma: PrismaClient): Promise<void> {
  // An app with migrations of its own has these tables from `prisma migrate`.
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
}
