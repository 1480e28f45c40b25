import type { RepoStore } from "@ghsync/core";
import { largestNumber, requireText } from "./check-argument.ts";
import { chunk } from "./chunk.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import { toDirtyPullRequest } from "./rows/dirty-row.ts";
import { toPullRequestState } from "./rows/pull-request-row.ts";
import { toTrackedRepository } from "./rows/repository-row.ts";
import type { Row } from "./rows/row.ts";
import { toSyncState } from "./rows/sync-state-row.ts";
import { selectAll } from "./select-all.ts";
import { transact, transactOne } from "./transact.ts";

type Reads = Pick<
  RepoStore,
  "readState" | "readPullRequestStates" | "readReviewIds" | "listDirty" | "readDirty"
>;

const numbersAStatement = 500;

/** What a run reads before it writes. */
export function reads(prisma: WholePrismaClient): Reads {
  return {
    async readState(repositoryId) {
      const where = { id: requireText("repositoryId", repositoryId) };
      const repository = { where, select: selectAll.ghSyncRepository };
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
        unread: true,
      };
      const reads = placesOf(repositoryId, numbers).map((where) =>
        prisma.ghSyncPullRequest.findMany({ where, select }),
      );
      return (await transact(prisma, reads)).flat().map(toPullRequestState);
    },

    async readReviewIds(repositoryId, number) {
      if (number > largestNumber) return [];
      const place = {
        repositoryId: requireText("repositoryId", repositoryId),
        pullRequestNumber: number,
      };
      const query = prisma.ghSyncReview.findMany({ where: place, select: { id: true } });
      return (await transactOne(prisma, query)).map(({ id }) => Number(id));
    },

    async listDirty(repositoryId, { now, limit }) {
      const due = { OR: [{ notBefore: null }, { notBefore: { lte: now } }] };
      const query = prisma.ghSyncDirtyPullRequest.findMany({
        where: { repositoryId: requireText("repositoryId", repositoryId), ...due },
        select: selectAll.ghSyncDirtyPullRequest,
        orderBy: [{ number: "desc" }],
        take: limit,
      });
      return (await transactOne(prisma, query)).map(toDirtyPullRequest);
    },

    async readDirty(repositoryId, numbers) {
      const select = selectAll.ghSyncDirtyPullRequest;
      const reads = placesOf(repositoryId, numbers).map((where) =>
        prisma.ghSyncDirtyPullRequest.findMany({ where, select }),
      );
      return (await transact(prisma, reads)).flat().map(toDirtyPullRequest);
    },
  };
}

/** What finds rows by their numbers, each once, in as many statements as it takes. */
function placesOf(repositoryId: string, numbers: readonly number[]): Row[] {
  const id = requireText("repositoryId", repositoryId);
  const storable = [...new Set(numbers)].filter((number) => number <= largestNumber);
  return chunk(storable, numbersAStatement).map((some) => ({
    repositoryId: id,
    number: { in: some },
  }));
}
