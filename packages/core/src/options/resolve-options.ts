import { changeStreams } from "../changes/streams.ts";
import { createQuotas } from "../github/quota.ts";
import { checkNames, checkOptions, checkValue, mustBe } from "../model/option-checks.ts";
import { childKinds } from "../model/snapshot.ts";
import { neverMs } from "../model/sync-status.ts";
import { completeLog, consoleLog } from "../ports/logger.ts";
import { githubOptionRules, syncOptionRules } from "./option-rules.ts";
import { guardStore } from "./required-ports.ts";
import type { InnerSyncOptions, ResolvedSyncOptions } from "./sync-options.ts";

/**
 * Checks the options and fills in the defaults.
 *
 * @throws GhsyncError `config_invalid`, with what to do
 */
export function resolveSyncOptions(options: InnerSyncOptions): ResolvedSyncOptions {
  checkSyncOptions(options);
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
    loggedLimits: new Map(),
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
  return {
    ...resolved,
    resyncAfterMs: Math.min(resolved.resyncAfterMs, neverMs),
    store: guardStore(resolved.store),
  };
}

function checkSyncOptions(options: InnerSyncOptions): void {
  const { streams, quotas: _, repeat: __, ...ofHost } = options;
  const { github = {} } = ofHost;
  checkNames("createSync", ofHost, syncOptionRules);
  checkOptions(ofHost, syncOptionRules, { required: ["store", "decryptor"] });
  checkNames("github", github, githubOptionRules);
  checkOptions(github, githubOptionRules, { prefix: "github." });
  if (streams !== undefined) checkValue("streams", streams, mustBeStreams);
}

const mustBeStreams = mustBe(
  "a list of at least one change stream",
  (value) => Array.isArray(value) && value.length > 0,
);

// Hosts without `exactOptionalPropertyTypes` pass `undefined` for what they do not set.
function withoutUndefined<Options extends object>(
  options: Options,
): { [Name in keyof Options]: Exclude<Options[Name], undefined> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ReturnType<typeof withoutUndefined<Options>>;
}
