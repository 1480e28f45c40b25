import type { RepoStore } from "@ghsync/core";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { transact } from "./transact.ts";

type CredentialBlocks = Pick<RepoStore, "readCredentialBlock" | "blockCredential">;

/** What all processes must know of a credential. */
export function credentialBlocks(prisma: GhSyncPrismaClient): CredentialBlocks {
  const credentials = prisma.ghSyncCredential;
  return {
    async readCredentialBlock(credentialId) {
      const [row] = await credentials.findMany({ where: { credentialId } });
      return row?.blockedUntil;
    },

    async blockCredential(credentialId, until) {
      await transact(prisma, [
        credentials.upsert({
          where: { credentialId },
          create: { credentialId, blockedUntil: until },
          // Not empty: Prisma then makes it one `INSERT ... ON CONFLICT`, which has no race.
          update: { credentialId },
        }),
        credentials.updateMany({
          where: { credentialId, blockedUntil: { lt: until } },
          data: { blockedUntil: until },
        }),
      ]);
    },
  };
}
