import { type CommitPage, type CommitResult, GhsyncError, type Lease } from "@ghsync/core";
import { dirtyListWrites } from "./dirty-list-writes.ts";
import { identityColumns } from "./identity-columns.ts";
import { pageTables } from "./page-tables.ts";
import type { GhSyncPrismaClient, Row } from "./prisma-client.ts";
import { isNotFound, isUniqueViolation } from "./prisma-errors.ts";
import { cleanTexts } from "./rows/clean-text.ts";
import { syncStateColumns } from "./rows/sync-state-row.ts";
import { countRows, tableWrites } from "./table-writes.ts";
import { transact } from "./transact.ts";

/**
 * Writes one page, as `RepoStore.commitPage` asks. Rows are read and compared first; then one array transaction begins with the
 * fence, so that what was compared is still what is stored, and writes only what differs.
 */
export async function commitPage(
  prisma: GhSyncPrismaClient,
  lease: Lease,
  uncleanPage: CommitPage,
): Promise<CommitResult> {
  const page = cleanTexts(uncleanPage);
  const { repositoryId, fence } = lease;
  const held = {
    id: repositoryId,
    fence,
    // A lease that was given back has no owner.
    leaseOwner: { not: null },
    revision: page.revision,
    active: true,
  };
  const tables = pageTables(prisma, page.snapshots ?? []);
  // In a transaction, since one with a single connection (better-sqlite3) shows plain reads what another has yet to commit.
  const [[repository], ...stored] = await transact(prisma, [
    prisma.ghSyncRepository.findMany({ where: held }),
    ...tables.map(({ model, key: [number], numbers }) =>
      model.findMany({ where: { repositoryId, [number]: { in: numbers } } }),
    ),
  ]);
  if (!repository) throw leaseLost();
  const diffs = tables.map((table, index) => ({ ...table, diff: table.diff(stored[index] ?? []) }));
  const identity = await identityColumns(prisma, repository, page.identity);

  const revision = page.revision + 1;
  const stamp = { repositoryId, tenantId: repository.tenantId, revision };
  const write = (columns: Row) =>
    transact(prisma, [
      // The fence. The first takes the row's lock and changes neither number; it alone would let the rest pass. The second throws if
      // it finds no row, and alone would let a stale writer through on MariaDB.
      prisma.ghSyncRepository.updateMany({
        where: held,
        data: { active: true, ...columns, ...syncStateColumns(page.state ?? {}) },
      }),
      prisma.ghSyncRepository.update({ where: held, data: { revision }, select: { id: true } }),
      ...dirtyListWrites(prisma.ghSyncDirtyPullRequest, page, stamp),
      ...diffs.flatMap((table) => tableWrites(table, stamp)),
    ]);
  try {
    await write(identity).then(undefined, (error: unknown) => {
      // Another row was given the name since it was found free: it stays that row's.
      const { nameKey, ...others } = identity;
      if (nameKey === undefined || !isUniqueViolation(error)) throw error;
      return write(others);
    });
  } catch (error) {
    throw isNotFound(error) ? leaseLost(error) : error;
  }
  return { revision, rowsWritten: countRows(diffs.map(({ diff }) => diff)) };
}

function leaseLost(cause?: unknown): GhsyncError {
  return new GhsyncError(
    "lease_lost",
    "Nothing was written: the lease was lost or given back, or the repository untracked or deactivated.",
    { cause },
  );
}
