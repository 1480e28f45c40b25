import { readChanges } from "./read-changes.ts";
import { readHistory } from "./read-history.ts";
import { type RunWork, runSync, type SyncRunOptions } from "./run-sync.ts";
import type { SyncOptions } from "./sync-options.ts";
import type { SyncOutcome } from "./sync-outcome.ts";

/**
 * The first full sync of a repository: every pull request with its children, newest first. Goes on where it was stopped, and
 * does nothing once the history is complete.
 *
 * @param repositoryId the tracked repository's own id
 * @returns how it ended: a classified error is an outcome, not a throw
 * @throws GhsyncError `config_invalid`; `store_failed` if the store fails before the run has begun; the signal's reason
 */
export function syncRepositoryHistory(
  options: SyncOptions,
  repositoryId: string,
  run: SyncRunOptions = {},
): Promise<SyncOutcome> {
  return runSync(options, repositoryId, run, nextSlice);
}

/**
 * Brings a repository up to date: reads only what changed since the last run, and then, while the first full sync is not
 * complete, goes on with that.
 *
 * @param repositoryId the tracked repository's own id
 * @returns how it ended: a classified error is an outcome, not a throw
 * @throws GhsyncError `config_invalid`; `store_failed` if the store fails before the run has begun; the signal's reason
 */
export function syncRepositoryIncremental(
  options: SyncOptions,
  repositoryId: string,
  run: SyncRunOptions = {},
): Promise<SyncOutcome> {
  return runSync(options, repositoryId, run, async (connected) =>
    (await readChanges(connected)) ? nextSlice(connected) : "stopped",
  );
}

const nextSlice: RunWork = async (run) => {
  if (run.state().historyCompletedAt) return undefined;
  return (await readHistory(run)) ? undefined : "history";
};
