import { GhsyncError } from "@ghsync/core";
import type { WholePrismaClient } from "./prisma-client.ts";
import { providerOf } from "./provider-of.ts";

const utc = /^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT|Greenwich)$/i;

/**
 * Rejects with `config_invalid` if PostgreSQL's sessions are in another time zone than UTC. Prisma's adapter drops the zone of an instant
 * in both directions: an hour that a summer time skips would be stored as the next, and newer rows be judged older.
 */
export async function requireUtc(prisma: WholePrismaClient): Promise<void> {
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
