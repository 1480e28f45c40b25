import { describe, expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import type { TestClient } from "./connect.ts";
import { createTestDatabase, providers } from "./test-database.ts";

/** As `@prisma/extension-read-replicas` does it. */
function withReplica(primary: TestClient, replica: TestClient) {
  return primary.$extends({
    client: { $primary: () => primary },
    query: {
      $allModels: {
        findMany: ({ args, model }) => {
          const name = `${model[0]?.toLowerCase()}${model.slice(1)}` as "ghSyncReview";
          return replica[name].findMany(args as never);
        },
      },
    },
  });
}

describe.each(providers)("On %s", (provider) => {
  test("I1: a replica that lags behind is not asked: a change and its reverse are both written", async () => {
    const { prisma } = await createTestDatabase(provider);
    const { prisma: replica } = await createTestDatabase(provider);
    const store = createPrismaStore(withReplica(prisma, replica));
    const { commit } = await startRun(store);
    for (const [second, title] of ["one", "two", "one"].entries()) {
      const pullRequest = { title, updatedAt: at(second) };
      expect(await commit(toStore(exampleSnapshot(1, { pullRequest })))).toBeGreaterThan(0);
      expect(await prisma.ghSyncPullRequest.findMany({ select: { title: true } })).toEqual([
        { title },
      ]);
    }
  });

  test("An interactive transaction's client is refused, with what to do", async () => {
    const { prisma } = await createTestDatabase(provider);
    await prisma.$transaction(async (tx) => {
      expect(() => createPrismaStore(tx as unknown as TestClient)).toThrow(
        expect.objectContaining({
          code: "config_invalid",
          message: expect.stringContaining("an interactive transaction's"),
        }),
      );
    });
  });
});

test("A client whose extension gives each query a transaction of its own is refused on PostgreSQL, before it has half a commit", async () => {
  const { prisma } = await createTestDatabase("postgresql");
  const extended = prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ args, query }) {
          const [, answer] = await prisma.$transaction([
            prisma.$queryRawUnsafe("SELECT set_config('app.tenant', 'acme', true)"),
            query(args) as never,
          ]);
          return answer;
        },
      },
    },
  });
  const store = createPrismaStore(extended);
  const { id } = await store.trackRepository({ fullName: "octo/repo" });
  const refused = { code: "config_invalid", message: expect.stringContaining("extension") };
  await expect(store.check()).rejects.toMatchObject(refused);
  const request = { repositoryId: id, owner: "w", now: at(0), ttlMs: 1 };
  await expect(store.acquireLease(request)).rejects.toMatchObject(refused);
  expect(await prisma.ghSyncCredential.count()).toBe(0);
});
