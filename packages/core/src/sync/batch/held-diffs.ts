import type { HeldDiff } from "../../hydrate/rest/hydrate-by-rest.ts";
import type { PullRequestState } from "../../ports/repo-store.ts";
import type { SyncCheckpoint } from "../../ports/sync-state.ts";
import type { ChildKind } from "../../records/snapshot.ts";

/** The kinds that only a push, or another base, can change. */
const diffKinds: readonly ChildKind[] = ["commits", "files"];

/**
 * Which stored pull requests have the commits and files of their head whole, since when every kind was asked for; and for good:
 * those read so long after their newest stamp that the lists cannot have lagged. Pure.
 *
 * @param settleMs how long after its newest stamp a read counts
 * @param now GitHub's time: what was read later than that was dated by a clock that was ahead
 */
export function heldDiffs(
  stored: readonly PullRequestState[],
  { kindsSince, forbiddenKinds = [] }: Omit<SyncCheckpoint, "streams">,
  settleMs: number,
  now: Date,
): ReadonlyMap<number, HeldDiff> {
  const kinds = diffKinds.filter((kind) => !forbiddenKinds.includes(kind));
  const isSettled = ({ updatedAt, seen, readAt }: PullRequestState) => {
    const newest = Math.max(...[updatedAt, ...Object.values(seen)].map((at) => at.getTime()));
    return readAt.getTime() >= newest + settleMs && readAt <= now;
  };
  return new Map(
    stored
      .filter(({ readAt }) => kindsSince === undefined || readAt > kindsSince)
      .map((state) => {
        const { number, headSha, baseSha, truncated, unread } = state;
        const whole = kinds.filter((kind) => !truncated.includes(kind) && !unread.includes(kind));
        return [number, { headSha, baseSha, kinds: isSettled(state) ? whole : [], whole }];
      }),
  );
}
