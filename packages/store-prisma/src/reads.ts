import type { RepoStore } from "@ghsync/core";
import { chunk } from "./chunk.ts";
import type { GhSyncPrismaClient } from "./prisma-client.ts";
import { toDirtyPullRequest } from "./rows/dirty-row.ts";
import { toPullRequestState } from "./rows/pull-request-row.ts";
import { toTrackedRepository } from "./rows/repository-row.ts";
import { toSyncState } from "./rows/sync-state-row.ts";
import { transact } from "./transact.ts";

type Reads = Pick<RepoStore, "readState" | "readPullRequestStates" | "listDirty" | "readDirty">;

const numbersAStatement = 500;

/** What a run reads before it writes. */
export function reads(prisma: GhSyncPrismaClient): Reads {
  return {
    async readState(repositoryId) {
      const repository = { where: { id: repositoryId } };
      for (;;) {
        const [[row], dirtyCount, failedCount, [again]] = await transact(prisma, [
          prisma.ghSyncRepository.findMany(repository),
          prisma.ghSyncDirtyPullRequest.count({ where: { repositoryId } }),
          prisma.ghSyncDirtyPullRequest.count({ where: { repositoryId, attempts: { gt: 0 } } }),
          prisma.ghSyncRepository.findMany(repository),
        ]);
        if (!row) return undefined;
        // PostgreSQL takes a new snapshot for each statement. With one revision at both ends, all are of one instant.
        if (row.revision !== again?.revision) continue;
        const { revision } = row;
        return {
          repository: toTrackedRepository(row),
          state: toSyncState(row),
          revision,
          dirtyCount,
          failedCount,
        };
      }
    },

    async readPullRequestStates(repositoryId, numbers) {
      const select = {
        number: true,
        updatedAt: true,
        headSha: true,
        baseSha: true,
        readAt: true,
        seen: true,
        truncated: true,
      };
      const rows = await Promise.all(
        chunk(numbers, numbersAStatement).map((some) =>
          prisma.ghSyncPullRequest.findMany({
            where: { repositoryId, number: { in: some } },
            select,
          }),
        ),
      );
      return rows.flat().map(toPullRequestState);
    },

    async listDirty(repositoryId, { now, limit }) {
      const rows = await prisma.ghSyncDirtyPullRequest.findMany({
        where: { repositoryId, OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
        orderBy: [{ number: "desc" }],
        take: limit,
      });
      return rows.map(toDirtyPullRequest);
    },

    async readDirty(repositoryId, numbers) {
      const rows = await Promise.all(
        chunk(numbers, numbersAStatement).map((some) =>
          prisma.ghSyncDirtyPullRequest.findMany({ where: { repositoryId, number: { in: some } } }),
        ),
      );
      return rows.flat().map(toDirtyPullRequest);
    },
  };
}
