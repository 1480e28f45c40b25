import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished, vi } from "vitest";
import { type SchemaProvider, schemaStatements } from "../src/index.ts";
import { connect, type TestClient } from "./connect.ts";

// A database takes its time where other tests run beside it.
vi.setConfig({ testTimeout: 180_000 });

/** The databases that every test of the store runs on. */
export const providers = ["sqlite", "postgresql"] as const satisfies readonly SchemaProvider[];

/** A database of its own, gone with the test. */
export interface TestDatabase {
  readonly provider: SchemaProvider;
  readonly prisma: TestClient;
  readonly url: string;
  /** SQL of every statement so far. */
  readonly statements: string[];
  /** A further client, closed with the test. On SQLite the same one: see the README. */
  connectAgain(): TestClient;
}

/** Creates a database with the shipped tables: a file in WAL mode, or a schema. */
export async function createTestDatabase(
  provider: SchemaProvider = "sqlite",
): Promise<TestDatabase> {
  const { url, remove } = provider === "sqlite" ? createFile() : createSchema();
  const prisma = connect(provider, url, { tellsQueries: true });
  const clients = [prisma];
  onTestFinished(async () => {
    await remove(prisma);
    for (const client of clients) await client.$disconnect();
  });
  if (provider === "sqlite") await prisma.$queryRawUnsafe("PRAGMA journal_mode = WAL");
  else await prisma.$executeRawUnsafe(`CREATE SCHEMA ${schemaOf(url)}`);
  for (const statement of schemaStatements(provider)) await prisma.$executeRawUnsafe(statement);
  const statements: string[] = [];
  prisma.$on("query", ({ query }) => statements.push(query));
  const connectAgain = () => {
    if (provider === "sqlite") return prisma;
    const client = connect(provider, url);
    clients.push(client);
    return client;
  };
  return { provider, prisma, url, statements, connectAgain };
}

function createFile() {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-"));
  const remove = async (prisma: TestClient) => {
    await prisma.$disconnect();
    rmSync(folder, { recursive: true });
  };
  return { url: `file:${join(folder, "test.db")}`, remove };
}

function createSchema() {
  const url = new URL(inject("postgresUrl"));
  url.searchParams.set("schema", `ghsync_${crypto.randomUUID().replaceAll("-", "")}`);
  const remove = (prisma: TestClient) =>
    prisma.$executeRawUnsafe(`DROP SCHEMA ${schemaOf(url.href)} CASCADE`);
  return { url: url.href, remove };
}

function schemaOf(url: string): string {
  return new URL(url).searchParams.get("schema") ?? "";
}
