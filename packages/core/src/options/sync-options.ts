import type { ChangeStream } from "../changes/change-stream.ts";
import type { GitHubClientOptions } from "../github/client-options.ts";
import type { Quotas } from "../github/quota.ts";
import type { ChildKind } from "../model/snapshot.ts";
import type { SyncEvent } from "../model/sync-outcome.ts";
import type { Logger } from "../ports/logger.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import type { TokenDecryptor } from "../ports/token-decryptor.ts";

/** The client options that a host may set. Each run sets the others itself. */
export interface SyncClientOptions
  extends Omit<GitHubClientOptions, "signal" | "blockedUntil" | "beforeRequest" | "log"> {
  /**
   * Gets one line for each run that fails or is deferred, and for each failure in the background.
   * Takes a pino logger, the console, or some of the methods. `{}` logs nothing.
   *
   * @defaultValue the console's warnings and errors
   */
  readonly log?: Partial<Logger> | undefined;
}

/** The ports and settings of `createSync`. `undefined` is the same as absent. */
export interface SyncOptions {
  /** Stores records and state. */
  readonly store: RepoStore;
  /** Turns the stored token into a credential. */
  readonly decryptor: TokenDecryptor;
  /** Runs tasks. `start`, and the tasks that enqueue others, need one. @defaultValue none */
  readonly scheduler?: Scheduler | undefined;
  /**
   * Configures the GitHub client, the clock, the sleep and the logger. A repository belongs to the
   * `baseUrl` of its first run, because its ids mean nothing elsewhere. With another `baseUrl` its
   * runs end with `config_invalid`.
   *
   * @defaultValue api.github.com
   */
  readonly github?: SyncClientOptions | undefined;
  /** Child kinds to read. @defaultValue all of them */
  readonly kinds?: readonly ChildKind[] | undefined;
  /**
   * How long GitHub's lists and responses may lag, in milliseconds.
   * @defaultValue 600_000
   */
  readonly overlapMs?: number | undefined;
  /**
   * How long after a change a read of the pull request may still miss it, in milliseconds.
   * @defaultValue `overlapMs`
   */
  readonly settleMs?: number | undefined;
  /** Rows per list request, from 1 to 100. @defaultValue 100 */
  readonly pageSize?: number | undefined;
  /**
   * Pull requests per hydration query, from 1 to 100. A run halves it when GitHub finds a query too
   * heavy.
   * @defaultValue 25
   */
  readonly batchSize?: number | undefined;
  /**
   * How far back the first full sync goes, in days before the first run, by the last update. A
   * larger number later reads the older ones too.
   * @defaultValue Infinity, everything
   */
  readonly historyDays?: number | undefined;
  /**
   * The API that pull requests are read from. REST costs one request for each child kind of each
   * pull request. With `"graphql"`, a run uses REST where GraphQL fails: for a pull request that is
   * too heavy, or for the rest of the run.
   * @defaultValue "graphql"
   */
  readonly api?: "graphql" | "rest" | undefined;
  /**
   * How long a worker may be silent before another takes its repository, in milliseconds, at least
   * 1000.
   * @defaultValue 120_000
   */
  readonly leaseMs?: number | undefined;
  /**
   * A run stops after this time, in milliseconds. The next run continues from its checkpoint.
   *
   * @defaultValue 300_000 (five minutes) in a scheduler's job, so that a long history does not
   * block other repositories; no limit in a call of `syncRepository`
   */
  readonly maxDurationMs?: number | undefined;
  /**
   * When a repository is due again, in milliseconds, if it is up to date or if a person must fix
   * its error. `Infinity` disables the automatic re-sync. One recheck still comes: a run that read
   * a fresh change makes the repository due after `settleMs`, to read the change again.
   *
   * @defaultValue 86_400_000, a day
   */
  readonly resyncAfterMs?: number | undefined;
  /**
   * The average time between two repositories that the task `sync-all-repositories` starts, in
   * milliseconds.
   * @defaultValue 100
   */
  readonly spreadMs?: number | undefined;
  /** The name of this worker in leases. @defaultValue a random one */
  readonly owner?: string | undefined;
  /**
   * Gets each event after its commit. ghsync logs what it throws or rejects with, and otherwise
   * ignores it.
   */
  readonly onEvent?: ((event: SyncEvent) => unknown) | undefined;
}

/** The options of `createSync`, and those that only this repository's own code sets. */
export interface InnerSyncOptions extends SyncOptions {
  /** The change streams to read. A run misses what only an absent one shows. @defaultValue all */
  readonly streams?: readonly ChangeStream[] | undefined;
  /** What this process knows about its credentials' rate limits. @defaultValue nothing yet */
  readonly quotas?: Quotas | undefined;
  /**
   * Calls `act` every `ms` milliseconds. Returns a function that stops it.
   * @defaultValue a timer that keeps no process alive
   */
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
  /** The ends of the rate limits that were logged, by quota, in milliseconds since the epoch. */
  readonly loggedLimits: Map<string, number>;
  /** Clock, chance and logger serve the runs too, not only the client. */
  readonly github: Omit<SyncClientOptions, "log"> &
    Filled<Pick<SyncClientOptions, "now" | "random">> & { readonly log: Logger };
}

/** The options of tasks that enqueue others. */
export interface SchedulingOptions extends ResolvedSyncOptions {
  readonly scheduler: Scheduler;
}
