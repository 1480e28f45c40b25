import type { TestClient } from "./connect.ts";

/**
 * A client that a commit overtakes between the first two statements of its first transaction, as on PostgreSQL, where each statement
 * sees what was committed before it; and how many transactions it has begun.
 */
export function overtakenClient(
  prisma: TestClient,
  commit: () => Promise<unknown>,
): { readonly overtaken: TestClient; readonly transactions: () => number } {
  let transactions = 0;
  const overtaken = new Proxy(prisma, {
    get(target, name) {
      if (name !== "$transaction") return Reflect.get(target, name);
      return async (operations: readonly PromiseLike<unknown>[]) => {
        transactions += 1;
        const results: unknown[] = [];
        for (const [index, operation] of operations.entries()) {
          results.push(await operation);
          if (transactions === 1 && index === 0) await commit();
        }
        return results;
      };
    },
  });
  return { overtaken, transactions: () => transactions };
}
