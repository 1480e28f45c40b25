import { schemaStatements } from "@ghsync/store-prisma";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "./generated/client.ts";

/** Opens the SQLite database, and creates ghsync's tables in it if they are missing. */
export async function openDatabase(file: string): Promise<PrismaClient> {
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}` }) });
  // An app with migrations of its own has these tables from `prisma migrate`.
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  return prisma;
}
