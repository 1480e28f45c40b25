import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { exampleState } from "../../testing/src/contracts/repo-store/example/example-state.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPostgresStore, type PgPool, pgExecutor } from "../src/postgres.ts";
import { betterSqlite3Executor, createSqliteStore, type SqlStore } from "../src/sqlite.ts";
import { createPlace, drivers } from "./drivers.ts";

vi.setConfig({ testTimeout: 180_000 });

/** Writes and reads one of everything. */
async function expectWorks(store: SqlStore): Promise<void> {
  await store.migrate();
  await store.check();
  const { id, commit } = await startRun(store);
  const dirty = [
    { number: 2, stamps: { issues: at(1) }, attempts: 1, notBefore: at(3), reason: "x" },
  ];
  const identity = { githubId: 2 ** 40, nodeId: "R_1", fullName: "octo/repo" };
  await commit({ ...toStore(exampleSnapshot(1)), dirty, state: exampleState, identity });
  expect(await commit(toStore(exampleSnapshot(1)))).toBe(0);
  const read = await store.readState(id);
  expect(read?.state).toEqual(exampleState);
  expect(read?.repository).toMatchObject({ githubId: 2 ** 40, active: true });
  expect(read).toMatchObject({ revision: 2, dirtyCount: 1, failedCount: 1 });
  expect(await store.readDirty(id, [2])).toEqual(dirty);
  expect(await store.readPullRequestStates(id, [1])).toMatchObject([
    { updatedAt: at(2), readAt: at(5) },
  ]);
  expect(await store.readReviewIds(id, 1)).toEqual([11]);
  await store.blockCredential("q", at(7));
  expect(await store.readCredentialBlock("q")).toEqual(at(7));
  await store.schedules.claimSlot("daily", at(1));
  expect(await store.schedules.lastSlot("daily")).toEqual(at(1));
}

const odd = (text: string) => `odd ${text}`;

/** Settings that a host may have for reasons of its own. */
const settings: { readonly [name: string]: pg.PoolConfig } = {
  "a pool of one connection": { max: 1 },
  "another time zone and date style": {
    options: "-c TimeZone=Asia/Kathmandu -c DateStyle=SQL,DMY",
  },
  "serializable transactions": { options: "-c default_transaction_isolation=serializable" },
  "a search path without ghsync's schema": { options: "-c search_path=pg_catalog" },
  "a short statement timeout": { options: "-c statement_timeout=5000" },
  "type parsers of its own": {
    types: { getTypeParser: (oid: number) => (oid === 25 ? String : odd) } as never,
  },
  "old notations of floats and intervals": {
    options: "-c extra_float_digits=0 -c bytea_output=escape -c standard_conforming_strings=on",
  },
};

