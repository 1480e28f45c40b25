import { expect, inject, onTestFinished, test, vi } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import type { SqlExecutor, SqlStatement } from "../src/postgres.ts";
import { createPostgresStore } from "../src/postgres.ts";
import { createSqliteStore } from "../src/sqlite.ts";
import { drivers, openDatabase } from "./drivers.ts";
import { explain } from "./explain.ts";

vi.setConfig({ testTimeout: 180_000 });

test.each(["better-sqlite3", "pg"] as const)(
  "What is due comes from its partial index, at its place and without a sort, on %s",
  async (name) => {
    const database = await openDatabase(drivers[name], inject("postgresUrl"));
    onTestFinished(() => database.close());
    const statements: SqlStatement[] = [];
    const run: SqlExecutor["run"] = (list) => {
      statements.push(...list);
      return database.executor.run(list);
    };
    const store =
      name === "pg"
        ? createPostgresStore({ dialect: "postgresql", run }, { schema: database.place.schema })
        : createSqliteStore({ dialect: "sqlite", run });
    for (let index = 0; index < 300; index += 1) {
      await store.trackRepository({ fullName: `octo/${index}` });
    }
    if (name === "pg") await database.query("ANALYZE");
    const [after] = await store.listDue(at(0), { limit: 1 });
    expect(after).toBeDefined();
    for (const page of [{ limit: 2 }, { limit: 2, after }]) {
      statements.length = 0;
      expect(await store.listDue(at(0), page)).toHaveLength(2);
      expect(statements).toHaveLength(1);
      const plan = await explain(database, inject("postgresUrl"), statements[0]?.text ?? "");
      expect(plan.join("\n")).toMatch(
        /USING INDEX ghsync_repositories_due|using ghsync_repositories_due/,
      );
      expect(plan.join("\n")).not.toMatch(/Sort|TEMP B-TREE|Seq Scan/);
      if (page.after) expect(plan.join("\n")).toMatch(/\(due_at, ?id\) ?>/);
    }
  },
);
