import {
  type ChildKind,
  childKinds,
  type PullRequestChildren,
  type PullRequestSnapshot,
} from "@ghsync/core";
import { chunk } from "../chunk.ts";
import { pageTables } from "../page-tables.ts";
import type { GhSyncPrismaClient, Row } from "../prisma-client.ts";

import { transact } from "../transact.ts";
import { inCanonicalOrder } from "./in-canonical-order.ts";
import { childFields, pullRequestFields } from "./record-fields.ts";
import { selectFields, toRecord } from "./to-record.ts";

const numbersAStatement = 200;

/** See `PrismaQueries.readPullRequests`. */
export async function readPullRequests(
  prisma: GhSyncPrismaClient,
  repositoryId: string,
  numbers: readonly number[],
): Promise<readonly PullRequestSnapshot[]> {
  const found = new Map<unknown, PullRequestSnapshot>();
  for (const some of chunk([...new Set(numbers)], numbersAStatement)) {
    for (let wanted = some; wanted.length > 0; ) {
      const [rows = [], ...others] = await readTables(prisma, repositoryId, wanted);
      const children = others.slice(0, childKinds.length).map(byPullRequest);
      const revisions = new Map(others.at(-1)?.map((row) => [row.number, row.changeRevision]));
      // PostgreSQL takes a new snapshot for each statement. With one revision at both ends, all are of one instant.
      const isWhole = (row: Row) => revisions.get(row.number) === row.changeRevision;
      for (const row of rows.filter(isWhole)) found.set(row.number, toSnapshot(row, children));
      wanted = wanted.filter((number) => revisions.has(number) && !found.has(number));
    }
  }
  return numbers.flatMap((number) => found.get(number) ?? []);
}

/** The pull requests' own rows, those of each kind of child, and what says whether all this belongs together. */
function readTables(
  prisma: GhSyncPrismaClient,
  repositoryId: string,
  numbers: readonly number[],
): PromiseLike<Row[][]> {
  const where = { repositoryId, number: { in: numbers } };
  const revision = { number: true, changeRevision: true };
  const own = { ...selectFields(pullRequestFields), ...revision, truncated: true, readAt: true };
  const reads: PromiseLike<readonly object[]>[] = [
    prisma.ghSyncPullRequest.findMany({ where, select: own }),
    ...childKinds.map((kind) =>
      prisma[pageTables[kind].model].findMany({
        where: { repositoryId, pullRequestNumber: { in: numbers } },
        select: { pullRequestNumber: true, ...selectFields<object>(childFields[kind]) },
      }),
    ),
    prisma.ghSyncPullRequest.findMany({ where, select: revision }),
  ];
  return transact(prisma, reads as PromiseLike<Row[]>[]);
}

function byPullRequest(rows: readonly Row[]): ReadonlyMap<unknown, readonly Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const { pullRequestNumber: number } = row;
    const group = groups.get(number);
    if (group) group.push(row);
    else groups.set(number, [row]);
  }
  return groups;
}

function toSnapshot(
  row: Row,
  children: readonly ReadonlyMap<unknown, readonly Row[]>[],
): PullRequestSnapshot {
  const read = childKinds.map((kind, index) => {
    const rows = children[index]?.get(row.number) ?? [];
    const records = rows.map((child) =>
      toRecord<PullRequestChildren[ChildKind]>(child, childFields[kind]),
    );
    return [kind, inCanonicalOrder(records)];
  });
  return {
    pullRequest: toRecord(row, pullRequestFields),
    children: Object.fromEntries(read) as PullRequestSnapshot["children"],
    truncated: row.truncated as readonly ChildKind[],
    readAt: row.readAt as Date,
  };
}
