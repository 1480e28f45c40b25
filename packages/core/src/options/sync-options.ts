import type { ChangeStream } from "../changes/change-stream.ts";
import type { GitHubClientOptions } from "../github/client-options.ts";
import type { Quotas } from "../github/quota.ts";
import type { ChildKind } from "../model/snapshot.ts";
import type { SyncEvent } from "../model/sync-outcome.ts";
import type { Logger } from "../ports/logger.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import type { TokenDecryptor } from "../ports/token-decryptor.ts";

/** What of the client's options a host may set; the rest is each run's own. */
export interface SyncClientOptions
  extends Omit<GitHubClientOptions, "signal" | "blockedUntil" | "beforeRequest" | "log"> {
  /**
   * Told of what fails: one line of each run that fails, is refused or deferred, and what fails in the background. A pino logger, the console,
   * or some of the methods; `{}` is silent.
   *
   * @defaultValue the console's warnings and errors
   */
  readonly log?: Partial<Logger> | undefined;
}

/** What `createSync` binds together. `undefined` is the same as absent. */
export interface SyncOptions {
  /** Where records and state are kept. */
  readonly store: RepoStore;
  /** Turns the stored token into a credential. */
  readonly decryptor: TokenDecryptor;
  /** Runs tasks: needed for `start` and the tasks that enqueue. @defaultValue none */
  readonly scheduler?: Scheduler | undefined;
  /**
   * How GitHub is reached; also gives the clock, the sleep and the logger. A repository stays with the `baseUrl` of its first contact:
   * by another one its runs end with `config_invalid`, since its ids mean nothing there. @defaultValue api.github.com
   */
  readonly github?: SyncClientOptions | undefined;
  /** Child kinds to read. @defaultValue all of them */
  readonly kinds?: readonly ChildKind[] | undefined;
  /** How long GitHub's lists and answers may lag behind, in milliseconds. @defaultValue 600_000 */
  readonly overlapMs?: number | undefined;
  /** How long after a change a read of the pull request may still miss it, in milliseconds. @defaultValue `overlapMs` */
  readonly settleMs?: number | undefined;
  /** Rows a list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number | undefined;
  /** Pull requests per hydration query, 1 to 100; halved by itself when GitHub finds it too heavy. @defaultValue 25 */
  readonly batchSize?: number | undefined;
  /**
   * How far back the first full sync goes, in days before the first contact, by the last update. A larger number, later,
   * widens it. @defaultValue Infinity, everything
   */
  readonly historyDays?: number | undefined;
  /**
   * What pull requests are read by. REST costs a request for each kind of each pull request; it takes GraphQL's place for a pull request
   * that GraphQL can't bear, and for the rest of a run where GraphQL is not to be had. @defaultValue "graphql"
   */
  readonly api?: "graphql" | "rest" | undefined;
  /** How long a worker may be silent before another takes its repository, in milliseconds. @defaultValue 120_000 */
  readonly leaseMs?: number | undefined;
  /**
   * A run stops after this time, in milliseconds, and the next goes on from there. @defaultValue 300_000, five minutes, in a scheduler's
   * job, so that each repository has its turn; no limit in a call of `syncRepository`
   */
  readonly maxDurationMs?: number | undefined;
  /**
   * When a repository that is up to date is due again, in milliseconds; so is one whose error a person has to mend. `Infinity` is
   * never by itself. What else is due comes from how a run ended: one that read a fresh change is due after `settleMs`, to read it once
   * more; what that one finds has time until the next. @defaultValue 86_400_000, a day
   */
  readonly resyncAfterMs?: number | undefined;
  /** How far apart the repositories of the task `sync-all-repositories` start on average, in milliseconds. @defaultValue 100 */
  readonly spreadMs?: number | undefined;
  /** Names this worker in leases. @defaultValue a random one */
  readonly owner?: string | undefined;
  /** Told of what happened, after it is committed. What it throws, or rejects with, is logged and otherwise ignored. */
  readonly onEvent?: ((event: SyncEvent) => unknown) | undefined;
}

/** What is set beside a host's options inside this repository. */
export interface InnerSyncOptions extends SyncOptions {
  /** The lists that are read for changes; without one of them, what it alone shows is missed. @defaultValue all four */
  readonly streams?: readonly ChangeStream[] | undefined;
  /** What this process knows of its credentials' limits. @defaultValue nothing yet */
  readonly quotas?: Quotas | undefined;
  /** Calls `act` every `ms` milliseconds, until what it answers is called. @defaultValue a timer that keeps no process alive */
  readonly repeat?: ((ms: number, act: () => Promise<void>) => () => void) | undefined;
}

type Filled<Options> = {
  readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined>;
};

/** The options with every default filled in. */
export interface ResolvedSyncOptions
  extends Filled<Omit<InnerSyncOptions, "github" | "scheduler" | "maxDurationMs">> {
  readonly scheduler?: Scheduler | undefined;
  readonly maxDurationMs?: number | undefined;
  /** The limits that were logged, by quota: until when, in milliseconds since the epoch. */
  readonly toldLimits: Map<string, number>;
  /** Clock, chance and logger are not the client's alone. */
  readonly github: Omit<SyncClientOptions, "log"> &
    Filled<Pick<SyncClientOptions, "now" | "random">> & { readonly log: Logger };
}

/** The options of tasks that enqueue others. */
export interface SchedulingOptions extends ResolvedSyncOptions {
  readonly scheduler: Scheduler;
}
