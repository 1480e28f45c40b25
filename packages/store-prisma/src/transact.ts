import type { WholePrismaClient } from "./prisma-client.ts";
import { isWriteConflict } from "./prisma-errors.ts";
import { providerOf } from "./provider-of.ts";

// Prisma's own limits (2 s to begin, 5 s to end) are made for a page view. A page with thousands of files takes longer.
const limits = { maxWait: 30_000, timeout: 120_000 };

// Under a stricter level, which a host may have made its database's default, PostgreSQL ends a statement that waited for a row with an
// error, instead of judging the row again. SQLite's adapters know no level but their own.
const readCommitted = { ...limits, isolationLevel: "ReadCommitted" };

/** Runs operations in one array transaction; never an interactive one. */
export async function transact<P extends PromiseLike<unknown>[]>(
  prisma: WholePrismaClient,
  operations: [...P],
): Promise<{ [I in keyof P]: Awaited<P[I]> }> {
  const [only] = operations;
  if (only && operations.length === 1) {
    return [await transactOne(prisma, only)] as { [I in keyof P]: Awaited<P[I]> };
  }
  const isPostgresql = providerOf(prisma) === "postgresql";
  return prisma.$transaction(operations, isPostgresql ? readCommitted : limits);
}

/**
 * Runs one operation, which is one statement, in a transaction of its own. SQLite's adapters may have one connection, where a plain
 * operation joins whatever interactive transaction the host has open: a read sees what is never committed, and a write is lost in the
 * rollback. Prisma makes no transaction of an array of one, so a second operation goes along.
 */
export async function transactOne<T>(
  prisma: WholePrismaClient,
  operation: PromiseLike<T>,
): Promise<T> {
  const provider = providerOf(prisma);
  if (provider !== undefined && provider !== "sqlite") {
    try {
      return await operation;
    } catch (error) {
      if (!isWriteConflict(error)) throw error;
    }
  }
  const nothing = prisma.ghSyncCredential.findMany({
    where: { credentialId: "" },
    select: { blockedUntil: true },
  });
  const [result] = await transact(prisma, [operation, nothing]);
  return result;
}
