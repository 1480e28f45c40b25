import type { GitHubClient } from "../github/client.ts";
import { timerMs } from "../github/timing.ts";
import type { HydratedBatch } from "../hydrate/batch.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { SyncEventBody } from "../model/sync-outcome.ts";
import type { HistoryCheckpoint, SyncCheckpoint, SyncState } from "../model/sync-state.ts";
import type { SyncUsage } from "../model/sync-status.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";
import type {
  CommitPage,
  CommitResult,
  DirtyPullRequest,
  Lease,
  RepoStore,
  StateRead,
} from "../ports/repo-store.ts";

/** What one step of a run writes. */
type RunPage = Omit<CommitPage, "revision">;

/** Tries per commit. Only a request for a sync raises the revision without taking the lease. */
const mostTries = 3;

/** One run on one repository: what its steps share, and the only way to write. */
export interface Run {
  readonly repositoryId: string;
  readonly options: ResolvedSyncOptions;
  readonly store: RepoStore;
  readonly signal: AbortSignal | undefined;
  readonly startedAt: Date;
  /** Returns the state as last committed. */
  state(): SyncState;
  /** Returns the repository's last known name, `owner/name`. */
  fullName(): string;
  /** Returns the client of this run's credential; absent until the credential is decrypted. */
  usedClient(): GitHubClient | undefined;
  useClient(client: GitHubClient): void;
  /** Returns what the run has used so far. */
  usage(): SyncUsage;
  /**
   * Commits one step under the lease, at the last revision that this run saw. If a request for a
   * sync has raised the revision meanwhile, reads the state again and commits then.
   * @param page a function is called for each try, because the state may have changed
   */
  commit(page: RunPage | (() => RunPage)): Promise<CommitResult>;
  /**
   * Renews the lease if less than half of it is left. Called before each request and each commit,
   * and while the run waits.
   * @throws GhsyncError `lease_lost` if another worker has taken the repository
   */
  keepLease(): Promise<void>;
  /**
   * Reads state and revision again, because a write that failed may have been stored. The fence
   * still guards later writes.
   */
  reload(): Promise<void>;
  emit(event: SyncEventBody): void;
  /**
   * Whether the run has used its `maxDurationMs`. Each step makes some progress before it checks
   * this.
   */
  isTimeUp(): boolean;
  /** Gives the lease back. */
  release(): Promise<void>;
}

/** A run that knows its repository at GitHub. */
export interface ConnectedRun extends Run {
  readonly client: GitHubClient;
  readonly githubId: number;
  readonly nodeId: string;
  /** Reads the first of these pull requests: as many as one batch holds. */
  readBatch(entries: readonly DirtyPullRequest[]): Promise<HydratedBatch>;
}

/** Returns the run's checkpoint with some parts replaced. */
export function checkpointWith(run: Run, parts: Partial<SyncCheckpoint>): Partial<SyncState> {
  return { checkpoint: { ...run.state().checkpoint, ...parts } };
}

/** Returns the history's checkpoint. The first contact creates it. */
export function historyOf(run: Run): HistoryCheckpoint {
  const { history } = run.state().checkpoint;
  if (history) return history;
  throw new GhsyncError("store_failed", "The store has no checkpoint of the repository's history.");
}

/** Creates a run that holds its lease. */
export function createRun(
  options: ResolvedSyncOptions,
  taken: Lease,
  read: StateRead,
  signal: AbortSignal | undefined,
): Run {
  const { store, github, maxDurationMs = Number.POSITIVE_INFINITY } = options;
  const { now } = github;
  const repositoryId = read.repository.id;
  const startedAt = now();
  let { fullName } = read.repository;
  let lease = taken;
  let { state, revision } = read;
  let client: GitHubClient | undefined;
  let rowsWritten = 0;
  const noUsage = { requests: 0, points: 0, notModified: 0 };
  const usage = () => ({ ...(client?.usage() ?? noUsage), rowsWritten });

  async function keepLease(): Promise<void> {
    const leftMs = lease.expiresAt.getTime() - now().getTime();
    if (leftMs > options.leaseMs / 2) return;
    const renewed = await store.renewLease(lease, { now: now(), ttlMs: options.leaseMs });
    if (!renewed) throw overtaken();
    lease = renewed;
  }

  function emit(event: SyncEventBody): void {
    const warn = (error: unknown) => {
      const what = error instanceof Error ? error.message : typeof error;
      github.log.warn(`onEvent threw at ${event.type}: ${what}`);
    };
    try {
      Promise.resolve(options.onEvent({ ...event, repositoryId })).catch(warn);
    } catch (error) {
      warn(error);
    }
  }

  async function commitOnce(page: RunPage): Promise<CommitResult> {
    await keepLease();
    const patch = { ...page.state, usage: usage() };
    const result = await store.commitPage(lease, { ...page, state: patch, revision });
    revision = result.revision;
    rowsWritten += result.rowsWritten;
    state = { ...state, ...patch };
    const { fullName: to = fullName } = page.identity ?? {};
    const from = fullName;
    fullName = to;
    if (from !== to) emit({ type: "repository.renamed", from, to });
    return result;
  }

  async function reload(): Promise<StateRead | undefined> {
    const again = await store.readState(repositoryId);
    if (again) ({ state, revision } = again);
    return again;
  }

  /**
   * Returns whether a commit was refused because of the revision. Under an old fence, the next try
   * fails too.
   */
  async function reloadIfOutdated(error: unknown): Promise<boolean> {
    if (!isGhsyncError(error) || error.code !== "lease_lost") return false;
    const known = revision;
    const again = await reload().catch(() => undefined);
    return again !== undefined && again.revision !== known;
  }

  return {
    repositoryId,
    options,
    store,
    signal,
    startedAt,
    state: () => state,
    fullName: () => fullName,
    usedClient: () => client,
    useClient(opened) {
      client = opened;
    },
    usage,
    emit,
    keepLease,
    isTimeUp: () => now().getTime() - startedAt.getTime() >= maxDurationMs,
    release: async () => store.releaseLease(lease),
    async reload() {
      await reload();
    },
    async commit(page) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await commitOnce(typeof page === "function" ? page() : page);
        } catch (error) {
          if (tries === mostTries || !(await reloadIfOutdated(error))) throw error;
        }
      }
    },
  };
}

function overtaken(): GhsyncError {
  const message = "Another worker has taken the repository. This run stops.";
  return new GhsyncError("lease_lost", message);
}

/**
 * Keeps a lease while a run waits: calls `keepLease` eight times per lease. The lease is renewed
 * once less than half of it is left, so a live worker always has a quarter left. The clocks of two
 * machines may differ by that much.
 *
 * @returns a function that stops it
 */
export function startHeartbeat(keepLease: () => Promise<void>, leaseMs: number): () => void {
  // If this fails, the run's next step fails too and ends the run.
  const timer = setInterval(() => void keepLease().catch(() => undefined), timerMs(leaseMs / 8));
  timer.unref();
  return () => clearInterval(timer);
}
