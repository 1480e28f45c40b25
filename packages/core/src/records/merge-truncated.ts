import { type ChildKind, childKinds, type PullRequestSnapshot } from "./snapshot.ts";

/**
 * The kinds of children that are cut off once a snapshot is stored: those that it names, and those that were cut off and that it did not
 * read. For stores.
 *
 * @param stored what was cut off of what is stored
 */
export function mergeTruncated(
  { truncated, children }: Pick<PullRequestSnapshot, "truncated" | "children">,
  stored: readonly ChildKind[] = [],
): ChildKind[] {
  return childKinds.filter(
    (kind) => truncated.includes(kind) || (children[kind] === undefined && stored.includes(kind)),
  );
}
