import type { SyncRequest, SyncRequestOptions } from "./admin/request-sync.ts";
import type { SyncOutcome } from "./model/sync-outcome.ts";
import type { SyncState } from "./model/sync-state.ts";
import type { TrackedRepository, TrackRepositoryInput } from "./ports/repository.ts";
import type { SyncRunOptions } from "./run/run.ts";
import type { RepositoryStatus } from "./status/describe-sync-status.ts";
import type { StatusPage } from "./status/read-status.ts";
import type { SyncTasks } from "./tasks/create-tasks.ts";

/**
 * ghsync, connected to the host's ports. Methods take the id that {@link Sync.trackRepository}
 * returned. They reject with `config_invalid` if the id is not a string.
 */
export interface Sync {
  /**
   * Starts tracking a repository, or changes a tracked one. Idempotent: absent fields keep their
   * values, so a repository that is switched off stays off. `fullName` may also be a URL of the
   * repository, or an address for `git clone`. The store keeps `owner/name`.
   *
   * @returns the repository, without the stored token
   * @throws GhsyncError `config_invalid` if the name is malformed, or if the URL's host is not that
   * of `github.baseUrl`
   */
  trackRepository(input: TrackRepositoryInput): Promise<Omit<TrackedRepository, "encryptedToken">>;
  /**
   * Stops tracking a repository. A run in progress stops at its next page.
   *
   * @param options.deleteRecords `true` deletes everything that is stored of it; `false` keeps it
   * and switches the repository off, until {@link Sync.resume}
   * @returns false if there is no such repository
   */
  untrackRepository(
    repositoryId: string,
    options: { readonly deleteRecords: boolean },
  ): Promise<boolean>;
  /**
   * Stores another token and makes the repository due at once. A started worker reads the
   * repository within seconds, even if GitHub refused the old token. A run in progress loses its
   * lease, and the next run continues from its checkpoint. A repository that is switched off
   * becomes due when {@link Sync.resume} switches it on.
   *
   * @param encryptedToken the value for the `TokenDecryptor`, or `null` for no token
   * @returns false if there is no such repository
   */
  setToken(repositoryId: string, encryptedToken: string | null): Promise<boolean>;

  /**
   * Reads what changed since the last run, then continues the first full sync if it is unfinished.
   *
   * @returns how the run ended; a classified error is an outcome and does not throw
   * @throws GhsyncError `store_failed` if the store fails before the run starts; the signal's
   * reason
   */
  syncRepository(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /**
   * Runs the first full sync: every pull request with its children, newest first, then the changes
   * since its start. It continues where an earlier run stopped. Once the history is complete, it
   * reads changes only.
   *
   * @returns how the run ended, like {@link Sync.syncRepository}
   * @throws GhsyncError like {@link Sync.syncRepository}
   */
  syncRepositoryHistory(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /** Returns a repository's stored state, or `undefined` if it is not tracked. */
  getState(repositoryId: string): Promise<SyncState | undefined>;

  /**
   * Registers the tasks with the scheduler and starts it. A worker then runs the jobs. It enqueues
   * what is due now and every minute. Every five seconds it looks for requests of other processes,
   * by one statement of the store. A `producer` (a web process) runs nothing and looks for nothing.
   *
   * @defaultValue role "worker"
   * @throws GhsyncError `config_invalid` without a scheduler
   */
  start(options?: { readonly role?: "worker" | "producer" | undefined }): Promise<void>;
  /**
   * Stops the scheduler. Runs that are not done after `graceMs` milliseconds stop at their next
   * step and release their leases. The next start continues from their checkpoints. Without a
   * scheduler it stops nothing. A poll of the store that never ends is given up then, too.
   *
   * @defaultValue graceMs the scheduler's; 5000 for a poll of the store
   */
  stop(options?: { readonly graceMs?: number | undefined }): Promise<void>;
  /**
   * Requests one run of a repository, from any process, with or without a scheduler. The store
   * keeps the request. A started worker finds it within five seconds, or at once if this process's
   * scheduler can run it. At most one run waits. A run in progress continues, is returned as
   * `running`, and one more follows it.
   *
   * The request ends ghsync's own wait after a failure. It does not end a wait that GitHub asked
   * for (a rate limit, `Retry-After`): the run then starts at `notBefore` of the result.
   */
  requestSync(repositoryId: string, options?: SyncRequestOptions): Promise<SyncRequest>;
  /**
   * The work of the scheduler's jobs, by task, for an engine without a `Scheduler`. Each task
   * returns what to do next. Only `config_invalid` throws; other classified errors are outcomes.
   * All tasks share what this instance knows about rate limits. The two tasks that enqueue need a
   * scheduler.
   *
   * @example
   * const outcome = await sync.tasks["sync-repository"]({ payload: { repositoryId }, attempt, signal });
   * if (outcome.kind === "reschedule") await job.moveTo(outcome.at);
   */
  readonly tasks: SyncTasks;

  /**
   * Switches a repository off. A run in progress stops at its next page.
   *
   * @returns false if there is no such repository
   */
  pause(repositoryId: string): Promise<boolean>;
  /**
   * Switches a repository on again. It continues from its checkpoint and is due at once. Idempotent:
   * a repository that is on is due at once too, as by {@link Sync.requestSync}.
   *
   * @returns false if there is no such repository
   */
  resume(repositoryId: string): Promise<boolean>;
  /**
   * Makes the next run read everything again, as if the repository were new. Stored records stay,
   * and the run compares them with GitHub. A run in progress loses its lease.
   *
   * If the repository was deleted on GitHub and created again under its name, this is not enough:
   * the new one is another repository, and records of the two must not mix. Call {@link
   * Sync.untrackRepository} with `deleteRecords`, then {@link Sync.trackRepository}.
   *
   * @returns false if there is no such repository, or if it is switched off
   */
  resetRepository(repositoryId: string): Promise<boolean>;
  /** Returns a repository's status as plain JSON, or `undefined` if it is not tracked. */
  getStatus(repositoryId: string): Promise<RepositoryStatus | undefined>;
  /** Lists the statuses of many repositories, by ascending id, one page per query. */
  listStatuses(page?: StatusPage): Promise<readonly RepositoryStatus[]>;
}
