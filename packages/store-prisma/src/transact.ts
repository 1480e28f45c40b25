import type { GhSyncPrismaClient } from "./prisma-client.ts";

// Prisma's own limits (2 s to begin, 5 s to end) are made for a page view. A page with thousands of files takes longer.
const limits = { maxWait: 30_000, timeout: 120_000 };

/**
 * Runs operations in one array transaction; never an interactive one. Also used for a single write: adapters with one
 * connection (better-sqlite3) let a plain write join whatever transaction is open, and lose it in that one's rollback.
 */
export function transact<P extends PromiseLike<unknown>[]>(
  prisma: GhSyncPrismaClient,
  operations: [...P],
): PromiseLike<{ [I in keyof P]: Awaited<P[I]> }> {
  return prisma.$transaction(operations, limits);
}
