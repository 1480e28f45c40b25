import { isDeepStrictEqual } from "node:util";
import {
  type ChangedFile,
  type ChildKind,
  type Commit,
  childKinds,
  mergeTruncated,
  mergeUnread,
  type PullRequest,
  type PullRequestSnapshot,
  rowParts,
  type SnapshotToStore,
  type StreamStamps,
} from "@ghsync/core";

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

/** The key of a child record among its siblings: `sha` of a commit, `path` of a file, else `id`. */
export type Child = { readonly id: number } | Commit | ChangedFile;

export type ChildKey = string | number;

/** One kind's children of one pull request, and the revision that wrote each. */
export interface ChildSet {
  readonly children: readonly Child[];
  readonly revisions: ReadonlyMap<ChildKey, number>;
}

const keyOf = (child: Child): ChildKey =>
  "sha" in child ? child.sha : "id" in child ? child.id : child.path;

const byKey = (children: readonly Child[]): Map<ChildKey, Child> =>
  new Map(children.map((child) => [keyOf(child), child]));

/** The children that are stored once those read replace them. An equal one keeps its revision. Pure. */
export function mergeChildren(
  stored: ChildSet,
  read: readonly Child[],
  revision: number,
): ChildSet & { readonly rowsWritten: number } {
  const before = byKey(stored.children);
  const after = byKey(read);
  const revisions = new Map<ChildKey, number>();
  let rowsWritten = [...before.keys()].filter((key) => !after.has(key)).length;
  for (const [key, child] of after) {
    const kept = isDeepStrictEqual(before.get(key), child) ? stored.revisions.get(key) : undefined;
    revisions.set(key, kept ?? revision);
    if (kept === undefined) rowsWritten += 1;
  }
  return { children: [...after.values()], revisions, rowsWritten };
}

/** A pull request as the memory store holds it. */
export interface StoredPullRequest {
  /** What was last written. A child kind that was never read is `undefined`. */
  readonly snapshot: PullRequestSnapshot;
  readonly seen: StreamStamps;
  /** The revision that wrote the pull request's own row. */
  readonly revision: number;
  /** The revisions that wrote its children, by kind and key: `sha` for commits, `path` for files, else `id`. */
  readonly childRevisions: { readonly [K in ChildKind]?: ReadonlyMap<string | number, number> };
}
