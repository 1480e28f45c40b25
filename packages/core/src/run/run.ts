import { latestStamp } from "../changes/watermark.ts";
import type { GitHubClient } from "../github/client.ts";
import { openGitHubClient } from "../github/create-client.ts";
import { limitKnown } from "../github/transport-errors.ts";
import type { SyncOutcome } from "../model/sync-outcome.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { Lease, RepoStore, StateRead } from "../ports/repo-store.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { afterNamedHistory } from "./batch/checkpoint-after.ts";
import { correctBounds } from "./changes/correct-bounds.ts";
import { type ChangesRead, readChanges } from "./changes/read-changes.ts";
import { asGhsyncError, closeRun, whoseItIs } from "./close-run.ts";
import { confirmingGone } from "./confirm-gone.ts";
import { type Ending, isSettleRun, type WorkDone } from "./ending.ts";
import { readHistory } from "./history/read-history.ts";
import { identify } from "./identify.ts";
import { logOutcome } from "./log-outcome.ts";
import { type ConnectedRun, createRun, type Run, startHeartbeat } from "./run-context.ts";

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

/** What a run does once it is connected. */
export type RunWork = (run: ConnectedRun) => Promise<WorkDone>;

export interface SyncRunOptions {
  /** Stops the run at the next step; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Take the repository even if a worker seems to hold it; that worker's next commit is refused. For an app that knows it is
   * alone, such as a single process at its start. @defaultValue false
   */
  readonly takeOver?: boolean | undefined;
}

/** Takes the lease, connects, does the work, and leaves behind a true status, however it ends. */
export async function runSync(
  options: ResolvedSyncOptions,
  repositoryId: string,
  { signal, takeOver }: SyncRunOptions,
  work: RunWork,
): Promise<SyncOutcome> {
  const { store } = options;
  const { now } = options.github;
  signal?.throwIfAborted();

  const tracked = await store.getRepository(repositoryId);
  if (!tracked) return { status: "unknown" };
  if (!tracked.repository.active) return { status: "inactive" };
  const { owner, leaseMs: ttlMs } = options;
  const lease = await store.acquireLease({ repositoryId, owner, ttlMs, now: now(), takeOver });
  const read = lease && (await readState(store, lease));
  if (!read) return whoseItIs(await store.getRepository(repositoryId), now());

  const isSettling = isSettleRun(read.state, now(), options);
  let client: GitHubClient | undefined;
  const run = createRun({
    options,
    store,
    lease,
    read,
    signal,
    now,
    clientUsage: () => client?.usage() ?? { requests: 0, points: 0, notModified: 0 },
  });
  const stopHeartbeat = startHeartbeat(run.keepLease, ttlMs);
  let ending: Ending;
  try {
    await run.commit({
      state: {
        status: "syncing",
        reason: undefined,
        lastAttemptAt: now(),
        // Due, should this run never come to its end.
        nextAttemptAt: undefined,
        progress: undefined,
      },
    });
    run.emit({ type: "run.started" });
    const connected = await connect(run, read.repository);
    client = connected;
    refuseWhileLimited(connected, options.api);
    const done = await confirmingGone(run, connected, read.repository, async () =>
      work(await identify(run, connected, read.repository)),
    );
    const after = await store.readState(repositoryId);
    const { dirtyCount = 0, failedCount = 0 } = after ?? {};
    const isUnsettled = !isSettling && dirtyCount > failedCount;
    ending = {
      kind: "done",
      ...done,
      kinds: options.kinds,
      api: options.api,
      failedCount,
      isUnsettled,
    };
  } catch (error) {
    ending = signal?.aborted
      ? { kind: "aborted" }
      : { kind: "failed", error: asGhsyncError(error) };
  }
  const outcome = await closeRun(run, ending, client, now()).finally(stopHeartbeat);
  const { fullName } = tracked.repository;
  logOutcome(options, outcome, { fullName, quotaId: client?.quotaId, state: run.state() });
  if (outcome.status === "deferred") {
    run.emit({ type: "run.deferred", resumeAt: outcome.resumeAt, error: outcome.error });
  }
  if (outcome.status === "error") run.emit({ type: "run.failed", error: outcome.error });
  run.emit({ type: "run.finished", outcome });
  if (ending.kind === "aborted") signal?.throwIfAborted();
  return outcome;
}

async function readState(store: RepoStore, lease: Lease): Promise<StateRead | undefined> {
  try {
    return await store.readState(lease.repositoryId);
  } catch (error) {
    await store.releaseLease(lease).catch(() => undefined);
    throw error;
  }
}

async function connect(run: Run, repository: TrackedRepository): Promise<GitHubClient> {
  const { options, store, signal } = run;
  return openGitHubClient(repository, options.decryptor, {
    ...options.github,
    signal,
    quotas: options.quotas,
    blockedUntil: (quotaId) => store.readCredentialBlock(quotaId),
    beforeRequest: run.keepLease,
  });
}

/** With one of the pools that it needs used up, a run would come to nothing. */
function refuseWhileLimited(client: GitHubClient, api: ResolvedSyncOptions["api"]): void {
  const needed = client.blocks().filter(({ pool }) => pool === "rest" || api === pool);
  const until = latestStamp(...needed.map((block) => block.resetAt));
  if (until) throw limitKnown(until);
}
