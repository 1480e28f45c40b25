import {
  type ChildKind,
  type CommitPage,
  type CommitResult,
  isChildKind,
  type Lease,
  leaseLost,
  mergeTruncated,
  mergeUnread,
  type SnapshotPart,
  type SnapshotToStore,
  toJson,
} from "@ghsync/core";
import { requireText, requireWhole } from "./check-argument.ts";
import type { Database } from "./database.ts";
import { asRow, fromRow, type Row } from "./dialect.ts";
import {
  type DigestPart,
  type Digests,
  digestsOf,
  encodeDigests,
  isStored,
  partDiffers,
} from "./digests.ts";
import type { ChildWrite, PageWrite } from "./page-write.ts";
import { postgresPage, readPostgresPage } from "./postgres-page.ts";
import { repositoryKey } from "./repository-key.ts";
import {
  actorRows,
  childRows,
  collapses,
  keptFields,
  pullRequestRow,
  unique,
} from "./snapshot-rows.ts";
import { sql } from "./sql.ts";
import { readSqlitePage, sqlitePage } from "./sqlite-page.ts";
import {
  type ChildTable,
  childTables,
  columnsOf,
  dirtyPullRequests,
  pullRequests,
} from "./tables.ts";

/** A snapshot of a page, and what is stored of its pull request. */
interface Item {
  readonly number: number;
  readonly toStore: SnapshotToStore;
  readonly digests: Digests;
  readonly stored: StoredPullRequest | undefined;
}

interface StoredPullRequest extends Row {
  readonly number: number;
  readonly digests: Buffer;
  readonly truncated: readonly ChildKind[];
  readonly unread: readonly SnapshotPart[];
}

/**
 * Writes one page, as `RepoStore.commitPage` promises.
 *
 * What is stored is read first, and merged here. The fence then refuses the commit if anything was
 * committed since the writer read the revision, so what was read here is still what is stored.
 */
export async function commitPage(
  database: Database,
  lease: Lease,
  page: CommitPage,
): Promise<CommitResult> {
  requireText("repositoryId", lease.repositoryId);
  requireText("owner", lease.owner);
  requireWhole("fence", lease.fence);
  const write = await pageWrite(database, lease, page);
  const result = await runPage(database, write);
  if (!result) throw leaseLost();
  return { revision: page.revision + 1, ...result };
}

async function runPage(database: Database, write: PageWrite) {
  const { dialect } = database;
  if (dialect.name === "postgresql") {
    return readPostgresPage(await database.run(postgresPage(dialect, write)));
  }
  const statements = sqlitePage(dialect, write);
  return readSqlitePage(statements, await database.run(statements));
}

async function pageWrite(database: Database, lease: Lease, page: CommitPage): Promise<PageWrite> {
  const { snapshots = [], dirty = [], clean = [], state = {}, identity, revision } = page;
  const items = await readStored(database, lease.repositoryId, snapshots);
  const written = items.filter(
    ({ digests, stored }) => !stored || !isStored(digests, stored.digests),
  );
  const marked = new Set(dirty.map(({ number }) => number));
  return {
    lease,
    token: crypto.randomUUID(),
    revision,
    state,
    identity,
    pullRequests: unique(pullRequests, written.map(wantedRow)),
    isFresh: written.every(({ stored }) => stored === undefined),
    children: childTables.flatMap((table) => childWrite(table, written)),
    actors: actorRows(items.map(({ toStore }) => toStore)),
    dirty: unique(
      dirtyPullRequests,
      dirty.map((entry) => ({ ...entry, stamps: toJson(entry.stamps) })),
    ),
    clean: clean.filter((number) => !marked.has(number)),
  };
}

/** Joins snapshots, each number once, with what is stored of them. */
async function readStored(
  { dialect, run }: Database,
  repositoryId: string,
  snapshots: readonly SnapshotToStore[],
): Promise<readonly Item[]> {
  if (snapshots.length === 0) return [];
  const latest = new Map(snapshots.map((one) => [one.snapshot.pullRequest.number, one]));
  const kept = snapshots.flatMap(({ snapshot }) =>
    keptFields(snapshot.pullRequest, snapshot.unread),
  );
  const wanted = new Set(["number", "digests", "truncated", "unread", ...kept]);
  const columns = columnsOf(pullRequests).filter(({ field }) => wanted.has(field));
  const query = sql`SELECT ${asRow(dialect, columns)} FROM ${dialect.table(pullRequests)} AS t
    WHERE t.repo = ${repositoryKey(dialect, repositoryId)}
      AND t.number IN ${dialect.numbers([...latest.keys()])}`;
  const [rows = []] = await run([query]);
  const stored = new Map(
    rows.map((row) => fromRow<StoredPullRequest>(columns, row)).map((row) => [row.number, row]),
  );
  return [...latest].map(([number, toStore]) => ({
    number,
    toStore,
    digests: digestsOf(toStore),
    stored: stored.get(number),
  }));
}

/** A pull request's own row as it is to be stored. */
function wantedRow({ toStore, digests, stored }: Item): Row {
  const { pullRequest, children, truncated, unread } = toStore.snapshot;
  const shown = collapses(toStore) ? [...truncated, "files" as const] : truncated;
  const kept = stored ? keptFields(pullRequest, unread) : [];
  return {
    ...pullRequestRow(toStore),
    ...Object.fromEntries(kept.map((field) => [field, stored?.[field]])),
    truncated: mergeTruncated({ truncated: shown, children }, stored?.truncated),
    unread: mergeUnread(toStore.snapshot, stored?.unread),
    digests: encodeDigests(digests, stored?.digests),
  };
}

/** What pull requests change in a child table, if they may change anything. */
function childWrite(table: ChildTable, items: readonly Item[]): readonly ChildWrite[] {
  const part: DigestPart = table === "reviewRequests" ? "own" : table;
  const affected = items.filter(
    ({ digests, stored, toStore }) =>
      isRead(table, toStore) && partDiffers(digests, stored?.digests, part),
  );
  const rows = affected.flatMap(({ toStore }) => childRows(table, toStore));
  const replaced = affected.filter(({ stored }) => stored).map(({ number }) => number);
  return rows.length + replaced.length > 0 ? [{ table, rows, replaced }] : [];
}

function isRead(table: ChildTable, { snapshot }: SnapshotToStore): boolean {
  if (isChildKind(table)) return snapshot.children[table] !== undefined;
  return !snapshot.unread.includes("requestedReviewers");
}