describe("On pg", () => {
  const open = (config: pg.PoolConfig) => {
    const { place, remove } = createPlace(inject("postgresUrl"));
    const pool = new pg.Pool({ connectionString: place.postgresUrl, ...config });
    onTestFinished(async () => {
      await pool.query(`DROP SCHEMA IF EXISTS ${place.schema} CASCADE`);
      await pool.end();
      remove();
    });
    return { pool, schema: place.schema };
  };

  test.each(Object.entries(settings))("The store works with %s", async (_, config) => {
    const { pool, schema } = open(config);
    await expectWorks(createPostgresStore(pgExecutor(pool), { schema }));
  });

  test("The store works without named statements", async () => {
    const { pool, schema } = open({});
    await expectWorks(createPostgresStore(pgExecutor(pool, { prepare: false }), { schema }));
  });

  test("A commit whose answer is lost is settled by its token", async () => {
    const { pool, schema } = open({});
    const toLose: string[] = [];
    const losing: PgPool = {
      connect: () => pool.connect(),
      async query(query) {
        const result = await pool.query({ ...query, values: [...(query.values ?? [])] });
        if (toLose.some((text) => query.text.includes(text))) {
          toLose.pop();
          throw new Error("Connection terminated unexpectedly");
        }
        return result;
      },
    };
    const store = createPostgresStore(pgExecutor(losing), { schema });
    await store.migrate();
    const { lease } = await startRun(store);
    toLose.push("commit_token =");
    const page = toStore(exampleSnapshot(1), exampleSnapshot(2));
    const { changed, ...result } = await store.commitPage(lease, { revision: 0, ...page });
    expect(result).toEqual({ revision: 1, rowsWritten: 12 });
    expect(new Set(changed)).toEqual(new Set([1, 2]));
    expect(toLose).toEqual([]);
  });

  test("A role that may create nothing starts the app once the tables exist", async () => {
    const { pool, schema } = open({});
    await createPostgresStore(pgExecutor(pool), { schema }).migrate();
    const role = `role_${schema}`;
    await pool.query(`CREATE ROLE ${role}`);
    onTestFinished(async () => void (await pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)));
    await pool.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
    await pool.query(
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    );
    const limited = open({ options: `-c role=${role}` });
    await expectWorks(createPostgresStore(pgExecutor(limited.pool), { schema }));
  });

  test("A pull request whose people changed their avatar costs two statements for 25 of them", async () => {
    const { pool, schema } = open({});
    let statements = 0;
    const counting: PgPool = {
      connect: () => pool.connect(),
      query(query) {
        statements += 1;
        return pool.query({ ...query, values: [...(query.values ?? [])] });
      },
    };
    const store = createPostgresStore(pgExecutor(counting), { schema });
    await store.migrate();
    const { lease } = await startRun(store);
    const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
    const page = (avatarUrl: string) => {
      const author = { id: 5, login: "ann", avatarUrl, type: "User" as const };
      const pullRequest = { author, assignees: [author] };
      return toStore(...numbers.map((number) => exampleSnapshot(number, { pullRequest })));
    };
    await store.commitPage(lease, { revision: 0, ...page("https://a.example/1") });
    statements = 0;
    const result = await store.commitPage(lease, { revision: 1, ...page("https://a.example/2") });
    expect(result).toEqual({ revision: 2, rowsWritten: 0, changed: [] });
    expect(statements).toBe(2);
    const { rows } = await pool.query(
      `SELECT avatar_url, revision FROM ${schema}.ghsync_actors WHERE login = 'ann'`,
    );
    expect(rows).toEqual([{ avatar_url: "https://a.example/2", revision: 2 }]);
  });
});

describe("On better-sqlite3", () => {
  const open = () => {
    const { place, remove } = createPlace("");
    const database = new BetterSqlite3(place.file);
    onTestFinished(() => {
      database.close();
      remove();
    });
    return { database, place };
  };

  test("The store works where integers are BigInts", async () => {
    const { database } = open();
    database.defaultSafeIntegers(true);
    await expectWorks(createSqliteStore(betterSqlite3Executor(database)));
  });

  test("A transaction that the host has open is never joined, and a commit after it goes through", async () => {
    const { database } = open();
    const store = createSqliteStore(betterSqlite3Executor(database), {
      sleep: async () => {
        if (database.inTransaction) database.exec("ROLLBACK");
      },
    });
    await store.migrate();
    const { lease, revision } = await startRun(store);
    database.exec("BEGIN");
    await store.commitPage(lease, { revision: 0 });
    expect(await revision()).toBe(1);
  });

  test("What is due is found by the index of due_at, on both databases", async () => {
    const plan = "active AND due_at <= '2026-01-01T00:00:00.000Z'";
    const { database } = open();
    await createSqliteStore(betterSqlite3Executor(database)).migrate();
    const rows = database
      .prepare(`EXPLAIN QUERY PLAN SELECT id FROM ghsync_repositories WHERE ${plan}`)
      .all();
    expect(JSON.stringify(rows)).toContain("ghsync_repositories_due");
    const { place, remove } = createPlace(inject("postgresUrl"));
    const connection = drivers.pg.connect(place);
    onTestFinished(async () => {
      await connection.query(`DROP SCHEMA ${place.schema} CASCADE`);
      await connection.close();
      remove();
    });
    await connection.store.migrate();
    await connection.query(
      `INSERT INTO ghsync_repositories (id, tenant_key, name_key, full_name, active, fence, revision, due_at, status, consecutive_failures, checkpoint)
       SELECT i::text, '', i::text, i::text, true, 0, 0, '2027-01-01Z', 'complete', 0, '{}' FROM generate_series(1, 5000) AS i`,
    );
    await connection.query("ANALYZE ghsync_repositories");
    const lines = await connection.query(
      `EXPLAIN SELECT id FROM ghsync_repositories WHERE ${plan}`,
    );
    expect(JSON.stringify(lines)).toContain("ghsync_repositories_due");
  });
});
