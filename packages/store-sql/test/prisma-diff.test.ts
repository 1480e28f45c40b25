import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { databaseDiff } from "../../store-prisma/test/schema-ddl.ts";
import { drivers, openDatabase } from "./drivers.ts";

vi.setConfig({ testTimeout: 180_000 });

const models = "model Team {\n  id   Int    @id\n  name String\n}";

test("Prisma's diff of a SQLite file leaves ghsync's tables alone if they are external, and would delete them otherwise", async () => {
  const database = await openDatabase(drivers["better-sqlite3"], inject("postgresUrl"));
  onTestFinished(() => database.close());
  const diff = (external: readonly string[]) => {
    const adapter = new PrismaBetterSqlite3({ url: `file:${database.place.file}` });
    return databaseDiff("sqlite", adapter, models, external);
  };
  const rows = await database.query(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'ghsync_%'",
  );
  const tables = rows.map(({ name }) => String(name));
  const withoutSetting = await diff([]);
  for (const table of tables) expect(withoutSetting).toContain(`DROP TABLE "${table}"`);
  const withSetting = await diff(tables);
  // It sees what differs, which is the app's own table.
  expect(withSetting).toContain('CREATE TABLE "Team"');
  expect(withSetting).not.toContain("ghsync");
});
