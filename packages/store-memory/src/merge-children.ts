import { isDeepStrictEqual } from "node:util";
import type { ChangedFile, Commit } from "@ghsync/core";

/** A child record, and what tells it from its siblings: `sha` of a commit, `path` of a file, else `id`. */
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
