import type { RepoStore } from "@ghsync/core";
import { requireText } from "./check-argument.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { cleanInstant } from "./rows/clean-value.ts";
import { transact, transactOne } from "./transact.ts";

type CredentialBlocks = Pick<RepoStore, "readCredentialBlock" | "blockCredential">;

/** What all processes must know of a credential. */
export function credentialBlocks(prisma: WholePrismaClient): CredentialBlocks {
  const credentials = prisma.ghSyncCredential;
  return {
    async readCredentialBlock(quotaId) {
      const where = { credentialId: requireText("quotaId", quotaId) };
      const query = credentials.findMany({ where, select: { blockedUntil: true } });
      const [row] = await transactOne(prisma, query);
      return row?.blockedUntil;
    },

    async blockCredential(quotaId, end) {
      const until = cleanInstant(end);
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
