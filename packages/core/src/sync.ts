import type { SyncRequest, SyncRequestOptions } from "./admin/request-sync.ts";
import type { SyncOutcome } from "./model/sync-outcome.ts";
import type { SyncState } from "./model/sync-state.ts";
import type { TrackedRepository, TrackRepositoryInput } from "./ports/repository.ts";
import type { SyncRunOptions } from "./run/run.ts";
import type { RepositoryStatus } from "./status/describe-sync-status.ts";
import type { SyncTasks } from "./tasks/create-tasks.ts";

/**
 * ghsync, bound to the host's ports. A repository goes by its id, as {@link Sync.trackRepository} answers it: each method rejects with
 * a `GhsyncError` of code `config_invalid` where that is no string.
 */
export interface Sync {
  /**
   * Starts tracking a repository, or changes what is given of one that is tracked. Idempotent: what is absent stays as it is, so that
   * one that is switched off stays so. The name may also be a URL of the repository, or what `git clone` takes; `owner/name` is stored.
   *
   * @returns the repository, without the stored token
   * @throws GhsyncError `config_invalid` for what names no repository, and for a URL of another host than `github.baseUrl`'s
   */
  trackRepository(input: TrackRepositoryInput): Promise<Omit<TrackedRepository, "encryptedToken">>;
  /**
   * Stops to track a repository. With `deleteRecords`, all that is stored of it goes; without, it is switched off and everything
   * stays, until {@link Sync.resume}. A run under way stops at its next page. Answers false if there is none.
   */
  untrackRepository(
    repositoryId: string,
    options: { readonly deleteRecords: boolean },
  ): Promise<boolean>;
  /**
   * Stores another token, as the `TokenDecryptor` is to decrypt it, or none (`null`), and makes the repository due at once, also
   * where the old token was refused: a started worker reads it within seconds. A run under way is overtaken, and the next goes on from
   * its checkpoint. One that is switched off is due once it is on again, by {@link Sync.resume}.
   * Answers false if there is none.
   */
  setToken(repositoryId: string, encryptedToken: string | null): Promise<boolean>;

  /**
   * Brings a repository up to date: reads only what changed since the last run, and then, while the first full sync is not complete,
   * goes on with that.
   *
   * @returns how it ended: a classified error is an outcome, not a throw
   * @throws GhsyncError `store_failed` if the store fails before the run has begun; the signal's reason
   */
  syncRepository(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /**
   * The first full sync of a repository: every pull request with its children, newest first, and then what changed meanwhile. Goes on
   * where it was stopped; once the history is complete, it reads changes only. Answers and throws as {@link Sync.syncRepository}.
   */
  syncRepositoryHistory(repositoryId: string, run?: SyncRunOptions): Promise<SyncOutcome>;
  /** Where a repository stands; `undefined` if it is not tracked. */
  getState(repositoryId: string): Promise<SyncState | undefined>;

  /**
   * Hands the tasks to the scheduler and starts it: from then on this process works off what is enqueued, and enqueues what is due, now
   * and every minute; every five seconds it looks, by one statement, what was asked for in other processes. A `producer` (a web process)
   * runs nothing, and looks for nothing.
   *
   * @defaultValue role "worker"
   * @throws GhsyncError `config_invalid` without a scheduler
   */
  start(options?: { readonly role?: "worker" | "producer" | undefined }): Promise<void>;
  /**
   * Stops the scheduler: runs that are not done after `graceMs` stop at their next step and give their leases back; the next start
   * goes on from their checkpoints. Without a scheduler there is nothing to stop. A look at the store that never ends is given up then, too.
   *
   * @defaultValue graceMs the scheduler's; 5000 for a look at the store
   */
  stop(options?: { readonly graceMs?: number | undefined }): Promise<void>;
  /**
   * Asks for a sync of one repository, soon: in any process, with a scheduler or without. The store remembers the request: a started worker
   * finds it within five seconds, or sooner where the scheduler of this process can run it. At most one run waits. A run in
   * progress goes on, is returned as `running`, and one more comes after it.
   *
   * A wait after a failure is cut short, but not one that GitHub asked for (a rate limit, `Retry-After`): the run comes after that, at the
   * answer's `notBefore`.
   */
  requestSync(repositoryId: string, options?: SyncRequestOptions): Promise<SyncRequest>;
  /**
   * What the scheduler's jobs do, by task, for an engine that is no `Scheduler`: each answers what is to be done next, throws for no
   * classified error but `config_invalid`, and shares with all runs of this instance what is known of rate limits. The two that
   * enqueue need a scheduler.
   *
   * @example
   * const outcome = await sync.tasks["sync-repository"]({ payload: { repositoryId }, attempt, signal });
   * if (outcome.kind === "reschedule") await job.moveTo(outcome.at);
   */
  readonly tasks: SyncTasks;

  /** Switches a repository off: a run under way stops at its next page. Answers false if there is none. */
  pause(repositoryId: string): Promise<boolean>;
  /**
   * Switches a repository on again that is off: it goes on where it stood, and is due at once. Idempotent: one that is on is due at once
   * too, as by {@link Sync.requestSync}, because an earlier call may have failed half-way. Answers false if there is no such repository.
   */
  resume(repositoryId: string): Promise<boolean>;
  /**
   * Has the next run read everything again, as if the repository were new. Records stay meanwhile, and are compared with what GitHub
   * shows. A run under way is overtaken. Answers false if there is no such repository, or if it is switched off.
   *
   * It stays the same repository of GitHub's: one that was deleted there and made anew under its name is another, whose records must not
   * mix with the old one's. For that, {@link Sync.untrackRepository} with `deleteRecords`, then {@link Sync.trackRepository}.
   */
  resetRepository(repositoryId: string): Promise<boolean>;
  /** A repository and how it stands, as plain JSON for a page; `undefined` if it is not tracked. */
  getStatus(repositoryId: string): Promise<RepositoryStatus | undefined>;
  /**
   * The same of many, by ascending id, a page at a time, in one query.
   * @param page.after the last id of the page before
   * @param page.limit at most so many. @defaultValue 100
   * @param page.tenantId only this tenant's. @defaultValue everybody's
   * @param page.active only those that are switched on, or off. @defaultValue both
   */
  listStatuses(page?: {
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
    readonly tenantId?: string;
    readonly active?: boolean | undefined;
  }): Promise<readonly RepositoryStatus[]>;
}
