import { expect, test } from "vitest";
import { startRun } from "../../testing/src/contracts/repo-store/start-run.ts";
import { createPrismaStore } from "../src/index.ts";
import { createTestDatabase, providers } from "./test-database.ts";

test.each(providers)(
  "A state that a commit changes between two statements of its read is read again, on %s",
  async (provider) => {
    const { prisma } = await createTestDatabase(provider);
    const { id, commit } = await startRun(createPrismaStore(prisma));
    let reads = 0;
    // As on PostgreSQL, where each statement sees what was committed before it.
    const overtaken = new Proxy(prisma, {
      get(target, name) {
        if (name !== "$transaction") return Reflect.get(target, name);
        return async (operations: readonly PromiseLike<unknown>[]) => {
          reads += 1;
          const results: unknown[] = [];
          for (const [index, operation] of operations.entries()) {
            results.push(await operation);
            if (reads > 1 || index > 0) continue;
            await commit({ dirty: [{ number: 1, stamps: {}, attempts: 1 }] });
          }
          return results;
        };
      },
    });
    const read = await createPrismaStore(overtaken).readState(id);
    expect(read).toMatchObject({ revision: 1, dirtyCount: 1, failedCount: 1 });
    expect(reads).toBe(2);
  },
);
