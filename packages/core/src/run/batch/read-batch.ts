import type { HydratedBatch } from "../../hydrate/batch.ts";
import { isOwnFault } from "../../hydrate/graphql-refusal.ts";
import { hydrateNext } from "../../hydrate/hydrate-next.ts";
import type { Gap } from "../../hydrate/reading.ts";
import type { KnownChildren, StoredDiff } from "../../hydrate/rest/list-proof.ts";
import { isGhsyncError } from "../../model/ghsync-error.ts";
import type { ChildKind, SnapshotPart } from "../../model/snapshot.ts";
import type { StreamStamps, SyncCheckpoint } from "../../model/sync-state.ts";
import type { DirtyPullRequest, PullRequestState } from "../../ports/repo-store.ts";
import type { ConnectedRun } from "../run-context.ts";

/**
 * How many new failures in a row count as the pull requests' own fault, while the repository
 * responds.
 */
const mostInARow = 10;

/**
 * Creates the function that reads the first of these pull requests, as many as GitHub can return at
 * once.
 *
 * An outage is the run's error, not a pull request's. A single failure counts as the pull request's
 * own only if the repository still responds. After too many failures in a row, the last pull
 * request that was read must respond too. A pull request that failed in an earlier run proves
 * nothing, and never stops the others.
 */
export function createBatchReader(
  run: Omit<ConnectedRun, "readBatch">,
): (entries: readonly DirtyPullRequest[]) => Promise<HydratedBatch> {
  const { client, options, signal } = run;
  let failedInARow = 0;
  let lastRead: number | undefined;
  let graphqlGap: Gap | undefined;
  const refused = new Set<SnapshotPart>();
  return async (entries) => {
    const { kinds, api, batchSize: most } = options;
    const numbers = entries.map(({ number }) => number);
    const size = Math.min(run.state().checkpoint.batchSize ?? most, most);
    const marked = (number: number) => entries.find((one) => one.number === number)?.stamps ?? {};
    const { forbiddenParts: probedParts } = run.state().checkpoint;
    const read = {
      kinds,
      api,
      graphqlGap,
      refused: [...refused],
      size,
      most,
      findKnown: (number: number) => findKnown(run, number, marked(number)),
      known: (number: number) => marked(number).pulls,
      probedParts,
      signal,
    };
    const batch = await hydrateNext(client, run, numbers, read);
    const { outage, snapshots, failures } = batch;
    graphqlGap = batch.graphqlGap;
    for (const part of batch.forbidden) refused.add(part);
    lastRead = snapshots.at(-1)?.pullRequest.number ?? lastRead;
    const isAlone = snapshots.length + failures.length === 1;
    if (!outage || !isAlone) failedInARow = 0;
    if (!outage) return batch;
    await client.get(`/repositories/${run.githubId}`, { signal });
    const failed = entries.find(({ number }) => number === outage.number);
    if (failed?.attempts === 0) failedInARow += 1;
    if (failedInARow < mostInARow) return batch;
    if (lastRead === undefined || !(await isStillRead(run, lastRead))) throw outage.error;
    failedInARow = 0;
    return batch;
  };
}

async function isStillRead(
  { client, githubId, signal }: Omit<ConnectedRun, "readBatch">,
  number: number,
): Promise<boolean> {
  try {
    await client.get(`/repositories/${githubId}/pulls/${number}`, { signal });
    return true;
  } catch (error) {
    if (isGhsyncError(error) && isOwnFault(error)) return false;
    throw error;
  }
}

async function findKnown(
  { client, store, repositoryId, options, state }: Omit<ConnectedRun, "readBatch">,
  number: number,
  marked: StreamStamps,
): Promise<KnownChildren> {
  const stored = await store.readPullRequestStates(repositoryId, [number]);
  const { checkpoint } = state();
  const shown = { ...stored[0]?.seen, ...marked };
  return {
    diff: storedDiffs(stored, checkpoint, options.settleMs, client.now()).get(number),
    reviews: await store.readReviewIds(repositoryId, number),
    commented: (["comments", "reviewComments"] as const).filter((kind) => shown[kind]),
  };
}

/** The kinds that only a push or another base can change. */
const diffKinds: readonly ChildKind[] = ["commits", "files"];

/**
 * Returns the stored commits and files that need not be read again, by pull request. Pure.
 *
 * They were read whole, after every kind was requested. `kinds` also requires a read so long after
 * the newest stamp that the lists cannot have lagged.
 *
 * @param settleMs how long after its newest stamp a read counts
 * @param now GitHub's time. A later read was dated by a clock that was ahead
 */
export function storedDiffs(
  stored: readonly PullRequestState[],
  { kindsSince, forbiddenParts = [] }: Omit<SyncCheckpoint, "streams">,
  settleMs: number,
  now: Date,
): ReadonlyMap<number, StoredDiff> {
  const kinds = diffKinds.filter((kind) => !forbiddenParts.includes(kind));
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
