import type { RepoStore } from "@ghsync/core";
import { requireText } from "./check-argument.ts";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { transact, transactOne } from "./transact.ts";

type CredentialBlocks = Pick<RepoStore, "readCredentialBlock" | "blockCredential">;

/** What all processes must know of a credential. */
export function credentialBlocks(prisma: GhSyncPrismaClient): CredentialBlocks {
  const credentials = prisma.ghSyncCredential;
  return {
    async readCredentialBlock(quotaId) {
      const where = { credentialId: requireText("quotaId", quotaId) };
      const query = credentials.findMany({ where, select: { blockedUntil: true } });
      const [row] = await transactOne(prisma, query);
      return row?.blockedUntil;
    },

    async blockCredential(quotaId, until) {
      const credentialId = requireText("quotaId", quotaId);
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
