import { isCapped } from "../../hydrate/reading.ts";
import type { SnapshotToStore } from "../../ports/repo-store.ts";
import type { PullRequestSnapshot } from "../../records/snapshot.ts";

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

/** Whether REST ended the list of commits before its end: GraphQL can show all of it. */
function isCut({ children, truncated }: PullRequestSnapshot): boolean {
  return truncated.includes("commits") && isCapped("commits", "rest", children.commits?.length);
}
