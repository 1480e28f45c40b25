import { type CommitPage, type CommitResult, type Lease, leaseLost } from "@ghsync/core";
import type { BulkInsert } from "./bulk-insert.ts";
import { changedNumbers } from "./change-feed.ts";
import { digestsOf, noDigests } from "./digests.ts";
import { dirtyListWrites } from "./dirty-list-writes.ts";
import { identityColumns } from "./identity-columns.ts";
import { countRows, isAffected, pageChanges } from "./page-changes.ts";
import { pageWrites } from "./page-writes.ts";
import type { WholePrismaClient } from "./prisma-client.ts";
import {
  isNotFound,
  isRawFailure,
  isUnfitForPlainSql,
  isUniqueViolation,
} from "./prisma-errors.ts";
import { nothingRead, type PageSnapshot, readDigests, readPage } from "./read-page.ts";
import { cleanValue } from "./rows/clean-value.ts";
import type { Row } from "./rows/row.ts";
import { syncStateColumns } from "./rows/sync-state-row.ts";
import { transact, transactOne } from "./transact.ts";

type PageState = Omit<CommitPage, "snapshots">;

/**
 * Writes one page, as `RepoStore.commitPage` asks. What is stored is read and compared first; then one array transaction begins with the
 * fence, so that what was compared is still what is stored, and writes only what differs.
 *
 * @param inserts loses `bulk` once it has failed where Prisma's own calls went through, so that no later page is tried twice
 */
export async function commitPage(
  prisma: WholePrismaClient,
  lease: Lease,
  { snapshots: items = [], ...state }: CommitPage,
  inserts: { bulk: BulkInsert | undefined },
): Promise<CommitResult> {
  const page = cleanValue(state);
  // A table has one row of each number, so the last snapshot of a number is written.
  const latest = new Map(items.map((item) => [item.snapshot.pullRequest.number, item]));
  const wanted = [...latest].map(([number, item]) => ({ number, item, digests: digestsOf(item) }));
  const snapshots = await readDigests(prisma, lease.repositoryId, wanted, page.revision);
  try {
    return await writePage(prisma, lease, page, snapshots, inserts.bulk);
  } catch (error) {
    // Unexpected rows, tables that plain SQL does not find, or a name that another row got meanwhile: try again by
    // Prisma's own calls, and compare all that is stored.
    if (!isUniqueViolation(error) && !isRawFailure(error)) throw error;
    const suspect = snapshots.map((snapshot) => ({ ...snapshot, stored: noDigests }));
    const result = await writePage(prisma, lease, page, suspect, undefined);
    if (isUnfitForPlainSql(error)) inserts.bulk = undefined;
    return result;
  }
}

async function writePage(
  prisma: WholePrismaClient,
  { repositoryId, fence }: Lease,
  page: PageState,
  snapshots: readonly PageSnapshot[],
  bulkInsert: BulkInsert | undefined,
): Promise<CommitResult> {
  const held = {
    id: repositoryId,
    fence,
    // A released lease has no owner.
    leaseOwner: { not: null },
    revision: page.revision,
    active: true,
  };
  const revision = page.revision + 1;
  const affected = snapshots.filter((snapshot) => isAffected(snapshot, "pullRequests"));
  const isRead = affected.length > 0 || page.identity || page.dirty?.length;
  const read = isRead ? await readPage(prisma, held, affected) : nothingRead;
  if (!read) throw leaseLost();
  const identity = await identityColumns(prisma, read.repository, page.identity);
  const changes = affected.length > 0 ? pageChanges(affected, read.rows, revision) : [];
  const stamp = { repositoryId, tenantId: read.repository.tenantId, revision };
  const writes = [
    ...dirtyListWrites(prisma.ghSyncDirtyPullRequest, page, stamp),
    ...pageWrites(prisma, changes, stamp, bulkInsert),
  ];
  await writeUnderFence(
    prisma,
    held,
    { ...identity, ...syncStateColumns(page.state ?? {}) },
    writes,
  );
  return { revision, rowsWritten: countRows(changes), changed: changedNumbers(changes) };
}

/** Raises the revision, and writes columns of the repository and all the rest, if the lease is still held. */
async function writeUnderFence(
  prisma: WholePrismaClient,
  held: { readonly revision: number },
  columns: Row,
  writes: readonly PromiseLike<unknown>[],
): Promise<void> {
  const repositories = prisma.ghSyncRepository;
  const revision = held.revision + 1;
  if (writes.length === 0) {
    const data = { ...columns, revision };
    const { count } = await transactOne(prisma, repositories.updateMany({ where: held, data }));
    if (count === 0) throw leaseLost();
    return;
  }
  try {
    await transact(prisma, [
      // Prisma keeps the plans of a thousand transactions, with all their values, but none of one that begins with plain SQL.
      ...(prisma.$queryRawUnsafe ? [prisma.$queryRawUnsafe("SELECT 1")] : []),
      // The fence. The first takes the row's lock and changes neither number; it alone would let the rest pass. The second throws if
      // it finds no row, and alone would let a stale writer through on MariaDB.
      repositories.updateMany({ where: held, data: { active: true, ...columns } }),
      repositories.update({ where: held, data: { revision }, select: { id: true } }),
      ...writes,
    ]);
  } catch (error) {
    throw isNotFound(error) ? leaseLost(error) : error;
  }
}
