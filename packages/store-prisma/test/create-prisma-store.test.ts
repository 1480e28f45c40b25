import { childKinds } from "@ghsync/core";
import { test } from "vitest";
import type { StoredRow } from "../../store-memory/test/store-cases/store-case.ts";
import { storeCases } from "../../store-memory/test/store-cases/store-cases.ts";
import { createPrismaStore, type GhSyncPrismaClient } from "../src/index.ts";
import type { Row } from "../src/prisma-client.ts";
import { childTables } from "../src/rows/child-row.ts";
import { createTestDatabase } from "./test-database.ts";

async function storedRows(prisma: GhSyncPrismaClient, repositoryId: string): Promise<StoredRow[]> {
  const pullRequests = await prisma.ghSyncPullRequest.findMany({ where: { repositoryId } });
  const children = childKinds.map(async (table) => {
    const { model, key } = childTables[table];
    const rows = await prisma[model].findMany({ where: { repositoryId } });
    return rows.map((row) => ({
      table,
      pullRequest: row.pullRequestNumber as number,
      key: String(row[key[1]]),
      revision: row.revision as number,
    }));
  });
  return [
    ...pullRequests.map((row) => ({
      table: "pullRequests" as const,
      pullRequest: row.number,
      revision: (row as Row).revision as number,
    })),
    ...(await Promise.all(children)).flat(),
  ];
}

test.each(storeCases)("$name", async ({ run }) => {
  const { prisma } = await createTestDatabase();
  await run({
    store: createPrismaStore(prisma),
    rows: (repositoryId) => storedRows(prisma, repositoryId),
  });
});
