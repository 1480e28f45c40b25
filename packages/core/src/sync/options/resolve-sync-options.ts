import { changeStreams } from "../../changes/change-streams.ts";
import {
  requireAtLeast,
  requireFunction,
  requireKnown,
  requireMethods,
  requireUpTo100,
} from "../../errors/check-option.ts";
import { GhsyncError } from "../../errors/ghsync-error.ts";
import { completeLog } from "../../github/complete-log.ts";
import { checkClientOptions } from "../../github/github-client-options.ts";
import { createQuotas } from "../../github/quotas.ts";
import { childKinds } from "../../records/snapshot.ts";
import { neverMs } from "../../status/never.ts";
import { consoleLog } from "./console-log.ts";
import { guardStore, storeMethods } from "./guard-store.ts";
import { clientOptionNames, optionNames } from "./option-names.ts";
import { requireScheduler } from "./require-scheduler.ts";
import { requireText } from "./require-text.ts";
import type { InnerSyncOptions, ResolvedSyncOptions } from "./sync-options.ts";

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
