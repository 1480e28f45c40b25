import { latestStamp } from "../changes/watermark.ts";
import type { GitHubClient } from "../github/client.ts";
import { createRunClient } from "../github/create-client.ts";
import { limitInForce } from "../github/transport-errors.ts";
import type { SyncOutcome } from "../model/sync-outcome.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { afterNamedHistory } from "./batch/checkpoint-after.ts";
import { correctBounds } from "./changes/correct-bounds.ts";
import { type ChangesRead, readChanges } from "./changes/read-changes.ts";
import { asGhsyncError, closeRun, repositoryTaken } from "./close-run.ts";
import { confirmGone } from "./confirm-gone.ts";
import { type Ending, isRecheck, type WorkDone } from "./ending.ts";
import { readHistory } from "./history/read-history.ts";
import { identify } from "./identify.ts";
import { type ConnectedRun, createRun, type Run, startHeartbeat } from "./run-context.ts";

export interface SyncRunOptions {
  /** Stops the run at its next step. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Takes the repository even if another worker holds its lease. That worker's next commit is
   * refused. Use it only if no other worker is alive, for example a single process at its start.
   * @defaultValue false
   */
  readonly takeOver?: boolean | undefined;
}

/**
 * Runs one sync of one repository: what changed, then the rest of the first full sync.
 *
 * @param repositoryId the tracked repository's own id
 * @param order which of the two parts goes first
 * @returns how the run ended. A classified error is an outcome, not a throw
 * @throws GhsyncError `store_failed` if the store fails before the run has begun
 * @throws the signal's reason
 */
export async function syncRepository(
  options: ResolvedSyncOptions,
  repositoryId: string,
  { signal, takeOver }: SyncRunOptions = {},
  order: "changes first" | "history first" = "changes first",
): Promise<SyncOutcome> {
  signal?.throwIfAborted();
  const taken = await takeRepository(options, repositoryId, { signal, takeOver });
  if ("status" in taken) return taken;

  const { run, repository } = taken;
  const stopHeartbeat = startHeartbeat(run.keepLease, options.leaseMs);
  let ending: Ending;
  try {
    const before = run.state();
    await run.commit({ state: startedState(options.github.now()) });
    run.emit({ type: "run.started" });
    const client = await connect(run, repository);
    const done = await confirmGone(run, client, repository, async () => {
      const connected = await identify(run, client, repository);
      return order === "changes first" ? changesFirst(connected) : historyFirst(connected);
    });
    ending = await doneEnding(run, done, { isRecheck: isRecheck(before, run.startedAt, options) });
  } catch (error) {
    ending = signal?.aborted
      ? { kind: "aborted" }
      : { kind: "failed", error: asGhsyncError(error) };
  }
  const outcome = await closeRun(run, ending).finally(stopHeartbeat);
  if (ending.kind === "aborted") signal?.throwIfAborted();
  return outcome;
}

/** Takes the lease. Returns the run, or why there is none. */
async function takeRepository(
  options: ResolvedSyncOptions,
  repositoryId: string,
  { signal, takeOver }: SyncRunOptions,
): Promise<{ readonly run: Run; readonly repository: TrackedRepository } | SyncOutcome> {
  const { store, owner, leaseMs: ttlMs, github } = options;
  const tracked = await store.getRepository(repositoryId);
  if (!tracked?.repository.active) return repositoryTaken(tracked, github.now());
  const request = { repositoryId, owner, ttlMs, now: github.now(), takeOver };
  const lease = await store.acquireLease(request);
  if (!lease) return repositoryTaken(await store.getRepository(repositoryId), github.now());
  const read = await store.readState(repositoryId).catch(async (error: unknown) => {
    await store.releaseLease(lease).catch(() => undefined);
    throw error;
  });
  if (!read) return { status: "unknown" };
  return { run: createRun(options, lease, read, signal), repository: read.repository };
}

/** If the run never ends, the repository is due at once. */
function startedState(now: Date) {
  return {
    status: "syncing",
    reason: undefined,
    lastAttemptAt: now,
    nextAttemptAt: undefined,
    progress: undefined,
  } as const;
}

async function connect(run: Run, repository: TrackedRepository): Promise<GitHubClient> {
  const { options, store, signal } = run;
  const client = await createRunClient(repository, options.decryptor, {
    ...options.github,
    signal,
    quotas: options.quotas,
    blockedUntil: (quotaId) => store.readCredentialBlock(quotaId),
    beforeRequest: run.keepLease,
  });
  run.useClient(client);
  // A run whose quota is used up would read nothing.
  const needed = client.blocks().filter(({ pool }) => pool === "rest" || options.api === pool);
  const until = latestStamp(...needed.map(({ resetAt }) => resetAt));
  if (until) throw limitInForce(until);
  return client;
}

/** Reads what changed, then the next slice of the history. */
async function changesFirst(run: ConnectedRun): Promise<WorkDone> {
  const changes = await readChanges(run);
  if (changes.isTimeUp) return workDone(changes);
  const { reread: isReread = false, kindsSince } = run.state().checkpoint;
  // A stream that failed waits for its next try. The history does not wait for it.
  if (!(await historyRead(run))) {
    return { streamsRead: !changes.failure && !changes.unread, timeUp: true };
  }
  // The history may have filled the dirty list, and may have shown that a bound was wrong.
  const isRenamed = run.state().checkpoint.kindsSince !== kindsSince;
  const isMore = isReread || isRenamed || (await correctBounds(run)).length > 0;
  return workDone(isMore ? await readChanges(run) : changes);
}

/** Reads the whole history, then what changed meanwhile. */
async function historyFirst(run: ConnectedRun): Promise<WorkDone> {
  if (!(await historyRead(run))) return { streamsRead: false, timeUp: true };
  return workDone(await readChanges(run));
}

/**
 * Reads the rest of the history, and all of it again if the repository was renamed meanwhile.
 * Returns false if the time was up.
 */
async function historyRead(run: ConnectedRun): Promise<boolean> {
  const isCompleted = run.state().historyCompletedAt !== undefined;
  if (!isCompleted && !(await readHistory(run))) return false;
  const renamed = afterNamedHistory(run.state(), run.client.now());
  if (!renamed) return true;
  await run.commit({ state: renamed });
  return readHistory(run);
}

/**
 * @throws GhsyncError the failure of a stream, unless the time was up: then the next run follows at
 * once
 */
function workDone({ isTimeUp, failure, unread }: ChangesRead): WorkDone {
  if (failure && !isTimeUp) throw failure;
  return { streamsRead: !isTimeUp && !unread, timeUp: isTimeUp, unread };
}

async function doneEnding(
  { options, store, repositoryId }: Run,
  done: WorkDone,
  { isRecheck }: { readonly isRecheck: boolean },
): Promise<Ending> {
  const { kinds, api } = options;
  const { dirtyCount = 0, failedCount = 0 } = (await store.readState(repositoryId)) ?? {};
  const isUnsettled = !isRecheck && dirtyCount > failedCount;
  return { kind: "done", ...done, kinds, api, failedCount, isUnsettled };
}
