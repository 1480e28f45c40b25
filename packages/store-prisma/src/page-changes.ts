import { type ChildKind, mergeTruncated, mergeUnread, type SnapshotPart } from "@ghsync/core";
import { changesRecord, touchedNumbers } from "./change-feed.ts";
import { diffRows, type TableChange } from "./diff-rows.ts";
import { encodeDigests } from "./digests.ts";
import { childTables, type PageTable, pageTables } from "./page-tables.ts";
import { mayDiffer, type PageRead, type PageSnapshot } from "./read-page.ts";
import { collapses } from "./rows/collapses.ts";
import { unreadColumns } from "./rows/pull-request-row.ts";
import type { Row } from "./rows/row.ts";
import { childRows, ownRow } from "./rows/snapshot-rows.ts";

/** What snapshots that may differ change in what is stored, in a commit that writes this revision. */
export function pageChanges(
  snapshots: readonly PageSnapshot[],
  rows: PageRead["rows"],
  revision: number,
): TableChange[] {
  const children = childTables.map((table) => {
    const wanted = snapshots
      .filter((snapshot) => isAffected(snapshot, table))
      .flatMap(({ item }) => childRows(table, item));
    return { table, ...diffRows(rows.get(table) ?? [], wanted, pageTables[table].key), noted: [] };
  });
  const stored = rows.get("pullRequests") ?? [];
  return [pullRequestChanges(snapshots, stored, revision, touchedNumbers(children)), ...children];
}

/** Whether a snapshot may have rows to write in a table. */
export function isAffected(snapshot: PageSnapshot, table: PageTable): boolean {
  return snapshot.stored === undefined || mayDiffer(snapshot, table);
}

/** Records that changes create, change or delete. */
export function countRows(changes: readonly TableChange[]): number {
  return changes
    .filter(({ table }) => table !== "reviewRequests")
    .flatMap(({ created, changed, vanished }) => [created, changed, vanished])
    .reduce((sum, rows) => sum + rows.length, 0);
}

/** `readAt` alone is no change; it is written with one. */
function pullRequestChanges(
  snapshots: readonly PageSnapshot[],
  stored: readonly Row[],
  revision: number,
  touched: ReadonlySet<unknown>,
): TableChange {
  const table = "pullRequests";
  const before = new Map(stored.map((row) => [row.number, row]));
  const notes = new Map<unknown, Row>();
  const wanted = snapshots.map(({ number, item, digests, stored }) => {
    const { readAt } = item.snapshot;
    notes.set(number, { digests: encodeDigests(revision, digests, stored), readAt });
    return wantedRow(item, before.get(number));
  });

  const { created, changed } = diffRows(stored, wanted, pageTables[table].key);
  const isChanged = new Set(changed.map(({ row }) => row.number));
  const place = { changeRevision: revision };
  const equal = wanted.filter(({ number }) => before.has(number) && !isChanged.has(number));
  return {
    table,
    created: created.map((row) => ({ ...row, ...place, ...notes.get(row.number) })),
    changed: changed.map(({ row, columns }) => ({
      row,
      columns: {
        ...columns,
        ...((changesRecord(columns) || touched.has(row.number)) && place),
        ...notes.get(row.number),
      },
    })),
    vanished: [],
    noted: equal.map((row) => ({
      row,
      columns: {
        ...(touched.has(row.number) && place),
        digests: notes.get(row.number)?.digests,
      },
    })),
  };
}

/** The pull request's own row as it is to be stored. */
function wantedRow(item: PageSnapshot["item"], stored: Row | undefined): Row {
  const { pullRequest, unread } = item.snapshot;
  const row: Row = {
    ...ownRow(item),
    truncated: truncatedOf(item.snapshot, stored),
    unread: mergeUnread(item.snapshot, stored?.unread as SnapshotPart[]),
  };
  if (!stored || unread.length === 0) return row;
  const kept = unreadColumns(pullRequest, unread);
  return Object.fromEntries(Object.entries(row).filter(([name]) => !kept.has(name)));
}

function truncatedOf(
  { truncated, children }: PageSnapshot["item"]["snapshot"],
  stored: Row | undefined,
): ChildKind[] {
  const shown = collapses(children.files) ? [...truncated, "files" as const] : truncated;
  return mergeTruncated({ truncated: shown, children }, stored?.truncated as ChildKind[]);
}
