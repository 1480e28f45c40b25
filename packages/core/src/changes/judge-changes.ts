import type { StreamName } from "../model/sync-state.ts";
import type { DirtyPullRequest, PullRequestState } from "../ports/repo-store.ts";
import type { Change } from "./change-stream.ts";

/**
 * Returns the changes of a page that are news, as entries for the dirty list. Pure.
 *
 * A change is news if its stamp is newer than the stored row's and newer than the dirty list's,
 * both by the same stream.
 * @param untrustedFrom from here on, known stamps and waits do not count: they came from a `Date`
 * that was ahead
 */
export function judgeChanges(
  stream: StreamName,
  changes: readonly Change[],
  stored: readonly PullRequestState[],
  dirty: readonly DirtyPullRequest[],
  untrustedFrom?: Date,
): readonly DirtyPullRequest[] {
  const seenOf = new Map(stored.map(({ number, seen }) => [number, seen[stream]]));
  const entryOf = new Map(dirty.map((entry) => [entry.number, entry]));
  const news = new Map<number, DirtyPullRequest>();
  for (const { number, stamp } of changes) {
    const entry = news.get(number) ?? entryOf.get(number);
    const isDoubted = untrustedFrom !== undefined && stamp >= untrustedFrom;
    const known = newer(entry?.stamps[stream], seenOf.get(number));
    if (known && known >= stamp && !isDoubted) continue;
    news.set(number, {
      number,
      stamps: { ...entry?.stamps, [stream]: stamp },
      attempts: entry?.attempts ?? 0,
      reason: entry?.reason,
    });
  }
  return [...news.values()];
}

function newer(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}
