import { initialSyncState, type RepoStore, type RepositoryRead } from "@ghsync/core";
import { requireTenant, requireText } from "./check-argument.ts";
import { pageTables } from "./page-tables.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { cleanInstant, cleanValue } from "./rows/clean-value.ts";
import { nameKey, type RepositoryRow, toTrackedRepository } from "./rows/repository-row.ts";
import { syncStateColumns, toSyncState } from "./rows/sync-state-row.ts";
import { selectAll } from "./select-all.ts";
import { transact, transactOne } from "./transact.ts";

type Catalogue = Pick<
  RepoStore,
  | "trackRepository"
  | "untrackRepository"
  | "updateRepository"
  | "getRepository"
  | "listRepositories"
  | "listDue"
  | "requestRun"
>;

/** Which repositories are tracked, and which are due. */
export function catalogue(prisma: WholePrismaClient): Catalogue {
  const repositories = prisma.ghSyncRepository;
  const select = selectAll.ghSyncRepository;
  const byId = (repositoryId: string) => ({ id: requireText("repositoryId", repositoryId) });
  return {
    async trackRepository(input) {
      const { active, encryptedToken } = cleanValue(input);
      // Keys are refused where other text is cleaned: a cleaned one would be another's.
      const fullName = requireText("fullName", input.fullName);
      const tenantId = requireTenant(input.tenantId ?? null);
      // By name: a tracked repository is such an input as well, and its identity is not the caller's to set.
      const given = {
        ...(active !== undefined && { active }),
        ...(encryptedToken !== undefined && { encryptedToken }),
      };
      const key = nameKey(tenantId, fullName);
      const id = crypto.randomUUID();
      const state = syncStateColumns(initialSyncState);
      const row = await transactOne(
        prisma,
        repositories.upsert({
          where: { nameKey: key },
          create: { id, tenantId, nameKey: key, fullName, ...state, ...given },
          // Never empty: Prisma then makes it one `INSERT ... ON CONFLICT`, which has no race.
          update: { nameKey: key, ...given },
          select,
        }),
      );
      return toTrackedRepository(row);
    },

    async untrackRepository(repositoryId, { deleteRecords }) {
      const where = byId(repositoryId);
      if (!deleteRecords) {
        const { count } = await transactOne(
          prisma,
          repositories.updateMany({ where, data: { active: false } }),
        );
        return count > 0;
      }
      const ofRepository = { where: { repositoryId } };
      const tables = Object.values(pageTables).toReversed();
      const [{ count }] = await transact(prisma, [
        // Takes the lock: a commit under way is either before us, and its rows go too, or finds no repository.
        repositories.updateMany({ where, data: { active: false } }),
        ...tables.map(({ model }) => prisma[model].deleteMany(ofRepository)),
        prisma.ghSyncDirtyPullRequest.deleteMany(ofRepository),
        // Last, as rows may refer to it.
        repositories.deleteMany({ where }),
      ]);
      return count > 0;
    },

    async updateRepository(repositoryId, change) {
      const { active, encryptedToken } = cleanValue(change);
      const where = byId(repositoryId);
      const data = {
        ...where,
        ...(active !== undefined && { active }),
        ...(encryptedToken !== undefined && { encryptedToken }),
      };
      const [, [row]] = await transact(prisma, [
        repositories.updateMany({ where, data }),
        repositories.findMany({ where, select }),
      ]);
      return row && toTrackedRepository(row);
    },

    async getRepository(repositoryId) {
      const query = repositories.findMany({ where: byId(repositoryId), select });
      const [row] = await transactOne(prisma, query);
      return row && toRepositoryRead(row);
    },

    async listRepositories({ after, limit, tenantId, active }) {
      const query = repositories.findMany({
        where: {
          ...(after !== undefined && { id: { gt: requireText("after", after) } }),
          ...(tenantId !== undefined && { tenantId: requireTenant(tenantId) }),
          ...(active !== undefined && { active }),
        },
        select,
        orderBy: [{ id: "asc" }],
        take: limit,
      });
      const rows = await transactOne(prisma, query);
      return rows.map(toRepositoryRead);
    },

    async listDue(now, { after, limit }) {
      const query = repositories.findMany({
        where: {
          active: true,
          AND: [
            { OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }] },
            { OR: [{ leaseExpiresAt: null }, { leaseExpiresAt: { lte: now } }] },
          ],
        },
        select,
      });
      const rows = await transactOne(prisma, query);
      // Prisma orders by columns alone, and no column holds the instant.
      return rows
        .map(toRepositoryRead)
        .filter((read) => after === undefined || byDueInstant(read, after) > 0)
        .sort(byDueInstant)
        .slice(0, limit);
    },

    async requestRun(repositoryId, { at, now }) {
      const nextAttemptAt = cleanInstant(at);
      const where = {
        ...byId(repositoryId),
        active: true,
        OR: [
          { nextAttemptAt: { gt: nextAttemptAt } },
          { nextAttemptAt: null, leaseExpiresAt: { gt: now } },
        ],
      };
      const data = { nextAttemptAt, revision: { increment: 1 } };
      const { count } = await transactOne(prisma, repositories.updateMany({ where, data }));
      return count > 0;
    },
  };
}

function toRepositoryRead(row: RepositoryRow): RepositoryRead {
  const { leaseOwner: owner, leaseExpiresAt: expiresAt } = row;
  return {
    repository: toTrackedRepository(row),
    state: toSyncState(row),
    lease: owner !== null && expiresAt !== null ? { owner, expiresAt } : undefined,
  };
}

/** Orders repositories by the instant since when they are due, then by id. */
function byDueInstant(a: RepositoryRead, b: RepositoryRead): number {
  if (dueMs(a) !== dueMs(b)) return dueMs(a) < dueMs(b) ? -1 : 1;
  if (a.repository.id === b.repository.id) return 0;
  return a.repository.id < b.repository.id ? -1 : 1;
}

/** The later of the next attempt and the end of the lease. */
function dueMs({ state, lease }: RepositoryRead): number {
  const instants = [state.nextAttemptAt, lease?.expiresAt];
  return Math.max(...instants.map((instant) => instant?.getTime() ?? Number.NEGATIVE_INFINITY));
}
