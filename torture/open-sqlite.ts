import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaStatements } from "@ghsync/store-prisma";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "../packages/store-prisma/generated/sqlite/client.ts";
import type { SubjectDatabase } from "./prisma-subject.ts";

/** A SQLite file of its own, with the shipped tables. */
export async function openSqlite(): Promise<SubjectDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-torture-"));
  const url = `file:${join(folder, "torture.db")}`;
  const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }) });
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  await prisma.$transaction(
    schemaStatements("sqlite").map((statement) => prisma.$executeRawUnsafe(statement)),
  );
  return {
    prisma,
    async close() {
      await prisma.$disconnect();
      rmSync(folder, { recursive: true });
    },
  };
}
