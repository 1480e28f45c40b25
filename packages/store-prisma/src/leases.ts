import type { RepoStore } from "@ghsync/core";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { transact, transactOne } from "./transact.ts";

type Leases = Pick<RepoStore, "acquireLease" | "renewLease" | "releaseLease">;

/** Who may write to a repository. Each change is one conditional update of one row. */
export function leases(prisma: GhSyncPrismaClient): Leases {
  const repositories = prisma.ghSyncRepository;
  return {
    async acquireLease({ repositoryId, owner, now, ttlMs, takeOver }) {
      const expiresAt = new Date(now.getTime() + ttlMs);
      const [{ count }, [row]] = await transact(prisma, [
        repositories.updateMany({
          where: {
            id: repositoryId,
            active: true,
            ...(!takeOver && { OR: [{ leaseExpiresAt: null }, { leaseExpiresAt: { lte: now } }] }),
          },
          data: { fence: { increment: 1 }, leaseOwner: owner, leaseExpiresAt: expiresAt },
        }),
        // The update holds the row's lock until both are done, so this is the fence that it set.
        repositories.findMany({ where: { id: repositoryId } }),
      ]);
      return count > 0 && row ? { repositoryId, owner, fence: row.fence, expiresAt } : undefined;
    },

    async renewLease(lease, { now, ttlMs }) {
      const { repositoryId, fence } = lease;
      const expiresAt = new Date(now.getTime() + ttlMs);
      const { count } = await transactOne(
        prisma,
        repositories.updateMany({
          // A lease that was given back has no expiry, and stays given back.
          where: { id: repositoryId, fence, leaseExpiresAt: { not: null } },
          data: { leaseExpiresAt: expiresAt },
        }),
      );
      return count > 0 ? { ...lease, expiresAt } : undefined;
    },

    async releaseLease({ repositoryId, fence }) {
      await transactOne(
        prisma,
        repositories.updateMany({
          where: { id: repositoryId, fence },
          data: { leaseOwner: null, leaseExpiresAt: null },
        }),
      );
    },
  };
}
