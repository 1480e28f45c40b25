import { describe, expect, test } from "vitest";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore, type GhSyncPrismaClient } from "../src/index.ts";
import { createTestDatabase, providers } from "./test-database.ts";

const refusal = (words: RegExp) => ({
  code: "config_invalid",
  userActionable: true,
  message: expect.stringMatching(words),
});

describe.each(providers)("On %s", (provider) => {
  test("A database that has all it needs passes the check, with one query a model", async () => {
    const { prisma, statements } = await createTestDatabase(provider);
    statements.length = 0;
    await createPrismaStore(prisma).check();
    expect(statements.filter((sql) => /^SELECT .* FROM/.test(sql))).toHaveLength(12);
  });

  test("A missing table is named by the check and by the first use, with what to do", async () => {
    const { prisma } = await createTestDatabase(provider);
    await prisma.$executeRawUnsafe("DROP TABLE ghsync_repositories");
    const store = createPrismaStore(prisma);
    const words = refusal(/ghsync_repositories.*prisma migrate dev/);
    await expect(store.check()).rejects.toMatchObject(words);
    await expect(store.listDue(new Date(), { limit: 1 })).rejects.toMatchObject(words);
  });

  test("A missing unique index is named by the check, with what to do", async () => {
    const { prisma } = await createTestDatabase(provider);
    await prisma.$executeRawUnsafe("DROP INDEX ghsync_repositories_name_key_key");
    const check = createPrismaStore(prisma).check();
    await expect(check).rejects.toMatchObject(refusal(/name_key.*prisma migrate dev/));
  });

  test("A missing column is named by the check and by the first use, with what to do", async () => {
    const { prisma } = await createTestDatabase(provider);
    const store = createPrismaStore(prisma);
    const { id } = await startRun(store);
    await prisma.$executeRawUnsafe("ALTER TABLE ghsync_pull_requests DROP COLUMN read_at");
    const words = refusal(/read_at.*prisma migrate dev/);
    await expect(store.check()).rejects.toMatchObject(words);
    await expect(store.readPullRequestStates(id, [1])).rejects.toMatchObject(words);
  });
});

test("A client that was generated without one of the columns gets an error that says to generate it again", async () => {
  const { prisma } = await createTestDatabase("sqlite");
  // As a client of an older ghsync.prisma rejects what it does not know.
  const ghSyncFile = {
    ...prisma.ghSyncFile,
    findMany: (args: { select: object }) =>
      prisma.ghSyncFile.findMany({
        ...args,
        select: { ...args.select, unheardOf: true },
      } as object),
  };
  const old = new Proxy(prisma, {
    get: (target, name) => (name === "ghSyncFile" ? ghSyncFile : Reflect.get(target, name)),
  }) as unknown as GhSyncPrismaClient;
  await expect(createPrismaStore(old).check()).rejects.toMatchObject(
    refusal(/unheardOf.*prisma generate/s),
  );
});
