import { changeStreams } from "../changes/change-streams.ts";
import { requireAtLeast, requireMethods, requireUpTo100 } from "../errors/check-option.ts";
import { GhsyncError } from "../errors/ghsync-error.ts";
import { checkClientOptions } from "../github/github-client-options.ts";
import { silentLogger } from "../github/logger.ts";
import { createQuotas, type Quotas } from "../github/quota.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import { childKinds } from "../records/snapshot.ts";
import { guardStore } from "./guard-store.ts";
import { requireScheduler } from "./require-scheduler.ts";
import type { ResolvedSyncOptions, SyncOptions } from "./sync-options.ts";

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
    quotas: createQuotas(),
    onEvent: () => undefined,
    ...withoutUndefined(options),
    github: {
      now: () => new Date(),
      random: Math.random,
      log: silentLogger,
      ...withoutUndefined(options.github ?? {}),
    },
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
  const unknown = resolved.kinds.find(
    (kind, index) => !childKinds.includes(kind) || resolved.kinds.indexOf(kind) < index,
  );
  if (unknown !== undefined) {
    const message = `kinds has ${JSON.stringify(unknown)}; it may have each of ${childKinds.join(", ")} once.`;
    throw new GhsyncError("config_invalid", message);
  }
  if (!Array.isArray(resolved.streams) || resolved.streams.length === 0) {
    const message = "streams must be a list of at least one change stream; leave it out for all.";
    throw new GhsyncError("config_invalid", message);
  }
  return { ...resolved, store: guardStore(resolved.store) };
}

// Hosts without `exactOptionalPropertyTypes` pass `undefined` for what they do not set.
function withoutUndefined<Options extends object>(
  options: Options,
): { [Name in keyof Options]: Exclude<Options[Name], undefined> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ReturnType<typeof withoutUndefined<Options>>;
}
