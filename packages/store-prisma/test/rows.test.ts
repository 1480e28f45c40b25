import pg from "pg";
import { expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase } from "./test-database.ts";

test("Rows read with plain SQL hold the records", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  const store = createPrismaStore(prisma);
  await store.trackRepository({ fullName: "octo/repo", tenantId: "acme" });
  const repository = (await store.listRepositories({ limit: 1 }))[0]?.repository;
  const lease = await store.acquireLease({
    repositoryId: repository?.id ?? "",
    owner: "worker",
    now: at(0),
    ttlMs: 60_000,
  });
  if (!lease) throw new Error("There is a lease.");
  const snapshot = exampleSnapshot(1, { truncated: ["files"] });
  await store.commitPage(lease, { revision: 0, ...toStore(snapshot) });
  const tables = [
    "pull_requests",
    "reviews",
    "review_comments",
    "comments",
    "commits",
    "files",
  ] as const;
  for (const table of tables) {
    const rows = await prisma.$queryRawUnsafe<object[]>(`SELECT * FROM ghsync_${table}`);
    const shown = rows.map((row) => ({
      ...row,
      repository_id: "(id)",
      ...("digests" in row && { digests: "(digests)" }),
    }));
    expect(shown).toMatchSnapshot(table);
  }
});

test("Plain SQL sees instants as they are, whatever the time zone of PostgreSQL", async () => {
  const { prisma, url } = await createTestDatabase("postgresql");
  const { commit } = await startRun(createPrismaStore(prisma));
  // One row goes in by one statement, the other is changed by Prisma's own call.
  await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
  await commit(toStore(exampleSnapshot(2, { pullRequest: { updatedAt: at(9) }, readAt: at(9) })));
  const client = new pg.Client(url);
  await client.connect();
  const schema = new URL(url).searchParams.get("schema");
  const { rows } = await client.query(
    `SELECT updated_at, read_at FROM ${schema}.ghsync_pull_requests ORDER BY number`,
  );
  await client.end();
  expect(rows).toEqual([
    { updated_at: at(2), read_at: at(5) },
    { updated_at: at(9), read_at: at(9) },
  ]);
});

test("A status can be read with plain SQL", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  const { commit } = await startRun(createPrismaStore(prisma));
  await commit({
    state: {
      status: "error",
      lastAttemptAt: at(1),
      consecutiveFailures: 3,
      lastSyncError: {
        code: "token_refused",
        message: "GitHub refused the token.",
        requestId: null,
        at: at(2),
        userActionable: true,
      },
    },
  });
  const sql = "SELECT full_name, status, last_attempt_at, last_error_code FROM ghsync_repositories";
  expect(await prisma.$queryRawUnsafe(sql)).toEqual([
    {
      full_name: "octo/repo",
      status: "error",
      last_attempt_at: at(1),
      last_error_code: "token_refused",
    },
  ]);
});
