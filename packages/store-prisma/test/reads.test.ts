import { expect, test } from "vitest";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import { overtakenClient } from "./overtaken-client.ts";
import { createTestDatabase, providers } from "./test-database.ts";

test.each(providers)(
  "A state that a commit changes between two statements of its read is read again, on %s",
  async (provider) => {
    const { prisma } = await createTestDatabase(provider);
    const { id, commit } = await startRun(createPrismaStore(prisma));
    const entry = { number: 1, stamps: {}, attempts: 1 };
    const { overtaken, transactions } = overtakenClient(prisma, () => commit({ dirty: [entry] }));
    const read = await createPrismaStore(overtaken).readState(id);
    expect(read).toMatchObject({ revision: 1, dirtyCount: 1, failedCount: 1 });
    expect(transactions()).toBe(2);
  },
);
