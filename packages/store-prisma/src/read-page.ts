import { isChildKind, type SnapshotToStore } from "@ghsync/core";
import { chunk } from "./chunk.ts";
import { type Digests, decodeDigests, differ } from "./digests.ts";
import { childTables, type PageTable, pageTables } from "./page-tables.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import type { RepositoryRow } from "./rows/repository-row.ts";
import type { Row } from "./rows/row.ts";
import { selectAll } from "./select-all.ts";
import { transact } from "./transact.ts";

/** A snapshot that is to be stored. */
export interface PageSnapshot {
  readonly number: number;
  readonly item: SnapshotToStore;
  readonly digests: Digests;
  /** Digests of what is stored; none, if they are not to be trusted. `undefined` if nothing is stored. */
  readonly stored: Digests | undefined;
}

const numbersAStatement = 500;

/**
 * Reads the digests of what is stored of snapshots.
 *
 * @param revision the newest that digests may be of: a newer one is what another commit has yet to write for good, which adapters with
 * one connection show to plain reads
 */
export async function readDigests(
  prisma: WholePrismaClient,
  repositoryId: string,
  snapshots: readonly Omit<PageSnapshot, "stored">[],
  revision: number,
): Promise<PageSnapshot[]> {
  const numbers = snapshots.map(({ number }) => number);
  const rows = await Promise.all(
    chunk(numbers, numbersAStatement).map((some) =>
      prisma.ghSyncPullRequest.findMany({
        where: { repositoryId, number: { in: some } },
        select: { number: true, digests: true },
      }),
    ),
  );
  const columns = new Map(rows.flat().map(({ number, digests }) => [number, digests]));
  return snapshots.map((snapshot) => {
    const column = columns.get(snapshot.number);
    return {
      ...snapshot,
      stored: column === undefined ? undefined : decodeDigests(column, revision),
    };
  });
}

/** What is stored, as far as a page may change it. */
export interface PageRead {
  readonly repository: Pick<RepositoryRow, "tenantId" | "nameKey">;
  /** Rows of the pull requests that may differ from what is stored. */
  readonly rows: ReadonlyMap<PageTable, readonly Row[]>;
}

/** What is read for a page that writes no row. */
export const nothingRead: PageRead = {
  repository: { tenantId: null, nameKey: "" },
  rows: new Map(),
};

/** Whether a snapshot is stored, and its rows in a table may be others. */
export function mayDiffer({ digests, stored, item }: PageSnapshot, table: PageTable): boolean {
  if (stored === undefined) return false;
  const { unread, children } = item.snapshot;
  if (table === "reviewRequests" && unread.includes("requestedReviewers")) return false;
  if (isChildKind(table) && children[table] === undefined) return false;
  if (table === "pullRequests") return differ(digests, stored);
  // Review requests follow from the pull request's own columns.
  return differ(digests, stored, [table === "reviewRequests" ? "own" : table]);
}

/**
 * Reads the rows that may differ, of snapshots of which all may.
 *
 * @param held finds the repository, unless its lease is lost
 * @returns `undefined` if the lease is lost
 */
export async function readPage(
  prisma: WholePrismaClient,
  held: { readonly id: string },
  snapshots: readonly PageSnapshot[],
): Promise<PageRead | undefined> {
  const tables = ["pullRequests", ...childTables] as const;
  const reads = tables.flatMap((table) => {
    const numbers = snapshots.filter((item) => mayDiffer(item, table)).map(({ number }) => number);
    return chunk(numbers, numbersAStatement).map((some) => ({ table, some }));
  });
  const [[repository], ...found] = await transact(prisma, [
    prisma.ghSyncRepository.findMany({ where: held, select: { tenantId: true, nameKey: true } }),
    ...reads.map(({ table, some }): PromiseLike<Row[]> => {
      const { model, key } = pageTables[table];
      const where = { repositoryId: held.id, [key[0]]: { in: some } };
      return prisma[model].findMany({ where, select: selectAll[model] });
    }),
  ]);
  if (!repository) return undefined;
  const rows = new Map<PageTable, Row[]>();
  for (const [index, { table }] of reads.entries()) {
    rows.set(table, [...(rows.get(table) ?? []), ...(found[index] ?? [])]);
  }
  return { repository, rows };
}
