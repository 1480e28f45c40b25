import { type HydratedBatch, hydrateNext } from "../hydrate/hydrate-next.ts";
import type { ConnectedRun } from "./run.ts";

/** Pull requests in a row that may fail by GitHub's own errors while the repository answers. */
const mostInARow = 10;

/**
 * Reads the first of these pull requests, as many as GitHub bears at once. While GitHub is down that is the run's error, not theirs:
 * one that GitHub fails at alone counts as its own fault only if the repository still answers, and if its neighbours do.
 */
export function createReadBatch(
  run: Omit<ConnectedRun, "readBatch">,
): (numbers: readonly number[]) => Promise<HydratedBatch> {
  const { client, options, signal } = run;
  let failedInARow = 0;
  return async (numbers) => {
    const { kinds, batchSize: most } = options;
    const size = Math.min(run.state().checkpoint.batchSize ?? most, most);
    const batch = await hydrateNext(client, run, numbers, { kinds, size, most, signal });
    failedInARow = batch.outage ? failedInARow + 1 : 0;
    if (batch.outage) {
      await client.get(`/repositories/${run.githubId}`, { signal });
      if (failedInARow >= mostInARow) throw batch.outage;
    }
    return batch;
  };
}
