import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import BetterSqlite3 from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import {
  betterSqlite3Executor,
  createSqliteStore,
  nodeSqliteExecutor,
  type RetryOptions,
} from "../src/sqlite.ts";

const timeout = 20;

function createFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "ghsync-sql-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "test.db");
}

// Two SQLite libraries of one process do not see each other's locks, so a test uses one alone.
const drivers = {
  "better-sqlite3": (file: string, options?: RetryOptions) => {
    const database = new BetterSqlite3(file, { timeout });
    onTestFinished(() => void database.close());
    return { database, store: createSqliteStore(betterSqlite3Executor(database), options) };
  },
  "node:sqlite": (file: string, options?: RetryOptions) => {
    const database = new DatabaseSync(file, { timeout });
    onTestFinished(() => database.close());
    return { database, store: createSqliteStore(nodeSqliteExecutor(database), options) };
  },
};

describe.each(Object.entries(drivers))("On %s", (_, open) => {
  test("A file in another journal mode is switched to WAL", async () => {
    const file = createFile();
    const { database, store } = open(file);
    database.exec("PRAGMA journal_mode = DELETE; CREATE TABLE host (a)");
    await store.migrate();
    const [row] = database.prepare("PRAGMA journal_mode").all();
    expect(row).toMatchObject({ journal_mode: "wal" });
  });

  test("A database in memory needs no WAL", async () => {
    const { store } = open(":memory:");
    await store.migrate();
    await store.check();
  });

  test("A reader that holds on past the busy timeout does not disturb a commit", async () => {
    const file = createFile();
    const { store } = open(file);
    await store.migrate();
    const { database: reader } = open(file);
    const { commit, revision } = await startRun(store);
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM ghsync_repositories").all();
    await commit(toStore(exampleSnapshot(1)));
    reader.exec("COMMIT");
    expect(await revision()).toBe(1);
  });

  test("A writer that holds on past the busy timeout is waited for, and the commit is tried again", async () => {
    const file = createFile();
    const { database: other } = open(file);
    let waits = 0;
    const { store } = open(file, {
      sleep: async () => {
        waits += 1;
        if (waits === 3) other.exec("ROLLBACK");
      },
    });
    await store.migrate();
    const { lease, revision } = await startRun(store);
    other.exec("BEGIN IMMEDIATE");
    await store.commitPage(lease, { revision: 0, ...toStore(exampleSnapshot(1)) });
    expect(waits).toBe(3);
    expect(await revision()).toBe(1);
  });

  test("A writer that never ends fails the commit, which leaves nothing behind and no transaction open", async () => {
    const file = createFile();
    const { database: other } = open(file);
    const { store } = open(file, { sleep: async () => undefined });
    await store.migrate();
    const { lease, revision } = await startRun(store);
    other.exec("BEGIN IMMEDIATE");
    await expect(store.commitPage(lease, { revision: 0 })).rejects.toThrow(/locked/);
    other.exec("ROLLBACK");
    expect(await revision()).toBe(0);
    expect(await store.commitPage(lease, { revision: 0 })).toMatchObject({ revision: 1 });
  });

  test("A full disk fails the commit as a whole, and the next one goes through", async () => {
    const file = createFile();
    const { database, store } = open(file);
    await store.migrate();
    const { lease, revision } = await startRun(store);
    const body = "x".repeat(1_000_000);
    const page = toStore(exampleSnapshot(1, { pullRequest: { body } }));
    const [{ page_count: pages = 0 } = {}] = database.prepare("PRAGMA page_count").all() as {
      page_count?: number;
    }[];
    database.exec(`PRAGMA max_page_count = ${pages + 10}`);
    await expect(store.commitPage(lease, { revision: 0, ...page })).rejects.toThrow(/full/);
    expect(await revision()).toBe(0);
    database.exec("PRAGMA max_page_count = 1000000");
    expect(await store.commitPage(lease, { revision: 0, ...page })).toMatchObject({
      rowsWritten: 6,
    });
  });
});

test("A read-only connection is refused with what to do", async () => {
  const file = createFile();
  new BetterSqlite3(file).exec("CREATE TABLE host (a)").close();
  chmodSync(file, 0o444);
  const database = new BetterSqlite3(file, { readonly: true });
  onTestFinished(() => void database.close());
  const store = createSqliteStore(betterSqlite3Executor(database));
  await expect(store.migrate()).rejects.toMatchObject({ code: "config_invalid" });
});
