import type { RepoStore } from "@ghsync/core";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { transact } from "./transact.ts";

type Leases = Pick<RepoStore, "acquireLease" | "renewLease" | "releaseLease">;

/** Who may write to a repository. Each change is one conditional update of one row. */
export function leases(prisma: GhSyncPrismaClient): Leases {
  const repositories = prisma.ghSyncRepository;
  return {
    async acquireLease({ repositoryId, owner, now, ttlMs }) {
      const free = {
        id: repositoryId,
        active: true,
        OR: [{ leaseExpiresAt: null }, { leaseExpiresAt: { lte: now } }],
      };
      const [row] = await repositories.findMany({ where: free });
      if (!row) return undefined;
      const fence = row.fence + 1;
      const expiresAt = new Date(now.getTime() + ttlMs);
      // The fence that was read is part of the condition: of several takers one finds it unchanged.
      const [{ count }] = await transact(prisma, [
        repositories.updateMany({
          where: { ...free, fence: row.fence },
          data: { fence, leaseOwner: owner, leaseExpiresAt: expiresAt },
        }),
      ]);
      return count > 0 ? { repositoryId, owner, fence, expiresAt } : undefined;
    },

    async renewLease(lease, { now, ttlMs }) {
      const expiresAt = new Date(now.getTime() + ttlMs);
      const [{ count }] = await transact(prisma, [
        repositories.updateMany({
          // A lease that was given back has no expiry, and stays given back.
          where: { id: lease.repositoryId, fence: lease.fence, leaseExpiresAt: { not: null } },
          data: { leaseExpiresAt: expiresAt },
        }),
      ]);
      return count > 0 ? { ...lease, expiresAt } : undefined;
    },

    async releaseLease({ repositoryId, fence }) {
      await transact(prisma, [
        repositories.updateMany({
          where: { id: repositoryId, fence },
          data: { leaseOwner: null, leaseExpiresAt: null },
        }),
      ]);
    },
  };
}
