import { isDeepStrictEqual } from "node:util";
import {
  type ChildKind,
  childKinds,
  mergeTruncated,
  type PullRequestSnapshot,
  type SnapshotToStore,
} from "@ghsync/core";
import { type Child, type ChildKey, mergeChildren } from "./merge-children.ts";
import type { StoredPullRequest } from "./stored-pull-request.ts";

/** What is stored once a snapshot is written over it, and how many rows that wrote. Pure. */
export function mergeSnapshot(
  stored: StoredPullRequest | undefined,
  { snapshot, seen }: SnapshotToStore,
  revision: number,
): {
  readonly merged: StoredPullRequest;
  readonly rowsWritten: number;
  readonly changed: boolean;
} {
  const children: { [K in ChildKind]?: readonly Child[] | undefined } = {
    ...stored?.snapshot.children,
  };
  const childRevisions: { [K in ChildKind]?: ReadonlyMap<ChildKey, number> } = {
    ...stored?.childRevisions,
  };
  let rowsWritten = 0;
  for (const kind of childKinds) {
    const read = snapshot.children[kind];
    if (!read) continue;
    const before = { children: children[kind] ?? [], revisions: childRevisions[kind] ?? new Map() };
    const after = mergeChildren(before, read, revision);
    children[kind] = after.children;
    childRevisions[kind] = after.revisions;
    rowsWritten += after.rowsWritten;
  }

  const before = stored?.snapshot;
  const linkedIssues = snapshot.pullRequest.linkedIssues ?? before?.pullRequest.linkedIssues;
  const pullRequest = { ...snapshot.pullRequest, linkedIssues: linkedIssues ?? null };
  const truncated = mergeTruncated(snapshot, before?.truncated);
  const isSameRecord = isDeepStrictEqual(
    [pullRequest, truncated],
    [before?.pullRequest, before?.truncated],
  );
  const unchanged = stored !== undefined && isSameRecord && isDeepStrictEqual(seen, stored.seen);
  return {
    merged: {
      snapshot: {
        pullRequest,
        children: children as PullRequestSnapshot["children"],
        truncated,
        readAt: unchanged ? stored.snapshot.readAt : snapshot.readAt,
      },
      seen,
      revision: unchanged ? stored.revision : revision,
      childRevisions,
    },
    rowsWritten: rowsWritten + (unchanged ? 0 : 1),
    changed: rowsWritten > 0 || !isSameRecord,
  };
}
