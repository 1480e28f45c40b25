import type { FakeGitHubOptions } from "./fake-github-options.ts";
import type { FakeRequest } from "./wire/fake-request.ts";
import { type Limits, resolveLimits } from "./wire/limit-options.ts";

type Chosen = Required<
  Omit<
    FakeGitHubOptions,
    "legacyNodeIdsBefore" | "linkBase" | "now" | "scopes" | "sleep" | "tokens"
  >
>;

/** What the wire goes by: the options with every default filled in. */
export interface Knobs extends Omit<Chosen, "limits" | "replicaLagMs"> {
  readonly limits: Limits;
  readonly legacyNodeIdsBefore: Date | undefined;
  /** `undefined` for every scope. */
  readonly scopes: readonly string[] | undefined;
  /** `undefined` when links name the address that was asked. */
  readonly linkBase: string | undefined;
  /** `undefined` when every read is answered from the truth as it is. */
  readonly replicaLagMs: ((request: FakeRequest) => number) | undefined;
}

/** Fills the defaults in. */
export function resolveKnobs(options: FakeGitHubOptions): Knobs {
  const { replicaLagMs = 0 } = options;
  return {
    coupledClocks: true,
    bumpOnBasePush: false,
    bumpOnCommentEdit: true,
    unsortedPages: false,
    deepPageLimit: 10_000,
    anonymousDeepPageLimit: 1_100,
    issuesPaging: "cursor",
    disabledIssuesList: "pulls",
    commentListTimeout: Number.POSITIVE_INFINITY,
    etagPerToken: true,
    lazyMergeable: false,
    dateSkewMs: 0,
    resetJitter: false,
    staleLimitHeaders: false,
    notModifiedPoints: 1,
    ...options,
    legacyNodeIdsBefore: options.legacyNodeIdsBefore,
    scopes: options.scopes,
    linkBase: options.linkBase,
    limits: resolveLimits(options.limits),
    replicaLagMs: lagOf(replicaLagMs),
  };
}

function lagOf(lag: number | ((request: FakeRequest) => number)): Knobs["replicaLagMs"] {
  if (typeof lag === "function") {
    return lag;
  }
  return lag > 0 ? () => lag : undefined;
}
