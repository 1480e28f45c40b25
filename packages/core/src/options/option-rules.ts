import { clientOptionRules } from "../github/client-options.ts";
import {
  mustBe,
  mustBeAtLeast,
  mustBeFunction,
  mustBeString,
  mustBeUpTo100,
  mustHaveMethods,
  type OptionRules,
} from "../model/option-checks.ts";
import { childKinds } from "../model/snapshot.ts";
import { schedulerMethods, storeMethods } from "./required-ports.ts";
import type { SyncClientOptions, SyncOptions } from "./sync-options.ts";

/** The options of `createSync`, with what each must be. */
export const syncOptionRules: OptionRules<SyncOptions> = {
  store: mustHaveMethods("RepoStore", storeMethods),
  decryptor: mustHaveMethods("TokenDecryptor", ["decrypt"]),
  scheduler: mustHaveMethods("Scheduler", schedulerMethods),
  github: mustBe("an object", (value) => typeof value === "object" && value !== null),
  kinds: mustBeKinds,
  overlapMs: mustBeAtLeast(0),
  settleMs: mustBeAtLeast(0),
  pageSize: mustBeUpTo100,
  batchSize: mustBeUpTo100,
  historyDays: mustBeAtLeast(1, { endless: true }),
  api: mustBeApi,
  leaseMs: mustBeAtLeast(1000),
  maxDurationMs: mustBeAtLeast(1, { endless: true }),
  resyncAfterMs: mustBeAtLeast(1, { endless: true }),
  spreadMs: mustBeAtLeast(0),
  owner: mustBeString,
  onEvent: mustBeFunction,
};

/** The options of `createSync`'s `github`, with what each must be. */
export const githubOptionRules: OptionRules<SyncClientOptions> = clientOptionRules;

const kindsExpected = `a list with each of ${childKinds.join(", ")} at most once`;
const mustBeList = mustBe(kindsExpected, Array.isArray);

function mustBeKinds(value: unknown): string | undefined {
  if (!Array.isArray(value)) return mustBeList(value);
  const known: readonly unknown[] = childKinds;
  const wrong = value.findIndex((kind, at) => !known.includes(kind) || value.indexOf(kind) < at);
  if (wrong < 0) return undefined;
  return `must be ${kindsExpected}, got ${JSON.stringify(value[wrong])} at ${wrong}`;
}

function mustBeApi(value: unknown): string | undefined {
  if (value === "graphql" || value === "rest") return undefined;
  return `must be "graphql" or "rest", got ${JSON.stringify(value)}`;
}
