import type { Lease, RepoStore } from "@ghsync/core";
import { requireText, requireWhole } from "./check-argument.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { cleanInstant } from "./rows/clean-value.ts";
import { transact, transactOne } from "./transact.ts";

type Leases = Pick<RepoStore, "acquireLease" | "renewLease" | "releaseLease">;

/** Who may write to a repository. Each change is one conditional update of one row. */
export function leases(prisma: WholePrismaClient): Leases {
  const repositories = prisma.ghSyncRepository;
  return {
    async acquireLease({ repositoryId, owner, now, ttlMs, takeOver }) {
      const id = requireText("repositoryId", repositoryId);
      const leaseOwner = requireText("owner", owner);
      const expiresAt = cleanInstant(new Date(now.getTime() + ttlMs));
      const [{ count }, [row]] = await transact(prisma, [
        repositories.updateMany({
          where: {
            id,
            active: true,
            ...(!takeOver && { OR: [{ leaseExpiresAt: null }, { leaseExpiresAt: { lte: now } }] }),
          },
          data: { fence: { increment: 1 }, leaseOwner, leaseExpiresAt: expiresAt },
        }),
        // The update holds the row's lock until both are done, so this is the fence that it set.
        repositories.findMany({ where: { id }, select: { fence: true } }),
      ]);
      return count > 0 && row ? { repositoryId, owner, fence: row.fence, expiresAt } : undefined;
    },

    async renewLease(lease, { now, ttlMs }) {
      const expiresAt = cleanInstant(new Date(now.getTime() + ttlMs));
      const { count } = await transactOne(
        prisma,
        repositories.updateMany({
          // A lease that was given back has no expiry, and stays given back.
          where: { ...leaseKey(lease), leaseExpiresAt: { not: null } },
          data: { leaseExpiresAt: expiresAt },
        }),
      );
      return count > 0 ? { ...lease, expiresAt } : undefined;
    },

    async releaseLease(lease) {
      await transactOne(
        prisma,
        repositories.updateMany({
          where: leaseKey(lease),
          data: { leaseOwner: null, leaseExpiresAt: null },
        }),
      );
    },
  };
}

/** What finds the repository of a lease, unless another one has been granted since. @throws GhsyncError `config_invalid` if it is no lease */
export function leaseKey({ repositoryId, fence }: Lease) {
  return { id: requireText("repositoryId", repositoryId), fence: requireWhole("fence", fence) };
}
