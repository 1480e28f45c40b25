import { expect, test } from "vitest";
import { schemaStatements } from "../src/index.ts";
import { schemaDdl } from "./schema-ddl.ts";
import { createTestDatabase } from "./test-database.ts";

test("The shipped statements are those that lead from nothing to the shipped models", async () => {
  // `vitest -u` writes the file anew.
  await expect(await schemaDdl()).toMatchFileSnapshot("../schema/sqlite.sql");
});

test("The statements create the tables, and do nothing where these exist", async () => {
  const { prisma } = await createTestDatabase();
  for (const statement of schemaStatements("sqlite")) await prisma.$executeRawUnsafe(statement);
  const tables = await prisma.$queryRawUnsafe<{ name: string }[]>(
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
  );
  expect(tables.map(({ name }) => name)).toEqual([
    "ghsync_comments",
    "ghsync_commits",
    "ghsync_credentials",
    "ghsync_dirty_pull_requests",
    "ghsync_files",
    "ghsync_pull_requests",
    "ghsync_repositories",
    "ghsync_review_comments",
    "ghsync_reviews",
    "ghsync_schedule_slots",
    "ghsync_schedules",
  ]);
});
