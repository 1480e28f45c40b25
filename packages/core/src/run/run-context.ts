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

/** Of requests, one raises the revision. Whatever else raises it takes the lease, too. */
const mostTries = 3;

/** One run on one repository: what its steps share, and the only way in which they write. */
export interface Run {
  readonly repositoryId: string;
  readonly options: ResolvedSyncOptions;
  readonly store: RepoStore;
  readonly signal: AbortSignal | undefined;
  readonly startedAt: Date;
  /** As last committed. */
  state(): SyncState;
  /** The repository's name as GitHub last called it, `owner/name`. */
  fullName(): string;
  /** The client of this run's credential; absent until the credential is decrypted. */
  usedClient(): GitHubClient | undefined;
  useClient(client: GitHubClient): void;
  /** Counted so far. */
  usage(): SyncUsage;
  /**
   * Commits one step, under the lease and at the revision that this run last saw. Where a request has raised the revision meanwhile, takes up
   * the state again, and commits.
   * @param page is asked for each try, if it is a function: the state may have changed
   */
  commit(page: RunPage | (() => RunPage)): Promise<CommitResult>;
  /**
   * Shows that this worker lives, before each request and each commit, and while it waits: renews the lease once less than half of it is left.
   * @throws GhsyncError `lease_lost` if another worker has the repository by now
   */
  keepLease(): Promise<void>;
  /** Reads state and revision again: a write that failed may yet have landed. The fence still guards what follows. */
  reload(): Promise<void>;
  emit(event: SyncEventBody): void;
  /** The run has used its `maxDurationMs`. However short that is, each of its steps first gets on by something. */
  isTimeUp(): boolean;
  /** Gives the lease back. */
  release(): Promise<void>;
}

/** A run that has reached GitHub. */
export interface ConnectedRun extends Run {
  readonly client: GitHubClient;
  readonly githubId: number;
  readonly nodeId: string;
  /** Reads the first of these pull requests, as many as GitHub bears at once. */
  readBatch(entries: readonly DirtyPullRequest[]): Promise<HydratedBatch>;
}

/** The checkpoint of a run with some of its parts replaced. */
export function checkpointWith(run: Run, parts: Partial<SyncCheckpoint>): Partial<SyncState> {
  return { checkpoint: { ...run.state().checkpoint, ...parts } };
}

/** Where the history stands, which the first contact has put there. */
export function historyOf(run: Run): HistoryCheckpoint {
  const { history } = run.state().checkpoint;
  if (history) return history;
  throw new GhsyncError("store_failed", "The store lost where the repository's history stands.");
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

  /** After a refused commit: returns whether the revision was the reason. Under an old fence, the next try fails too. */
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
  const message = "Another worker has taken the repository over; this run stops here.";
  return new GhsyncError("lease_lost", message);
}

/**
 * Keeps a lease while a run waits, for GitHub or for its turn: `keepLease` is called eight times in the lease's length. With a renewal
 * once less than half of it is left, no live worker's lease has less than a quarter left: so far the clocks of two machines may differ.
 *
 * @returns stops it
 */
export function startHeartbeat(keepLease: () => Promise<void>, leaseMs: number): () => void {
  // What fails here fails again at the run's next step, which then ends the run.
  const timer = setInterval(() => void keepLease().catch(() => undefined), timerMs(leaseMs / 8));
  timer.unref();
  return () => clearInterval(timer);
}
