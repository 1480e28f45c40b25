import { latestStamp } from "../changes/bounds.ts";
import { limitKnown } from "../github/door-refusals.ts";
import type { GitHubClient } from "../github/github-client.ts";
import { openGitHubClient } from "../github/open-github-client.ts";
import type { Lease, RepoStore, StateRead } from "../ports/repo-store.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { ResolvedSyncOptions } from "./options/sync-options.ts";
import { asGhsyncError, closeRun } from "./run/close-run.ts";
import { confirmingGone } from "./run/confirm-gone.ts";
import type { Ending, WorkDone } from "./run/ending.ts";
import { startHeartbeat } from "./run/heartbeat.ts";
import { identify } from "./run/identify.ts";
import { isSettleRun } from "./run/is-settle-run.ts";
import { logOutcome } from "./run/log-outcome.ts";
import { type ConnectedRun, createRun, type Run } from "./run/run.ts";
import { whoseItIs } from "./run/whose-it-is.ts";
import type { SyncOutcome } from "./sync-outcome.ts";

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
