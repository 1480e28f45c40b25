import type { Lease, RepoStore } from "@ghsync/core";
import { describe, expect, test } from "vitest";
import { allChangingPage } from "../../testing/src/contracts/repo-store/example/all-changing-page.ts";
import { readAll } from "../../testing/src/contracts/repo-store/read-rows.ts";
import { acquire, startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import type { TestClient } from "./connect.ts";
import { readStoredRows } from "./stored-rows.ts";
import { createTestDatabase, providers } from "./test-database.ts";

/** A client that lets something else happen between a commit's reads and the transaction that writes. */
function interleave(prisma: TestClient, between: () => Promise<unknown>): TestClient {
  let isNext = false;
  const update = (...args: Parameters<typeof prisma.ghSyncRepository.update>) => {
    // Part of no other transaction than a commit's.
    isNext = true;
    return prisma.ghSyncRepository.update(...args);
  };
  const $transaction = async (...args: Parameters<typeof prisma.$transaction>) => {
    if (isNext) await between();
    isNext = false;
    return prisma.$transaction(...args);
  };
  const ghSyncRepository = new Proxy(prisma.ghSyncRepository, {
    get: (target, name) => (name === "update" ? update : Reflect.get(target, name)),
  });
  const replaced = new Map<string | symbol, unknown>(
    Object.entries({ $transaction, ghSyncRepository }),
  );
  return new Proxy(prisma, {
    get: (target, name) => replaced.get(name) ?? Reflect.get(target, name),
  });
}

const lossesBetween: {
  readonly [name: string]: (store: RepoStore, lease: Lease) => Promise<unknown>;
} = {
  "another worker takes the lease over": (store, { repositoryId }) =>
    acquire(store, repositoryId, { takeOver: true }),
  "another commit is written": (store, lease) => store.commitPage(lease, { revision: 0 }),
  "the lease is given back": (store, lease) => store.releaseLease(lease),
  "the repository is deactivated": (store, { repositoryId }) =>
    store.untrackRepository(repositoryId, { deleteRecords: false }),
  "the repository is untracked with its records": (store, { repositoryId }) =>
    store.untrackRepository(repositoryId, { deleteRecords: true }),
};

describe.each(providers)("On %s", (provider) => {
  test.each(Object.entries(lossesBetween))(
    "I5: nothing is written if, between a commit's read and its transaction, %s",
    async (_, lose) => {
      const { prisma, statements } = await createTestDatabase(provider);
      const store = createPrismaStore(prisma);
      const { id, lease } = await startRun(store);
      const subject = {
        store,
        readRows: (repositoryId: string) => readStoredRows(prisma, repositoryId),
      };
      let after: unknown;
      const between = async () => {
        await lose(store, lease);
        after = await readAll(subject, id);
        statements.length = 0;
      };
      const slow = createPrismaStore(interleave(prisma, between));
      await expect(
        slow.commitPage(lease, { revision: 0, ...allChangingPage }),
      ).rejects.toMatchObject({ code: "lease_lost", cause: { code: "P2025" } });
      expect(statements.some((sql) => sql.startsWith("ROLLBACK"))).toBe(true);
      expect(await readAll(subject, id)).toEqual(after);
    },
  );

  test("Without anything in between, the same commit is written", async () => {
    const { prisma } = await createTestDatabase(provider);
    const { lease } = await startRun(createPrismaStore(prisma));
    const slow = createPrismaStore(interleave(prisma, async () => undefined));
    const result = await slow.commitPage(lease, { revision: 0, ...allChangingPage });
    expect(result).toMatchObject({ revision: 1, rowsWritten: 12 });
  });

  test("A name that another repository is given between a commit's read and its transaction stays that one's", async () => {
    const { prisma } = await createTestDatabase(provider);
    const store = createPrismaStore(prisma);
    const { id, lease } = await startRun(store);
    const { fullName = "" } = allChangingPage.identity ?? {};
    let holder: string | undefined;
    const slow = createPrismaStore(
      interleave(prisma, async () => {
        holder = (await store.trackRepository({ fullName })).id;
      }),
    );
    await slow.commitPage(lease, { revision: 0, ...allChangingPage });
    expect((await store.getRepository(id))?.repository.fullName).toBe(fullName);
    expect((await store.trackRepository({ fullName })).id).toBe(holder);
  });
});
