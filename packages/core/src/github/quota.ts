import { createStrategyKeeper, type StrategyKeeper } from "./authentication.ts";
import { createDateMemory, type DateMemory } from "./cache-detection.ts";
import { headerCount, longestAdviceMs, primaryResetAt } from "./classify-response.ts";
import type { ResponseFacts } from "./exchange.ts";
import { createGate, createPace, type Gate, type Pace } from "./limiters.ts";

/** What GitHub counts apart: REST requests and GraphQL points. */
export type Pool = "rest" | "graphql";

export const pools: readonly Pool[] = ["rest", "graphql"];

/** Points a minute. GitHub docs, "Rate limits for the REST API", "About secondary rate limits": a read is one point. */
const perMinute: { readonly [P in Pool]: number } = { rest: 900, graphql: 2000 };

/** A quota that must not be used before an instant. */
export interface QuotaBlock {
  /** Names what a rate limit counts: a credential, at one API; its GraphQL points apart. Holds no secret. */
  readonly quotaId: string;
  /** What GitHub counts apart. */
  readonly pool: Pool;
  /** By the local clock, which all that a store keeps of limits goes by. */
  readonly until: Date;
  /** The same instant on GitHub's clock, as far as it is known. */
  readonly resetAt: Date;
}

/** What the headers of an answer tell of a primary limit. */
export interface LimitReading {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

/** What requests have shown of a credential. */
export interface CredentialKnowledge {
  /** False once GitHub has refused a query that names teams: a classic token needs the scope `read:org`. */
  namesTeams: boolean;
}

/** All that a process knows of one credential, at one API: its limits, its way out, what signs for it. Every client of the credential shares it. */
export interface Quota {
  /** GitHub's clock less the local one, as of the last answer, in milliseconds. */
  skewMs: number;
  /** Limits met in a row, each once what closed before had opened again: GitHub asks for waits that grow with them. */
  readonly limitsInARow: { [P in Pool]: number };
  readonly gate: Pick<Gate, "pass">;
  readonly strategy: StrategyKeeper;
  readonly knowledge: CredentialKnowledge;
  /** The `Date` of the last answers, by address. */
  readonly dates: DateMemory;
  /** GitHub's id of the last requests, by address: a cache may put its own `Date` on what it keeps. */
  readonly requestIds: DateMemory;
  readonly pace: { readonly [P in Pool]: Pace };
  /** Until when nothing may be sent, by the local clock; `undefined` if something may. */
  closedUntil(pool: Pool, now: Date): Date | undefined;
  /** A request was not answered, or not in time: who waits for the first answer need not wait as long, one after the other. */
  noteSilence(): void;
  /** A limit was met: nothing more before `until`, by the local clock. A later end stands. */
  close(pool: Pool, until: Date): void;
  /** Takes note of a good answer: GitHub has answered. */
  noteGood(): void;
}

/** Creates a quota of which nothing is known. */
export function createQuota(): Quota {
  const gate = createGate();
  const closed = new Map<Pool, Date>();
  const close = (pool: Pool, until: Date) => {
    gate.prove(false);
    const before = closed.get(pool);
    const isLater = !before || before < until;
    // What no limit can be was closed before the clock was set back.
    const isOver = before && before.getTime() - until.getTime() > longestAdviceMs;
    if (isLater || isOver) closed.set(pool, until);
  };
  return {
    skewMs: 0,
    limitsInARow: { rest: 0, graphql: 0 },
    gate,
    strategy: createStrategyKeeper(),
    knowledge: { namesTeams: true },
    dates: createDateMemory(),
    requestIds: createDateMemory(),
    pace: { rest: createPace(perMinute.rest), graphql: createPace(perMinute.graphql) },
    closedUntil(pool, now) {
      const until = closed.get(pool);
      if (!until || until <= now) return undefined;
      // No limit lasts longer: the clock was set back since, or is another machine's.
      return until.getTime() - now.getTime() <= longestAdviceMs ? until : undefined;
    },
    close,
    noteSilence: () => gate.prove(true),
    noteGood: () => gate.prove(true),
  };
}

/** The quotas that a process knows, by their id. */
export type Quotas = (quotaId: string) => Quota;

/** Quotas that are kept though no client has them: a limit of one that is forgotten is in the store, and a token can be asked for again. */
const mostKept = 1000;

/** Creates quotas of which nothing is known. One that a client has is never forgotten: a credential has one way out. */
export function createQuotas(): Quotas {
  const recent = new Map<string, Quota>();
  const alive = new Map<string, WeakRef<Quota>>();
  const forgotten = new FinalizationRegistry((quotaId: string) => {
    if (!alive.get(quotaId)?.deref()) alive.delete(quotaId);
  });
  const create = (quotaId: string) => {
    const quota = createQuota();
    alive.set(quotaId, new WeakRef(quota));
    forgotten.register(quota, quotaId);
    return quota;
  };
  return (quotaId) => {
    const quota = alive.get(quotaId)?.deref() ?? create(quotaId);
    recent.delete(quotaId);
    recent.set(quotaId, quota);
    const [oldest] = recent.keys();
    if (oldest !== undefined && recent.size > mostKept) recent.delete(oldest);
    return quota;
  };
}

/** Closes what other processes have found to be used up. */
export async function closeBlocked(
  quota: Quota,
  quotaId: string,
  { blockedUntil }: { readonly blockedUntil?: (quotaId: string) => Promise<Date | undefined> },
): Promise<void> {
  for (const pool of pools) {
    const until = await blockedUntil?.(blockIdOf(quotaId, pool));
    if (until) quota.close(pool, until);
  }
}

/**
 * The limits of a quota that last at this instant.
 *
 * @param now by the local clock
 */
export function blocksOf(quota: Quota, quotaId: string, now: Date): readonly QuotaBlock[] {
  return pools.flatMap((pool) => {
    const until = quota.closedUntil(pool, now);
    if (!until) return [];
    const resetAt = new Date(until.getTime() + quota.skewMs);
    return [{ quotaId: blockIdOf(quotaId, pool), pool, until, resetAt }];
  });
}

// REST and GraphQL are counted apart.
function blockIdOf(quotaId: string, pool: Pool): string {
  return pool === "rest" ? quotaId : `${quotaId} graphql`;
}

/**
 * What an answer's headers tell of the primary limit it counted against; `undefined` where there is none, as at a GitHub Enterprise
 * Server without limits. GitHub docs: REST "Rate limits", "Checking the status of your rate limit".
 */
export function limitReading(
  facts: Pick<ResponseFacts, "headers" | "date">,
): LimitReading | undefined {
  const limit = headerCount(facts.headers, "x-ratelimit-limit");
  const remaining = headerCount(facts.headers, "x-ratelimit-remaining");
  const resetAt = primaryResetAt(facts);
  if (limit === undefined || remaining === undefined || !resetAt) return undefined;
  return { limit, remaining, resetAt };
}
