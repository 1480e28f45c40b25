import { isDeepStrictEqual } from "node:util";
import {
  type ChildKind,
  childKinds,
  mergeTruncated,
  mergeUnread,
  type PullRequest,
  type PullRequestSnapshot,
  rowParts,
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
  const pullRequest = keepUnread(snapshot, before?.pullRequest);
  const truncated = mergeTruncated(snapshot, before?.truncated);
  const unread = mergeUnread(snapshot, before?.unread);
  const isSameRecord = isDeepStrictEqual(
    [pullRequest, truncated, unread],
    [before?.pullRequest, before?.truncated, before?.unread],
  );
  const unchanged = stored !== undefined && isSameRecord && isDeepStrictEqual(seen, stored.seen);
  return {
    merged: {
      snapshot: {
        pullRequest,
        children: children as PullRequestSnapshot["children"],
        truncated,
        unread,
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

/** The row as read, with what is stored in the place of what GitHub did not give. */
function keepUnread(
  { pullRequest, unread }: PullRequestSnapshot,
  stored: PullRequest | undefined,
): PullRequest {
  if (!stored) return pullRequest;
  const isKept = (part: (typeof rowParts)[number]) =>
    unread.includes(part) || (part === "linkedIssues" && pullRequest.linkedIssues === null);
  const kept = rowParts.filter(isKept).map((part) => [part, stored[part]]);
  return { ...pullRequest, ...Object.fromEntries(kept) };
}
