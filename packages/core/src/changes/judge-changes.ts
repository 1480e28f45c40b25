import type { StreamName } from "../model/sync-state.ts";
import type { DirtyPullRequest, PullRequestState } from "../ports/repo-store.ts";
import type { Change } from "./change-stream.ts";

/**
 * Which of a page's changes are news: the stamp is newer than what the stored row answers, and newer than what the dirty list
 * knows, each by the same stream. Answers the entries to put on the dirty list. Pure.
 * @param untrustedFrom from here on, known stamps and waits count for nothing: they came from a `Date` that was ahead
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
