import { isCut } from "../../hydrate/is-cut.ts";
import type { SnapshotToStore } from "../../ports/repo-store.ts";

/** The pull requests whose commits are stored as REST cut them, after a batch. Pure. */
export function cutAfter(
  cut: readonly number[],
  stored: readonly SnapshotToStore[],
  vanished: readonly number[],
  { isByRest }: { readonly isByRest: boolean },
): readonly number[] {
  const read = stored.map(({ snapshot }) => snapshot).filter(({ children }) => children.commits);
  const known = new Set([...vanished, ...read.map(({ pullRequest }) => pullRequest.number)]);
  const left = cut.filter((number) => !known.has(number));
  const cutNow = isByRest ? read.filter(isCut) : [];
  return [...left, ...cutNow.map(({ pullRequest }) => pullRequest.number)];
}
