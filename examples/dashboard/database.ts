import { type GhSyncPrismaClient, schemaStatements } from "@ghsync/store-prisma";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "./generated/client.ts";

/** What this program needs of a Prisma client. */
export interface Database {
  readonly prisma: GhSyncPrismaClient;
  close(): Promise<void>;
}

/** Opens a SQLite database, and creates ghsync's tables in it if they are missing. */
export async function openDatabase(url: string): Promise<Database> {
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }) });
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  return { prisma, close: () => prisma.$disconnect() };
}
