import { changeStreams } from "../changes/streams.ts";
import { checkClientOptions } from "../github/client-options.ts";
import { createQuotas } from "../github/quota.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import {
  requireAtLeast,
  requireFunction,
  requireKnown,
  requireMethods,
  requireText,
  requireUpTo100,
} from "../model/option-checks.ts";
import { childKinds } from "../model/snapshot.ts";
import { neverMs } from "../model/sync-status.ts";
import { completeLog, consoleLog } from "../ports/logger.ts";
import { guardStore, requireScheduler, storeMethods } from "./required-ports.ts";
import type {
  InnerSyncOptions,
  ResolvedSyncOptions,
  SyncClientOptions,
  SyncOptions,
} from "./sync-options.ts";

/**
 * Checks the options and fills in the defaults.
 * @throws GhsyncError `config_invalid`, with what to do
 */
export function resolveSyncOptions(options: InnerSyncOptions): ResolvedSyncOptions {
  const { streams: _, quotas: __, repeat: ___, ...ofHost } = options;
  requireKnown("createSync", ofHost, optionNames);
  requireKnown("github", options.github ?? {}, clientOptionNames);
  const { log = consoleLog, ...github } = withoutUndefined(options.github ?? {});
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
    resyncAfterMs: 86_400_000,
    spreadMs: 100,
    owner: `worker-${crypto.randomUUID()}`,
    quotas: createQuotas(),
    toldLimits: new Map(),
    repeat: (ms, act) => {
      const timer = setInterval(() => void act(), ms);
      timer.unref();
      return () => clearInterval(timer);
    },
    onEvent: () => undefined,
    ...withoutUndefined(options),
    github: {
      now: () => new Date(),
      random: Math.random,
      log: completeLog(log),
      ...github,
    },
  };
  requireMethods("store", resolved.store, storeMethods);
  if (resolved.scheduler) requireScheduler(resolved.scheduler);
  requireMethods("decryptor", resolved.decryptor, ["decrypt"]);
  requireAtLeast("overlapMs", resolved.overlapMs, 0);
  requireAtLeast("leaseMs", resolved.leaseMs, 1000);
  requireAtLeast("historyDays", resolved.historyDays, 1, { endless: true });
  requireAtLeast("maxDurationMs", resolved.maxDurationMs ?? 1, 1, { endless: true });
  requireAtLeast("resyncAfterMs", resolved.resyncAfterMs, 1, { endless: true });
  requireAtLeast("spreadMs", resolved.spreadMs, 0);
  requireAtLeast("settleMs", resolved.settleMs, 0);
  requireUpTo100("batchSize", resolved.batchSize);
  requireUpTo100("pageSize", resolved.pageSize);
  if (resolved.api !== "graphql" && resolved.api !== "rest") {
    const message = `api must be "graphql" or "rest", not ${JSON.stringify(resolved.api)}.`;
    throw new GhsyncError("config_invalid", message);
  }
  checkClientOptions(resolved.github);
  requireFunction("onEvent", resolved.onEvent);
  requireText("owner", resolved.owner);
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
  return {
    ...resolved,
    resyncAfterMs: Math.min(resolved.resyncAfterMs, neverMs),
    store: guardStore(resolved.store),
  };
}

// Hosts without `exactOptionalPropertyTypes` pass `undefined` for what they do not set.
function withoutUndefined<Options extends object>(
  options: Options,
): { [Name in keyof Options]: Exclude<Options[Name], undefined> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ReturnType<typeof withoutUndefined<Options>>;
}

/** The options of `createSync`, and of its `github`. */
export const optionNames: { readonly [N in keyof SyncOptions]-?: true } = {
  store: true,
  decryptor: true,
  scheduler: true,
  github: true,
  kinds: true,
  overlapMs: true,
  settleMs: true,
  pageSize: true,
  batchSize: true,
  historyDays: true,
  api: true,
  leaseMs: true,
  maxDurationMs: true,
  resyncAfterMs: true,
  spreadMs: true,
  owner: true,
  onEvent: true,
};

export const clientOptionNames: { readonly [N in keyof SyncClientOptions]-?: true } = {
  baseUrl: true,
  fetch: true,
  requestTimeoutMs: true,
  maxResponseBytes: true,
  retries: true,
  userAgent: true,
  log: true,
  now: true,
  sleep: true,
  random: true,
  reserve: true,
};
