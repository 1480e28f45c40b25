import {
  type ChildKind,
  childKinds,
  isChildKind,
  type PullRequestSnapshot,
  rowParts,
  type SnapshotPart,
} from "./snapshot.ts";

type Read = Pick<PullRequestSnapshot, "truncated" | "unread" | "children"> & {
  readonly pullRequest: Pick<PullRequestSnapshot["pullRequest"], "linkedIssues">;
};

/**
 * The kinds of children that are cut off once a snapshot is stored: those that it names, and those that were cut off
 * and that it did not read. For stores.
 *
 * @param stored what was cut off of what is stored
 */
export function mergeTruncated(
  { truncated, children }: Pick<Read, "truncated" | "children">,
  stored: readonly ChildKind[] = [],
): ChildKind[] {
  return childKinds.filter(
    (kind) => truncated.includes(kind) || (children[kind] === undefined && stored.includes(kind)),
  );
}

/**
 * The parts that are unread once a snapshot is stored: those that it names, and those that were unread before and that
 * it did not read either. For stores.
 *
 * @param stored what was unread of what is stored
 */
export function mergeUnread(snapshot: Read, stored: readonly SnapshotPart[] = []): SnapshotPart[] {
  const { unread, children, pullRequest } = snapshot;
  const wasRead = (part: SnapshotPart) => {
    if (part === "linkedIssues") return pullRequest.linkedIssues !== null;
    return !isChildKind(part) || children[part] !== undefined;
  };
  return [...rowParts, ...childKinds].filter(
    (part) => unread.includes(part) || (stored.includes(part) && !wasRead(part)),
  );
}
