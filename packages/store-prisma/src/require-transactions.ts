import { GhsyncError } from "@ghsync/core";
import type { WholePrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";
import { transact } from "./transact.ts";

const probe = { credentialId: "ghsync: are array transactions one?" };

/**
 * Rejects with `config_invalid` where PostgreSQL sees the operations of an array transaction in several: an extension of the client that
 * gives each query a transaction of its own, as for row-level security, would have commits half done.
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
  // In transactions of their own they had no order.
  await credentials.deleteMany({ where: probe });
  throw new GhsyncError(
    "config_invalid",
    "The Prisma client's array transactions are no transactions: an extension runs each query in one of its own. Give ghsync the client without that extension.",
    { userActionable: true },
  );
}
