import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { exampleChildren } from "../../testing/src/contracts/repo-store/example/example-children.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore, type SchemaProvider } from "../src/index.ts";
import { pageTables } from "../src/page-tables.ts";
import { portable } from "./portable.ts";
import { createTestDatabase, providers } from "./test-database.ts";

async function startPrismaRun(provider: SchemaProvider) {
  const database = await createTestDatabase(provider);
  const store = createPrismaStore(database.prisma);
  return { ...database, store, run: await startRun(store) };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const isWrite = (sql: string) => /^(INSERT|UPDATE|DELETE)/.test(sql);

describe.each(providers)("On %s", (provider) => {
  describe("The statements of a commit", () => {
    const page = toStore(
      ...numbered(25).map((number) => exampleSnapshot(number, { pullRequest: { state: "open" } })),
    );

    test("25 new pull requests with children cost one statement a table, after the fence's two", async () => {
      const { statements, run } = await startPrismaRun(provider);
      statements.length = 0;
      await run.commit(page);
      const writes = statements.filter(isWrite);
      expect(writes).toHaveLength(2 + Object.keys(pageTables).length);
      // The fence comes first.
      expect(writes[0]).toMatch(/^UPDATE .*ghsync_repositories/);
      expect(writes[1]).toMatch(/^UPDATE .*ghsync_repositories/);
    });

    test("By Prisma's own calls, they cost as many statements a table as its limit of bound values asks", async () => {
      const { prisma, statements } = await createTestDatabase(provider);
      const run = await startRun(createPrismaStore(portable(prisma)));
      statements.length = 0;
      await run.commit(page);
      const writes = statements.filter(isWrite);
      const limit = provider === "sqlite" ? 999 : 32_767;
      for (const { model, name } of Object.values(pageTables)) {
        const rows = await prisma[model as "ghSyncReview"].findMany();
        const values = rows.reduce((sum, row) => sum + Object.keys(row).length, 0);
        const inserts = writes.filter((sql) => sql.startsWith("INSERT") && sql.includes(name));
        expect(inserts.length, name).toBeLessThanOrEqual(Math.ceil(values / limit));
      }
      expect(writes.filter((sql) => !sql.startsWith("INSERT"))).toHaveLength(2);
    });

    test("25 changed pull requests cost a statement for each changed row, and one a table for new and for vanished rows", async () => {
      const { statements, run } = await startPrismaRun(provider);
      await run.commit(page);
      const { comments, reviews } = exampleChildren;
      const changed = numbered(25).map((number) =>
        exampleSnapshot(number, {
          pullRequest: { state: "open", title: "Changed" },
          children: {
            reviews: [{ ...reviews, body: "Changed." }],
            comments: [{ ...comments, id: 32 }],
          },
        }),
      );
      statements.length = 0;
      await run.commit(toStore(...changed));
      expect(statements.filter(isWrite)).toHaveLength(2 + 25 + 25 + 1 + 1);
    });

    test("Thousands of children that vanish cost a statement for as many as a statement has room for", async () => {
      const { prisma, statements, run } = await startPrismaRun(provider);
      const { comments: comment, files: file } = exampleChildren;
      const list = <T>(size: number, item: (index: number) => T) =>
        Array.from({ length: size }, (_, index) => item(index));
      const full = numbered(25).map((number) =>
        exampleSnapshot(number, {
          children: {
            comments: list(100, (id) => ({ ...comment, id: 1000 + id })),
            files: list(120, (index) => ({ ...file, path: `src/${index}.ts` })),
          },
        }),
      );
      await run.commit(toStore(...full));
      const none = { comments: [], files: [] };
      statements.length = 0;
      await run.commit(
        toStore(...numbered(25).map((number) => exampleSnapshot(number, { children: none }))),
      );
      const atOnce = provider === "sqlite" ? 495 : 15_000;
      const deletions = statements.filter((sql) => sql.startsWith("DELETE"));
      expect(deletions).toHaveLength(Math.ceil(2500 / atOnce) + Math.ceil(3000 / atOnce));
      expect([await prisma.ghSyncComment.count(), await prisma.ghSyncFile.count()]).toEqual([0, 0]);
    });

    test("25 unchanged pull requests cost one read and one write", async () => {
      const { statements, run } = await startPrismaRun(provider);
      await run.commit(page);
      statements.length = 0;
      await run.commit(page);
      expect(statements.filter(isWrite)).toHaveLength(1);
      expect(statements.filter((sql) => sql.includes("ghsync_pull_requests"))).toHaveLength(1);
    });

    test("A changed row costs one statement, with the columns that changed", async () => {
      const { statements, run } = await startPrismaRun(provider);
      await run.commit(toStore(exampleSnapshot(1)));
      statements.length = 0;
      const comments = [{ ...exampleChildren.comments, body: "Changed." }];
      await run.commit(toStore(exampleSnapshot(1, { children: { comments } })));
      const writes = statements.filter((sql) => isWrite(sql) && sql.includes("ghsync_comments"));
      expect(writes).toHaveLength(1);
      expect(writes[0]).toMatch(/SET .body. = \S+, .revision. = \S+ WHERE/);
    });
  });

  test("I7: files of which two are stored under one path are flagged as truncated, until a list has no such pair", async () => {
    const { prisma, store, run } = await startPrismaRun(provider);
    const file = exampleChildren.files;
    const named = (...paths: string[]) => paths.map((path) => ({ ...file, path }));
    const commit = (files: (typeof file)[]) =>
      run.commit(toStore(exampleSnapshot(1, { children: { files } })));
    const states = () => store.readPullRequestStates(run.id, [1]);

    await commit(named("caf\uD83D", "caf\uDE00"));
    expect(await prisma.ghSyncFile.count()).toBe(1);
    expect(await states()).toMatchObject([{ truncated: ["files"] }]);
    await commit(named("caf\uD83D"));
    expect(await states()).toMatchObject([{ truncated: [] }]);
  });

  test("What a host added to a row survives changes of that row", async () => {
    const { prisma, run } = await startPrismaRun(provider);
    await run.commit(toStore(exampleSnapshot(1)));
    for (const table of ["ghsync_pull_requests", "ghsync_reviews"]) {
      await prisma.$executeRawUnsafe(`ALTER TABLE ${table} ADD COLUMN note TEXT`);
      await prisma.$executeRawUnsafe(`UPDATE ${table} SET note = 'ours'`);
    }
    const reviews = [
      { ...exampleChildren.reviews, body: "Changed." },
      { ...exampleChildren.reviews, id: 12 },
    ];
    await run.commit(
      toStore(exampleSnapshot(1, { pullRequest: { title: "Changed" }, children: { reviews } })),
    );
    expect(await prisma.$queryRawUnsafe("SELECT title, note FROM ghsync_pull_requests")).toEqual([
      { title: "Changed", note: "ours" },
    ]);
    const kept = "SELECT body, note FROM ghsync_reviews ORDER BY id";
    expect(await prisma.$queryRawUnsafe(kept)).toEqual([
      { body: "Changed.", note: "ours" },
      { body: "Fine.", note: null },
    ]);
  });

  test("I3: a commit that fails half-way writes nothing, and rejects with the driver's error", async () => {
    const { prisma, store, run } = await startPrismaRun(provider);
    await prisma.$executeRawUnsafe("DROP TABLE ghsync_dirty_pull_requests");
    const broken = { number: 1, stamps: {}, attempts: 0 };
    const commit = store.commitPage(run.lease, {
      revision: 0,
      ...toStore(exampleSnapshot(1)),
      state: { status: "complete" },
      dirty: [broken],
    });
    await expect(commit).rejects.toMatchObject({
      code: "config_invalid",
      cause: { code: "P2021" },
    });
    const [repository] = await prisma.ghSyncRepository.findMany();
    expect(repository).toMatchObject({ revision: 0, status: "pending" });
    expect(await prisma.ghSyncPullRequest.count()).toBe(0);
  });

  test("Writes made while the host has an interactive transaction open outlive its rollback", async () => {
    const { prisma, store, run } = await startPrismaRun(provider);
    let writes: Promise<unknown> | undefined;
    const rolledBack = prisma.$transaction(async (transaction) => {
      await transaction.ghSyncCredential.count();
      writes = Promise.all([
        store.trackRepository({ fullName: "octo/other" }),
        store.blockCredential("credential", at(1)),
        store.renewLease(run.lease, { now: at(30), ttlMs: 60_000 }),
      ]);
      // Lets them begin.
      await setImmediate();
      throw new Error("The host rolls back.");
    });
    await expect(rolledBack).rejects.toThrow("The host rolls back.");
    await writes;
    expect(await prisma.ghSyncRepository.count()).toBe(2);
    expect(await store.readCredentialBlock("credential")).toEqual(at(1));
    expect(await store.listDue(at(30), { limit: 9 })).toHaveLength(1);
  });
});
