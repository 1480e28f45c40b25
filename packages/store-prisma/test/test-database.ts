import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { onTestFinished } from "vitest";
import { PrismaClient } from "../generated/client.ts";
import { schemaStatements } from "../src/index.ts";

/** A database file of its own, gone with the test. */
export interface TestDatabase {
  readonly prisma: PrismaClient<"query">;
  readonly url: string;
  /** SQL of every statement so far. */
  readonly statements: string[];
}

/** Creates a database in WAL mode with the shipped tables. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-"));
  const url = `file:${join(folder, "test.db")}`;
  const prisma = new PrismaClient({
    adapter: new PrismaBetterSqlite3({ url }),
    log: [{ emit: "event", level: "query" }],
  });
  onTestFinished(async () => {
    await prisma.$disconnect();
    rmSync(folder, { recursive: true });
  });
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  const statements: string[] = [];
  prisma.$on("query", ({ query }) => statements.push(query));
  return { prisma, url, statements };
}
