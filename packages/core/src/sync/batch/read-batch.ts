import { isGhsyncError } from "../../errors/ghsync-error.ts";
import { hydrateNext } from "../../hydrate/hydrate-next.ts";
import type { HydratedBatch } from "../../hydrate/hydration.ts";
import { isOwnFault } from "../../hydrate/is-own-fault.ts";
import type { Gap } from "../../hydrate/reading.ts";
import type { DirtyPullRequest } from "../../ports/repo-store.ts";
import type { SnapshotPart } from "../../records/snapshot.ts";
import type { ConnectedRun } from "../run/run.ts";
import { heldDiffs } from "./held-diffs.ts";

/** New failures in a row that a run takes for the pull requests' own, while the repository answers. */
const mostInARow = 10;

/**
 * Reads the first of these pull requests, as many as GitHub bears at once. While GitHub is down that is the run's error, not theirs:
 * one that GitHub fails at alone counts as its own fault only if the repository still answers, and, where too many fail in a row, if
 * the last one that was read still does too. One that failed in an earlier run tells nothing of GitHub: it never stops the others.
 */
export function createReadBatch(
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
    const held = (number: number) => readHeldDiff(run, number);
    const storedReviews = (number: number) => run.store.readReviewIds(run.repositoryId, number);
    const { forbiddenKinds: doubted } = run.state().checkpoint;
    const read = {
      kinds,
      api,
      graphqlGap,
      refused: [...refused],
      size,
      most,
      held,
      storedReviews,
      doubted,
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

async function readHeldDiff(
  { client, store, repositoryId, options, state }: Omit<ConnectedRun, "readBatch">,
  number: number,
) {
  const stored = await store.readPullRequestStates(repositoryId, [number]);
  return heldDiffs(stored, state().checkpoint, options.settleMs, client.now()).get(number);
}
