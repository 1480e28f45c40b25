import {
  type ChildKind,
  type CommitPage,
  type CommitResult,
  childKinds,
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
import { isUniqueViolation } from "./driver-errors.ts";
import type { SqlRow } from "./executor.ts";
import type { ChildWrite, PageResult, PageWrite } from "./page-write.ts";
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
import { join, raw, sql } from "./sql.ts";
import { readSqlitePage, sqlitePage } from "./sqlite-page.ts";
import {
  type ChildTable,
  children,
  childTables,
  dirtyPullRequests,
  pullRequests,
  repositories,
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
  const result = await runSettled(database, write);
  if (!result) throw leaseLost();
  return { revision: page.revision + 1, ...result };
}

/** Runs a page. If the answer to its COMMIT was lost, the token in the repository's row settles it. */
async function runSettled(database: Database, write: PageWrite): Promise<PageResult | undefined> {
  try {
    return await runPage(database, write);
  } catch (error) {
    // Another repository took the name meanwhile. The second try finds it taken.
    if (write.identity && isUniqueViolation(error)) return runPage(database, write);
    const settled = await readCommitted(database, write).catch(() => undefined);
    if (settled) return settled;
    throw error;
  }
}

async function runPage(database: Database, write: PageWrite) {
  const { dialect } = database;
  if (dialect.name === "postgresql") {
    return readPostgresPage(await database.run(postgresPage(dialect, write)));
  }
  const statements = sqlitePage(dialect, write);
  return readSqlitePage(statements, await database.run(statements));
}

/** What a page wrote, but for rows that it deleted. `undefined` if it was not committed. */
async function readCommitted(
  { dialect, run }: Database,
  { lease, token }: PageWrite,
): Promise<PageResult | undefined> {
  const tables = [pullRequests, ...childKinds.map((kind) => children[kind])];
  const counts = tables.map(
    (table) => sql`(SELECT count(*) FROM ${dialect.table(table)} AS c
      WHERE c.repo = t.repo AND c.revision = t.revision)`,
  );
  const from = sql`FROM ${dialect.table(repositories)} AS t
    WHERE t.id = ${dialect.value("key", lease.repositoryId)} AND t.commit_token = ${dialect.value("key", token)}`;
  const [[written] = [], changed = []] = await run([
    sql`SELECT ${dialect.jsonArray([join(counts, " + ")])} AS r ${from}`,
    sql`SELECT ${dialect.jsonArray([raw("p.number")])} AS r FROM ${dialect.table(pullRequests)} AS p
      JOIN (SELECT t.repo, t.revision ${from}) AS h ON h.repo = p.repo AND h.revision = p.change_revision`,
  ]);
  if (!written) return undefined;
  const numberOf = ({ r }: SqlRow) => Number(JSON.parse(r)[0]);
  return { rowsWritten: numberOf(written), changed: changed.map(numberOf) };
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
  const columns = pullRequests.columns.filter(({ field }) => wanted.has(field));
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
  const { pullRequest, children: read, truncated, unread } = toStore.snapshot;
  const shown = collapses(toStore) ? [...truncated, "files" as const] : truncated;
  const kept = stored ? keptFields(pullRequest, unread) : [];
  return {
    ...pullRequestRow(toStore),
    ...Object.fromEntries(kept.map((field) => [field, stored?.[field]])),
    truncated: mergeTruncated({ truncated: shown, children: read }, stored?.truncated),
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
