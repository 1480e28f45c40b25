import { randomBytes } from "node:crypto";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { PrismaClient as SqliteClient } from "../generated/sqlite/client.ts";
import { createPrismaStore } from "../src/index.ts";
import { pageTables } from "../src/page-tables.ts";
import type { TestClient } from "./connect.ts";
import { portable } from "./portable.ts";
import { createTestDatabase, providers } from "./test-database.ts";

const { comments, commits, files, reviews } = exampleChildren;
const oddText = '\'"\\ \u2028 \0 \uD83D 👍 $1 ? %s {"$date":1}';
const oddSnapshots = [
  exampleSnapshot(1, { truncated: ["files"] }),
  exampleSnapshot(2, {
    pullRequest: {
      state: "open",
      title: oddText,
      author: null,
      mergedBy: null,
      milestone: null,
      body: null,
      mergedAt: null,
      linkedIssues: null,
      id: Number.MAX_SAFE_INTEGER,
      additions: 2 ** 40,
      deletions: -(2 ** 40),
      changedFiles: 1.5,
      createdAt: new Date("-000044-03-15"),
      updatedAt: new Date("+010000-01-01"),
      labels: [{ nodeId: "L", name: oddText, color: "ffffff", description: null }],
    },
    children: {
      reviews: [{ ...reviews, author: null, body: "" }],
      comments: [
        { ...comments, id: Number.MAX_SAFE_INTEGER, body: oddText, createdAt: new Date(0) },
      ],
      commits: [
        { ...commits, authoredAt: null, committedAt: new Date("9999-12-31T23:59:59.999Z") },
      ],
      files: [
        { ...files, path: oddText },
        { ...files, path: randomBytes(4000).toString("hex") },
      ],
    },
  }),
];

const statementsInto = (table: string, statements: readonly string[]) =>
  statements.filter((sql) => /^INSERT/.test(sql) && sql.includes(table));

test.each(providers)(
  "On %s, one bulk statement writes the same rows as Prisma's own calls",
  async (provider) => {
    const { prisma, statements } = await createTestDatabase(provider);
    const runs = {
      bulk: await startRun(createPrismaStore(prisma), "octo/bulk"),
      portable: await startRun(createPrismaStore(portable(prisma)), "octo/portable"),
    };
    const written = { bulk: new Map<string, unknown>(), portable: new Map<string, unknown>() };
    for (const path of ["bulk", "portable"] as const) {
      statements.length = 0;
      await runs[path].commit(toStore(...oddSnapshots));
      const isBulk = statementsInto("ghsync_reviews", statements).some((sql) => /json_/.test(sql));
      expect(isBulk).toBe(path === "bulk");
      for (const { name, key } of Object.values(pageTables)) {
        const order = key.map((column) => (column === "pullRequestNumber" ? "2" : "4"));
        const rows = await prisma.$queryRawUnsafe<object[]>(
          `SELECT * FROM ${name} WHERE repository_id = '${runs[path].id}' ORDER BY ${order}`,
        );
        written[path].set(
          name,
          rows.map((row) => ({ ...row, repository_id: "" })),
        );
      }
      expect(await runs[path].commit(toStore(...oddSnapshots))).toBe(0);
    }
    expect(written.bulk).toEqual(written.portable);
    expect(written.bulk.get("ghsync_review_requests")).toHaveLength(2);
  },
);

test("Rows go where Prisma writes, and not to other tables that plain SQL finds by the same names", async () => {
  const [ours, others] = [
    await createTestDatabase("postgresql"),
    await createTestDatabase("postgresql"),
  ];
  const schemaOf = (url: string) => new URL(url).searchParams.get("schema") ?? "";
  const adapter = new PrismaPg(
    {
      connectionString: ours.url,
      options: `-c TimeZone=UTC -c search_path=${schemaOf(others.url)}`,
    },
    { schema: schemaOf(ours.url) },
  );
  const prisma = new PostgresqlClient({ adapter });
  const { id, commit } = await startRun(createPrismaStore(prisma));
  // A copy of the database, as it was before the commit.
  await prisma.$executeRawUnsafe(
    `INSERT INTO ghsync_repositories SELECT * FROM ${schemaOf(ours.url)}.ghsync_repositories`,
  );
  expect(await commit(toStore(exampleSnapshot(1)))).toBe(6);
  expect(await ours.prisma.ghSyncFile.count({ where: { repositoryId: id } })).toBe(1);
  expect(await others.prisma.ghSyncFile.count()).toBe(0);
  await prisma.$disconnect();
});

/** A client, and how often plain SQL was written through it. */
function countingRaw(prisma: TestClient) {
  let count = 0;
  const $executeRawUnsafe = (...args: Parameters<typeof prisma.$executeRawUnsafe>) => {
    count += 1;
    return prisma.$executeRawUnsafe(...args);
  };
  const client = new Proxy(prisma, {
    get: (target, name) =>
      name === "$executeRawUnsafe" ? $executeRawUnsafe : Reflect.get(target, name),
  });
  return { client, raw: () => count };
}

test.each(providers)(
  "A row that is in the way costs one commit its speed, and the next ones none, on %s",
  async (provider) => {
    const { prisma } = await createTestDatabase(provider);
    const { client, raw } = countingRaw(prisma);
    const { commit } = await startRun(createPrismaStore(client));
    await commit(toStore(exampleSnapshot(1)));
    // Of a pull request that is not stored, so that no read finds it.
    const { url = "" } = exampleSnapshot(2).children.comments?.[0] ?? {};
    await prisma.ghSyncComment.updateMany({ data: { pullRequestNumber: 2, url } });
    expect(await commit(toStore(exampleSnapshot(2)))).toBe(5);
    const before = raw();
    expect(await commit(toStore(exampleSnapshot(3)))).toBe(6);
    expect(raw() - before).toBe(6);
  },
);

test("A SQLite adapter that stores instants as numbers reads back what was written", async () => {
  const { url } = await createTestDatabase("sqlite");
  const prisma = new SqliteClient({
    adapter: new PrismaBetterSqlite3({ url }, { timestampFormat: "unixepoch-ms" }),
  });
  const { client, raw } = countingRaw(prisma as TestClient);
  const store = createPrismaStore(client);
  const { id, commit } = await startRun(store);
  await commit(toStore(exampleSnapshot(1)));
  const kinds = "SELECT DISTINCT typeof(updated_at) AS kind FROM ghsync_pull_requests";
  expect(await prisma.$queryRawUnsafe(kinds)).toEqual([{ kind: "integer" }]);
  expect(raw()).toBeGreaterThan(0);
  expect(await store.readPullRequestStates(id, [1])).toMatchObject([
    { updatedAt: at(2), readAt: at(5), seen: { issues: at(2) } },
  ]);
  expect(await commit(toStore(exampleSnapshot(1)))).toBe(0);
  // Found unfit once, plain SQL is not tried again.
  const before = raw();
  expect(await commit(toStore(exampleSnapshot(2)))).toBe(6);
  expect(raw()).toBe(before);
  await prisma.$disconnect();
});
