import { expect, test } from "vitest";
import { schemaStatements } from "../src/index.ts";
import { postgresqlModels } from "./postgresql-models.ts";
import { readModels, schemaDdl } from "./schema-ddl.ts";
import { createTestDatabase, providers } from "./test-database.ts";

// `vitest -u` writes the files again.
test("The models for PostgreSQL are those for SQLite, with instants that have a zone", async () => {
  await expect(postgresqlModels(readModels("sqlite"))).toMatchFileSnapshot(
    "../schema/postgresql.prisma",
  );
});

test.each(providers)(
  "The shipped statements are those that lead from nothing to the shipped models on %s",
  async (provider) => {
    await expect(await schemaDdl(provider, readModels(provider))).toMatchFileSnapshot(
      `../schema/${provider}.sql`,
    );
  },
);

test.each(providers)(
  "The statements create the tables, and do nothing where these exist, on %s",
  async (provider) => {
    const { prisma } = await createTestDatabase(provider);
    const statements = schemaStatements(provider);
    for (const statement of statements) await prisma.$executeRawUnsafe(statement);
    const models = readModels(provider).matchAll(/@@map\("(\w+)"\)/g);
    for (const [, table] of models) await prisma.$queryRawUnsafe(`SELECT * FROM ${table}`);
    expect(statements.filter((sql) => sql.includes("CREATE TABLE"))).toHaveLength(12);
  },
);
