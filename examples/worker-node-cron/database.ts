import type { GhSyncPrismaClient } from "@ghsync/store-prisma";
import { schemaStatements } from "@ghsync/store-prisma";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client.ts";
import { PrismaClient as SqliteClient } from "./generated/sqlite/client.ts";

/** What this program needs of a Prisma client. */
export interface Database {
  readonly prisma: GhSyncPrismaClient;
  close(): Promise<void>;
}

/**
 * Opens the database of a URL, `file:...` or `postgresql://...`, and creates ghsync's tables in it if they are missing. An app has
 * one client of its own, and its tables from `prisma migrate`.
 */
export function openDatabase(url: string): Promise<Database> {
  return url.startsWith("postgres") ? openPostgresql(url) : openSqlite(url);
}

async function openSqlite(url: string): Promise<Database> {
  const prisma = new SqliteClient({ adapter: new PrismaBetterSqlite3({ url }) });
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  return { prisma, close: () => prisma.$disconnect() };
}

async function openPostgresql(connectionString: string): Promise<Database> {
  const adapter = new PrismaPg({ connectionString, options: "-c TimeZone=UTC" });
  const prisma = new PostgresqlClient({ adapter });
  // Workers may start at the same time, and CREATE TABLE IF NOT EXISTS is no guard against that.
  const lock = "SELECT pg_advisory_xact_lock(hashtext('ghsync schema'))";
  const statements = [lock, ...schemaStatements("postgresql")];
  await prisma.$transaction(statements.map((statement) => prisma.$executeRawUnsafe(statement)));
  return { prisma, close: () => prisma.$disconnect() };
}
