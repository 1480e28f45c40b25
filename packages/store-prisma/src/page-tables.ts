import { childKinds, type SnapshotToStore } from "@ghsync/core";
import { chunk } from "./chunk.ts";
import { diffPullRequests } from "./diff-pull-requests.ts";
import { diffRows, type RowDiff } from "./diff-rows.ts";
import type { GhSyncModel, GhSyncPrismaClient, Row } from "./prisma-client.ts";
import { childRows, childTables } from "./rows/child-row.ts";

/** One table's share of a page: what to read, and what then differs. */
export interface PageTable {
  readonly model: GhSyncModel;
  /** The columns that tell rows of a repository apart; the first holds the pull request's number. */
  readonly key: readonly [string, ...string[]];
  /** The pull requests whose rows are replaced. */
  readonly numbers: readonly number[];
  diff(stored: readonly Row[]): RowDiff;
}

const snapshotsAStatement = 200;

/** The tables that a page touches, as often as the limit of bound variables asks. A kind that was not read has none. */
export function pageTables(
  prisma: GhSyncPrismaClient,
  snapshots: readonly SnapshotToStore[],
): PageTable[] {
  // One a number, the later: a table can hold no two.
  const byNumber = new Map(snapshots.map((item) => [item.snapshot.pullRequest.number, item]));
  return chunk([...byNumber.values()], snapshotsAStatement).flatMap((some) => [
    {
      model: prisma.ghSyncPullRequest,
      key: ["number"] as const,
      numbers: some.map(({ snapshot }) => snapshot.pullRequest.number),
      diff: (stored: readonly Row[]) => diffPullRequests(stored, some),
    },
    ...childTablesOf(prisma, some),
  ]);
}

function childTablesOf(
  prisma: GhSyncPrismaClient,
  snapshots: readonly SnapshotToStore[],
): PageTable[] {
  return childKinds.flatMap((kind) => {
    const { model, key } = childTables[kind];
    const read = snapshots
      .map(({ snapshot }) => snapshot)
      .filter(({ children }) => children[kind] !== undefined);
    if (read.length === 0) return [];
    const wanted = read.flatMap(({ pullRequest, children }) =>
      childRows(kind, pullRequest.number, children[kind]),
    );
    return {
      model: prisma[model],
      key,
      numbers: read.map(({ pullRequest }) => pullRequest.number),
      diff: (stored) => diffRows(stored, wanted, key),
    };
  });
}
