import type { ChangeStream } from "../changes/change-stream.ts";
import { changeStreams } from "../changes/change-streams.ts";
import { requireAtLeast, requireMethods, requireUpTo100 } from "../errors/check-option.ts";
import { GhsyncError } from "../errors/ghsync-error.ts";
import { checkClientOptions, type GitHubClientOptions } from "../github/github-client-options.ts";
import { createQuotas, type Quotas } from "../github/quota.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import type { TokenDecryptor } from "../ports/token-decryptor.ts";
import { type ChildKind, childKinds } from "../records/snapshot.ts";
import { guardStore } from "./guard-store.ts";
import { requireScheduler } from "./require-scheduler.ts";
import type { SyncEvent } from "./sync-event.ts";

/** What of the client's options a host may set; the rest is each run's own. */
export type SyncClientOptions = Omit<
  GitHubClientOptions,
  "signal" | "blockedUntil" | "quotas" | "beforeRequest"
>;

export interface SyncOptions {
  /** Where records and state are kept. */
  readonly store: RepoStore;
  /** Turns the stored token into a credential. */
  readonly decryptor: TokenDecryptor;
  /** Runs tasks: needed for `start`, `requestSync` and the tasks that enqueue. @defaultValue none */
  readonly scheduler?: Scheduler;
  /** How GitHub is reached; also gives the clock, the sleep and the logger. @defaultValue api.github.com */
  readonly github?: SyncClientOptions;
  /** Child kinds to read. @defaultValue all of them */
  readonly kinds?: readonly ChildKind[];
  /** How long GitHub's lists and answers may lag behind, in milliseconds. @defaultValue 600_000 */
  readonly overlapMs?: number;
  /** How long after a change a read of the pull request may still miss it, in milliseconds. @defaultValue `overlapMs` */
  readonly settleMs?: number;
  /** The lists that are read for changes; without one of them, what it alone shows is missed. @defaultValue all four */
  readonly streams?: readonly ChangeStream[];
  /** Rows a list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
  /** Pull requests per hydration query, 1 to 100; halved by itself when GitHub finds it too heavy. @defaultValue 25 */
  readonly batchSize?: number;
  /**
   * How far back the first full sync goes, in days before the first contact, by the last update. A larger number, later,
   * widens it. @defaultValue Infinity, everything
   */
  readonly historyDays?: number;
  /** What pull requests are read by. REST costs a request for each kind of each pull request. @defaultValue "graphql" */
  readonly api?: "graphql" | "rest";
  /** How long a worker may be silent before another takes its repository, in milliseconds. @defaultValue 120_000 */
  readonly leaseMs?: number;
  /** A run stops after this time, and the next goes on from there. @defaultValue no limit */
  readonly maxDurationMs?: number;
  /**
   * When a repository that is up to date is due again, in milliseconds; so is one whose error a person has to mend. What else is due
   * comes from how a run ended. @defaultValue 86_400_000, a day
   */
  readonly resyncAfterMs?: number;
  /** Names this worker in leases. @defaultValue a random one */
  readonly owner?: string;
  /** Told of what happened, after it is committed. What it throws, or rejects with, is logged and otherwise ignored. */
  readonly onEvent?: (event: SyncEvent) => unknown;
}

/** The options with every default filled in. */
export type ResolvedSyncOptions = Required<Omit<SyncOptions, "github" | "scheduler">> & {
  readonly scheduler?: Scheduler;
  readonly github: SyncClientOptions;
  /** What this process knows of its credentials' limits. */
  readonly quotas: Quotas;
};

const storeMethods: readonly (keyof RepoStore)[] = [
  "trackRepository",
  "untrackRepository",
  "updateRepository",
  "getRepository",
  "listRepositories",
  "listDue",
  "acquireLease",
  "renewLease",
  "releaseLease",
  "readState",
  "readPullRequestStates",
  "listDirty",
  "readDirty",
  "commitPage",
  "readCredentialBlock",
  "blockCredential",
];

/**
 * Checks the options and fills in the defaults.
 * @throws GhsyncError `config_invalid`, with what to do
 */
export function resolveSyncOptions(
  options: SyncOptions & { readonly quotas?: Quotas },
): ResolvedSyncOptions {
  const resolved: ResolvedSyncOptions = {
    kinds: childKinds,
    overlapMs: 600_000,
    settleMs: options.overlapMs ?? 600_000,
    streams: changeStreams,
    pageSize: 100,
    batchSize: 25,
    historyDays: Number.POSITIVE_INFINITY,
    api: "graphql",
    leaseMs: 120_000,
    maxDurationMs: Number.POSITIVE_INFINITY,
    resyncAfterMs: 86_400_000,
    owner: `worker-${crypto.randomUUID()}`,
    github: {},
    quotas: createQuotas(),
    onEvent: () => undefined,
    ...withoutUndefined(options),
  };
  requireMethods("store", resolved.store, storeMethods);
  if (resolved.scheduler) requireScheduler(resolved.scheduler);
  requireMethods("decryptor", resolved.decryptor, ["decrypt"]);
  requireAtLeast("overlapMs", resolved.overlapMs, 0);
  requireAtLeast("leaseMs", resolved.leaseMs, 1000);
  requireAtLeast("historyDays", resolved.historyDays, 1, { endless: true });
  requireAtLeast("maxDurationMs", resolved.maxDurationMs, 1, { endless: true });
  requireAtLeast("resyncAfterMs", resolved.resyncAfterMs, 0);
  requireAtLeast("settleMs", resolved.settleMs, 0);
  requireUpTo100("batchSize", resolved.batchSize);
  requireUpTo100("pageSize", resolved.pageSize);
  if (resolved.api !== "graphql" && resolved.api !== "rest") {
    const message = `api must be "graphql" or "rest", not ${JSON.stringify(resolved.api)}.`;
    throw new GhsyncError("config_invalid", message);
  }
  checkClientOptions(resolved.github);
  if (typeof resolved.onEvent !== "function") {
    throw new GhsyncError("config_invalid", "onEvent must be a function.");
  }
  if (!Array.isArray(resolved.kinds)) {
    const message = `kinds must be a list of ${childKinds.join(", ")}.`;
    throw new GhsyncError("config_invalid", message);
  }
  const unknown = resolved.kinds.find((kind) => !childKinds.includes(kind));
  if (unknown !== undefined) {
    const message = `kinds has ${JSON.stringify(unknown)}; it may have ${childKinds.join(", ")}.`;
    throw new GhsyncError("config_invalid", message);
  }
  if (!Array.isArray(resolved.streams) || resolved.streams.length === 0) {
    const message = "streams must be a list of at least one change stream; leave it out for all.";
    throw new GhsyncError("config_invalid", message);
  }
  return { ...resolved, store: guardStore(resolved.store) };
}

// Hosts without `exactOptionalPropertyTypes` pass `undefined` for what they do not set.
function withoutUndefined(options: SyncOptions): SyncOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as SyncOptions;
}
