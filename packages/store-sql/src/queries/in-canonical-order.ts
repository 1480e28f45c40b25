import type { ChildKind, PullRequestChildren } from "@ghsync/core";

type Child = PullRequestChildren[ChildKind];

/** Children of one kind in the order in which every source gives them: commits by place, files by path, the others by id. */
export function inCanonicalOrder<C extends Child>(children: readonly C[]): readonly C[] {
  return children.toSorted((one, other) => compare(keyOf(one), keyOf(other)));
}

function keyOf(child: Child): string | number {
  if ("position" in child) return child.position;
  return "id" in child ? child.id : child.path;
}

// Texts by code unit, so that the order is the same on every database.
function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other);
}
