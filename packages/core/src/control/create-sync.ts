import { parseRepositoryName } from "../github/repository-name.ts";
import type { TrackedRepository, TrackRepositoryInput } from "../ports/repository.ts";
import type { EnqueueOptions } from "../ports/scheduler.ts";
import type { SyncState } from "../ports/sync-state.ts";
import { requireScheduler } from "../sync/require-scheduler.ts";
import { resolveSyncOptions } from "../sync/resolve-sync-options.ts";
import type { SyncRunOptions } from "../sync/run-sync.ts";
import type { SyncOptions } from "../sync/sync-options.ts";
import type { SyncOutcome } from "../sync/sync-outcome.ts";
import { syncRepositoryHistory, syncRepositoryIncremental } from "../sync/sync-repository.ts";
import { enqueueDue, handleTasks } from "../tasks/handle-tasks.ts";
import { type RepositoryStatus, repositoryStatus } from "./repository-status.ts";
import { requestSync, type SyncRequest } from "./request-sync.ts";
import { resetRepository } from "./reset-repository.ts";

/** ghsync, bound to the host's ports. */
export interface Sync {
  /** Starts to track a repository. Idempotent. @throws GhsyncError `config_invalid` for a malformed name */
  trackRepository(input: TrackRepositoryInput): Promise<TrackedRepository>;
  /** Brings a repository up to date; see {@link syncRepositoryIncremental}. */
  syncRepository(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /** The first full sync before what changed since; see {@link syncRepositoryHistory}. */
  syncRepositoryHistory(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /** Where a repository stands; `undefined` if it is not tracked. */
  getState(repositoryId: string): Promise<SyncState | undefined>;

  /**
   * Hands the tasks to the scheduler and starts it: from then on this process works off what is enqueued, and enqueues what is due, now
   * and every minute. A `producer` (a web process) runs nothing.
   *
   * @defaultValue role "worker"
   * @throws GhsyncError `config_invalid` without a scheduler
   */
  start(options?: { readonly role?: "worker" | "producer" }): Promise<void>;
  /**
   * Stops the scheduler: runs that are not done after `graceMs` stop at their next step and give their leases back; the next start
   * goes on from their checkpoints.
   *
   * @defaultValue graceMs the scheduler's
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
  /**
   * Asks for a sync of one repository, soon. However often it is asked, one waits; a run that is under way is answered, and one more
   * comes after it.
   *
   * @throws GhsyncError `config_invalid` without a scheduler
   */
  requestSync(
    repositoryId: string,
    options?: Pick<EnqueueOptions, "runAt" | "notAfter">,
  ): Promise<SyncRequest>;

  /** Switches a repository off: a run under way stops at its next page. Answers false if there is none. */
  pause(repositoryId: string): Promise<boolean>;
  /** Switches a repository on again: it goes on where it stood. Answers false if there is none. */
  resume(repositoryId: string): Promise<boolean>;
  /**
   * Has the next run read everything again, as if the repository were new. Records stay meanwhile, and are compared with what GitHub
   * shows. A run under way is overtaken. Answers false if there is no such repository, or if it is switched off.
   */
  resetRepository(repositoryId: string): Promise<boolean>;
  /** A repository and how it stands, as plain JSON for a page; `undefined` if it is not tracked. */
  getStatus(repositoryId: string): Promise<RepositoryStatus | undefined>;
  /**
   * The same of many, by ascending id, a page at a time, in one query.
   * @param page.after the last id of the page before
   * @param page.limit at most so many. @defaultValue 100
   */
  listStatuses(page?: {
    readonly after?: string;
    readonly limit?: number;
    readonly tenantId?: string;
    readonly active?: boolean;
  }): Promise<readonly RepositoryStatus[]>;
}

/**
 * Binds ghsync to a store, a token decryptor and, for workers, a scheduler.
 *
 * @throws GhsyncError `config_invalid`, now rather than at the first run
 * @example
 * const sync = createSync({ store: createPrismaStore(prisma), decryptor });
 * const repository = await sync.trackRepository({ fullName: "octokit/core.js", encryptedToken });
 * const outcome = await sync.syncRepository(repository.id);
 */
export function createSync(options: SyncOptions): Sync {
  // One owner, one set of defaults and one knowledge of rate limits for all runs of this instance.
  const resolved = resolveSyncOptions(options);
  const { store, scheduler } = resolved;
  const { now } = resolved.github;
  let handled = false;
  const requireHandling = () => {
    const handling = requireScheduler(scheduler);
    if (!handled) handleTasks(handling, resolved);
    handled = true;
    return handling;
  };
  const setActive = async (repositoryId: string, active: boolean) =>
    (await store.updateRepository(repositoryId, { active })) !== undefined;

  return {
    async trackRepository(input) {
      parseRepositoryName(input.fullName);
      return store.trackRepository(input);
    },
    syncRepository: (repositoryId, run) => syncRepositoryIncremental(resolved, repositoryId, run),
    syncRepositoryHistory: (repositoryId, run) =>
      syncRepositoryHistory(resolved, repositoryId, run),
    async getState(repositoryId) {
      return (await store.getRepository(repositoryId))?.state;
    },

    async start(startOptions = {}) {
      const starting = requireHandling();
      await starting.start(startOptions);
      if (startOptions.role !== "producer") await enqueueDue(starting);
    },
    stop: async (stopOptions) => requireScheduler(scheduler).stop(stopOptions),
    async requestSync(repositoryId, requestOptions = {}) {
      const target = requireHandling();
      return requestSync(await store.getRepository(repositoryId), target, now(), requestOptions);
    },

    pause: (repositoryId) => setActive(repositoryId, false),
    resume: (repositoryId) => setActive(repositoryId, true),
    resetRepository: (repositoryId) => resetRepository(resolved, repositoryId, now()),
    async getStatus(repositoryId) {
      const read = await store.getRepository(repositoryId);
      return read && repositoryStatus(read, now());
    },
    async listStatuses({ limit = 100, ...page } = {}) {
      const listed = await store.listRepositories({ ...page, limit });
      return listed.map((read) => repositoryStatus(read, now()));
    },
  };
}
