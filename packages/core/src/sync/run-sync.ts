import { firstBound } from "../changes/bounds.ts";
import { createGitHubClient } from "../github/create-github-client.ts";
import type { GitHubClient } from "../github/github-client.ts";
import { resolveIdentity } from "../github/resolve-identity.ts";
import type { Lease, RepoStore, StateRead } from "../ports/repo-store.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import { asGhsyncError, closeRun } from "./close-run.ts";
import type { Ending, WorkDone } from "./ending.ts";
import { guardStore } from "./guard-store.ts";
import { firstHistory, widenedHistory } from "./history-window.ts";
import { createReadBatch } from "./read-batch.ts";
import { type ConnectedRun, checkpointWith, createRun, type Run } from "./run.ts";
import type { SyncOptions } from "./sync-options.ts";
import { resolveSyncOptions } from "./sync-options.ts";
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
  given: SyncOptions,
  repositoryId: string,
  { signal, takeOver }: SyncRunOptions,
  work: RunWork,
): Promise<SyncOutcome> {
  const options = resolveSyncOptions(given);
  const store = guardStore(options.store);
  const now = options.github.now ?? (() => new Date());
  signal?.throwIfAborted();

  const tracked = await store.getRepository(repositoryId);
  if (!tracked) return { status: "unknown" };
  if (!tracked.repository.active) return { status: "inactive" };
  const { owner, leaseMs: ttlMs } = options;
  const lease = await store.acquireLease({ repositoryId, owner, ttlMs, now: now(), takeOver });
  const read = lease && (await readState(store, lease));
  if (!read) return { status: "busy" };

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
  let ending: Ending;
  try {
    await run.commit({
      state: { status: "syncing", reason: undefined, lastAttemptAt: now(), progress: undefined },
    });
    run.emit({ type: "run.started" });
    client = await connect(run, read.repository);
    const done = await work(await identify(run, client, read.repository));
    const after = await store.readState(repositoryId);
    ending = { kind: "done", ...done, failedCount: after?.failedCount ?? 0 };
  } catch (error) {
    ending = signal?.aborted
      ? { kind: "aborted" }
      : { kind: "failed", error: asGhsyncError(error) };
  }
  const outcome = await closeRun(run, ending, client, now());
  signal?.throwIfAborted();
  run.emit({ type: "run.finished", outcome });
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

function connect(run: Run, repository: TrackedRepository): Promise<GitHubClient> {
  const { options, store, signal } = run;
  return createGitHubClient(repository, options.decryptor, {
    ...options.github,
    signal,
    blockedUntil: (credentialId) => store.readCredentialBlock(credentialId),
  });
}

/**
 * Resolves the name at first contact, and freezes the bound of every stream and of the history by GitHub's clock. Widens the
 * history where the host wants more of it.
 */
async function identify(
  run: Run,
  client: GitHubClient,
  repository: TrackedRepository,
): Promise<ConnectedRun> {
  const { githubId, nodeId } = repository;
  const { overlapMs, historyDays, streams: wanted } = run.options;
  const { streams, history } = run.state().checkpoint;
  const isNew = !history || wanted.some(({ name }) => !streams[name]);
  if (githubId !== null && nodeId !== null && !isNew) {
    const widened = widenedHistory(history, historyDays);
    if (widened) {
      const state = { historyCompletedAt: undefined, ...checkpointWith(run, { history: widened }) };
      await run.commit({ state });
    }
    return connected({ ...run, client, githubId, nodeId });
  }
  const { identity, date } = await resolveIdentity(client, repository.fullName, run);
  const since = firstBound(date, overlapMs);
  const begun = Object.fromEntries(wanted.map(({ name }) => [name, streams[name] ?? { since }]));
  const checkpoint = checkpointWith(run, {
    streams: { ...streams, ...begun },
    history: history ?? firstHistory(date, historyDays),
  });
  await run.commit({ identity, state: checkpoint });
  return connected({ ...run, client, githubId: identity.githubId, nodeId: identity.nodeId });
}

function connected(run: Omit<ConnectedRun, "readBatch">): ConnectedRun {
  return { ...run, readBatch: createReadBatch(run) };
}
