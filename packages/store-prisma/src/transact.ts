import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";

// Prisma's own limits (2 s to begin, 5 s to end) are made for a page view. A page with thousands of files takes longer.
const limits = { maxWait: 30_000, timeout: 120_000 };

/** Runs operations in one array transaction; never an interactive one. */
export async function transact<P extends PromiseLike<unknown>[]>(
  prisma: GhSyncPrismaClient,
  operations: [...P],
): Promise<{ [I in keyof P]: Awaited<P[I]> }> {
  if (operations.length > 1) return prisma.$transaction(operations, limits);
  const results: unknown = await Promise.all(operations.map((only) => transactOne(prisma, only)));
  return results as { [I in keyof P]: Awaited<P[I]> };
}

/**
 * Runs one operation, which is one statement, in a transaction of its own. SQLite's adapters may have one connection, where a plain
 * operation joins whatever interactive transaction the host has open: a read sees what is never committed, and a write is lost in the
 * rollback. Prisma makes no transaction of an array of one, so a second operation goes along.
 */
export async function transactOne<T>(
  prisma: GhSyncPrismaClient,
  operation: PromiseLike<T>,
): Promise<T> {
  const provider = providerOf(prisma);
  if (provider !== undefined && provider !== "sqlite") return operation;
  const nothing = prisma.ghSyncCredential.count({ where: { credentialId: "" } });
  const [result] = await prisma.$transaction([operation, nothing], limits);
  return result;
}
