import { afterNamedHistory } from "./batch/after-forbidden.ts";
import { readHistory } from "./history/read-history.ts";
import { correctBounds } from "./incremental/correct-bounds.ts";
import { type ChangesRead, readChanges } from "./incremental/read-changes.ts";
import type { ResolvedSyncOptions } from "./options/sync-options.ts";
import type { WorkDone } from "./run/ending.ts";
import type { ConnectedRun } from "./run/run.ts";
import { runSync, type SyncRunOptions } from "./run-sync.ts";
import type { SyncOutcome } from "./sync-outcome.ts";

/**
 * The first full sync of a repository: every pull request with its children, newest first, and then what changed meanwhile.
 * Goes on where it was stopped; once the history is complete, it reads changes only.
 *
 * @param repositoryId the tracked repository's own id
 * @returns how it ended: a classified error is an outcome, not a throw
 * @throws GhsyncError `store_failed` if the store fails before the run has begun; the signal's reason
 */
export function syncRepositoryHistory(
  options: ResolvedSyncOptions,
  repositoryId: string,
  run: SyncRunOptions = {},
): Promise<SyncOutcome> {
  return runSync(options, repositoryId, run, async (connected) => {
    if (!(await historyRead(connected))) return { streamsRead: false, timeUp: true };
    return workDone(await readChanges(connected));
  });
}

/**
 * Brings a repository up to date: reads only what changed since the last run, and then, while the first full sync is not
 * complete, goes on with that.
 *
 * @param repositoryId the tracked repository's own id
 * @returns how it ended: a classified error is an outcome, not a throw
 * @throws GhsyncError `store_failed` if the store fails before the run has begun; the signal's reason
 */
export function syncRepositoryIncremental(
  options: ResolvedSyncOptions,
  repositoryId: string,
  run: SyncRunOptions = {},
): Promise<SyncOutcome> {
  return runSync(options, repositoryId, run, async (connected) => {
    const changes = await readChanges(connected);
    if (changes.isTimeUp) return workDone(changes);
    const { reread: isReread = false, kindsSince } = connected.state().checkpoint;
    const isRead = await historyRead(connected);
    // The next slice of the history does not wait as long as a stream that failed.
    if (!isRead) return { streamsRead: !changes.failure && !changes.unread, timeUp: true };
    // What the history has put on the dirty list is read with the changes; its answers may show that a `Date` of the streams was ahead.
    const isRenamed = connected.state().checkpoint.kindsSince !== kindsSince;
    const isMore = isReread || isRenamed || (await correctBounds(connected)).length > 0;
    return workDone(isMore ? await readChanges(connected) : changes);
  });
}

/** Reads what is left of the history, and all of it again if the repository got another name meanwhile. */
async function historyRead(run: ConnectedRun): Promise<boolean> {
  const isCompleted = () => run.state().historyCompletedAt !== undefined;
  if (!isCompleted() && !(await readHistory(run))) return false;
  const renamed = afterNamedHistory(run.state(), run.client.now());
  if (!renamed) return true;
  await run.commit({ state: renamed });
  return readHistory(run);
}

/** @throws GhsyncError the failure of a stream, once all others are read; while there is more to read, the next run comes at once */
function workDone({ isTimeUp, failure, unread }: ChangesRead): WorkDone {
  if (failure && !isTimeUp) throw failure;
  return { streamsRead: !isTimeUp && !unread, timeUp: isTimeUp, unread };
}
