import type { GhSyncPrismaClient } from "./prisma-client.ts";

// Prisma's own limits (2 s to begin, 5 s to end) are made for a page view. A page with thousands of files takes longer.
const limits = { maxWait: 30_000, timeout: 120_000 };

/** Runs two or more operations in one array transaction; never an interactive one. */
export function transact<P extends PromiseLike<unknown>[]>(
  prisma: GhSyncPrismaClient,
  operations: [...P],
): PromiseLike<{ [I in keyof P]: Awaited<P[I]> }> {
  return prisma.$transaction(operations, limits);
}

/**
 * Runs one write in a transaction of its own. Where the adapter has one connection (better-sqlite3), a plain write joins whatever
 * interactive transaction the host has open, and is lost in its rollback. Prisma makes no transaction of an array of one, so a
 * second operation goes along.
 */
export async function transactOne<T>(
  prisma: GhSyncPrismaClient,
  operation: PromiseLike<T>,
): Promise<T> {
  const nothing = prisma.ghSyncCredential.count({ where: { credentialId: "" } });
  const [result] = await transact(prisma, [operation, nothing]);
  return result;
}
