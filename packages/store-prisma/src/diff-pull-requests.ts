import { childKinds, type SnapshotToStore, toJson } from "@ghsync/core";
import { diffRows, type RowDiff } from "./diff-rows.ts";
import type { Row } from "./prisma-client.ts";
import { pullRequestRow } from "./rows/pull-request-row.ts";

/**
 * What snapshots change in the pull requests' own rows. `readAt` alone is no change; it is written with one.
 *
 * @param stored the rows that are stored of these pull requests
 */
export function diffPullRequests(
  stored: readonly Row[],
  snapshots: readonly SnapshotToStore[],
): RowDiff {
  const truncatedBefore = new Map(stored.map((row) => [row.number, row.truncated]));
  const wanted = snapshots.map(({ snapshot, seen }) => {
    const before = truncatedBefore.get(snapshot.pullRequest.number);
    // What GitHub cut off stays cut off until that kind is read again.
    const truncated = childKinds.filter(
      (kind) =>
        snapshot.truncated.includes(kind) ||
        (snapshot.children[kind] === undefined && Array.isArray(before) && before.includes(kind)),
    );
    return { ...pullRequestRow(snapshot.pullRequest), truncated, seen: toJson(seen) };
  });

  const { created, changed, vanished } = diffRows(stored, wanted, ["number"]);
  const readAt = new Map<unknown, Date>(
    snapshots.map(({ snapshot }) => [snapshot.pullRequest.number, snapshot.readAt]),
  );
  const withReadAt = (row: Row, columns: Row) => ({
    ...columns,
    readAt: readAt.get(row.number),
  });
  return {
    created: created.map((row) => withReadAt(row, row)),
    changed: changed.map(({ row, columns }) => ({ row, columns: withReadAt(row, columns) })),
    vanished,
  };
}
