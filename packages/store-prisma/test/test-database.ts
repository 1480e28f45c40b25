import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { onTestFinished } from "vitest";
import { PrismaClient } from "../generated/client.ts";
import { schemaStatements } from "../src/index.ts";

/** A database file of its own, gone with the test. */
export interface TestDatabase {
  readonly prisma: PrismaClient;
  /** Another client of the same file, as another process has one. */
  readonly connect: () => PrismaClient;
  /** SQL of every statement so far. */
  readonly statements: string[];
}

/** Creates a database in WAL mode with the shipped tables. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-"));
  const clients: PrismaClient[] = [];
  const statements: string[] = [];
  const connect = () => {
    const adapter = new PrismaBetterSqlite3({ url: `file:${join(folder, "test.db")}` });
    const prisma = new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
    prisma.$on("query", ({ query }) => statements.push(query));
    clients.push(prisma);
    return prisma;
  };
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.$disconnect()));
    rmSync(folder, { recursive: true });
  });
  const prisma = connect();
  await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  statements.length = 0;
  return { prisma, connect, statements };
}
