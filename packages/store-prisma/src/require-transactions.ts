import { GhsyncError } from "@ghsync/core";
import type { WholePrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";
import { transact } from "./transact.ts";

const probe = { credentialId: "ghsync: are array transactions one?" };

/**
 * Rejects with `config_invalid` if the operations of an array transaction run in several transactions: with an extension of the client
 * that gives each query its own transaction, as for row-level security, commits would not be atomic.
 */
export async function requireTransactions(prisma: WholePrismaClient): Promise<void> {
  if (providerOf(prisma) !== "postgresql" || !prisma.$queryRawUnsafe) return;
  const credentials = prisma.ghSyncCredential;
  const [, rows] = await transact(prisma, [
    credentials.upsert({
      where: probe,
      create: { ...probe, blockedUntil: new Date(0) },
      update: probe,
    }),
    // Of a transaction that has written. https://www.postgresql.org/docs/current/functions-info.html
    prisma.$queryRawUnsafe("SELECT pg_current_xact_id_if_assigned()::text AS id"),
    credentials.deleteMany({ where: probe }),
  ]);
  if ((rows as readonly { readonly id: string | null }[])[0]?.id) return;
  // In separate transactions they have no order.
  await credentials.deleteMany({ where: probe });
  throw new GhsyncError(
    "config_invalid",
    "The Prisma client's array transactions are not atomic: an extension runs each query in its own transaction. Give ghsync the client without that extension.",
    { userActionable: true },
  );
}
