import { GhsyncError } from "@ghsync/core";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";

const utc = /^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT|Greenwich)$/i;

/**
 * Rejects with `config_invalid` where PostgreSQL's sessions are in another zone than UTC. Prisma's adapter drops the zone of an instant
 * in both directions: an hour that a summer time skips would be stored as the next, and newer rows be judged older.
 */
export async function requireUtc(prisma: GhSyncPrismaClient): Promise<void> {
  if (providerOf(prisma) !== "postgresql") return;
  const rows = await prisma.$queryRawUnsafe?.("SELECT current_setting('TimeZone') AS zone");
  const zone = (rows as readonly { readonly zone: string }[] | undefined)?.[0]?.zone;
  if (zone === undefined || utc.test(zone)) return;
  throw new GhsyncError(
    "config_invalid",
    `PostgreSQL's session is in the time zone ${zone}, in which Prisma stores other instants than it is given. Give the adapter \`options: "-c TimeZone=UTC"\`, or set it for the role: ALTER ROLE ... SET TimeZone = 'UTC'.`,
    { userActionable: true },
  );
}

/** Makes methods ask, before the first of their calls alone, for what {@link requireUtc} requires. */
export function inUtc(prisma: GhSyncPrismaClient) {
  let asked: Promise<void> | undefined;
  return <A extends readonly unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      asked ??= requireUtc(prisma);
      try {
        await asked;
      } catch (error) {
        asked = undefined;
        throw error;
      }
      return method(...args);
    };
}
