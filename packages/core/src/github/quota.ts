import { createStrategyKeeper, type StrategyKeeper } from "./authentication.ts";
import { createRepeatDetector, type RepeatDetector } from "./cache-detection.ts";
import { headerCount, longestAdviceMs, primaryResetAt } from "./classify-response.ts";
import type { ResponseFacts } from "./exchange.ts";
import {
  type ConcurrencyLimiter,
  createConcurrencyLimiter,
  createRateLimiter,
} from "./limiters.ts";

/** What GitHub counts separately: REST requests and GraphQL points. */
export type Pool = "rest" | "graphql";

export const pools: readonly Pool[] = ["rest", "graphql"];

/**
 * Points per minute. GitHub docs, "Rate limits for the REST API", "About secondary rate limits": a
 * read costs one point.
 */
const perMinute: { readonly [P in Pool]: number } = { rest: 900, graphql: 2000 };

/** A quota that must not be used before an instant. */
export interface QuotaBlock {
  /**
   * Names what a rate limit counts: a credential at one API, and its GraphQL points separately.
   * Holds no secret.
   */
  readonly quotaId: string;
  /** What GitHub counts separately. */
  readonly pool: Pool;
  /** Local clock, like every limit in a store. */
  readonly until: Date;
  /** The same instant on GitHub's clock, as far as it is known. */
  readonly resetAt: Date;
}

/** A primary limit, as a response's headers show it. */
export interface PrimaryLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

/** What requests have shown about a credential. */
export interface CredentialKnowledge {
  /**
   * False once GitHub has refused a query with team names: a classic token needs the scope
   * `read:org`.
   */
  namesTeams: boolean;
}

/** What this process knows about one credential at one API. All its clients share it. */
export interface Quota {
  /** GitHub's clock minus the local clock, by the last response, in milliseconds. */
  skewMs: number;
  /**
   * Limits reached in a row, each after the end of the previous one. GitHub asks for waits that
   * grow with them.
   */
  readonly limitsInARow: { [P in Pool]: number };
  readonly concurrency: Pick<ConcurrencyLimiter, "run">;
  readonly strategy: StrategyKeeper;
  readonly knowledge: CredentialKnowledge;
  /** Detects a cache by the `Date` of responses. */
  readonly dates: RepeatDetector;
  /** Detects a cache that sets its own `Date`, by GitHub's request ids. */
  readonly requestIds: RepeatDetector;
  /**
   * Takes a turn under GitHub's points per minute, and returns how long to wait for it, in
   * milliseconds.
   */
  takeTurn(pool: Pool, now: Date): number;
  /**
   * Returns until when nothing may be sent (local clock), or `undefined` if requests may be sent.
   */
  closedUntil(pool: Pool, now: Date): Date | undefined;
  /**
   * Forbids requests before `until` (local clock), because a limit was reached. A later end stays.
   */
  close(pool: Pool, until: Date): void;
  /** Notes that GitHub responded. */
  noteGood(): void;
  /**
   * Notes that a request got no response in time. Requests that wait for the first response then
   * need not wait one after the other.
   */
  noteNoResponse(): void;
  /**
   * Returns whether this object can be forgotten: no limit is in force, and no request was sent in
   * the last minute.
   */
  isIdle(now: Date): boolean;
}

const idleAfterMs = 60_000;

/** Creates the quota of an unused credential. */
export function createQuota(): Quota {
  const concurrency = createConcurrencyLimiter();
  const rate = {
    rest: createRateLimiter(perMinute.rest),
    graphql: createRateLimiter(perMinute.graphql),
  };
  const closed = new Map<Pool, Date>();
  let usedMs = Number.NEGATIVE_INFINITY;
  const closedUntil = (pool: Pool, now: Date) => {
    const until = closed.get(pool);
    if (!until || until <= now) return undefined;
    // No limit lasts longer: the clock was set back, or another machine's clock set the instant.
    return until.getTime() - now.getTime() <= longestAdviceMs ? until : undefined;
  };
  return {
    skewMs: 0,
    limitsInARow: { rest: 0, graphql: 0 },
    concurrency,
    strategy: createStrategyKeeper(),
    knowledge: { namesTeams: true },
    dates: createRepeatDetector(),
    requestIds: createRepeatDetector(),
    takeTurn(pool, now) {
      usedMs = now.getTime();
      return rate[pool].takeTurn(now);
    },
    closedUntil,
    close(pool, until) {
      concurrency.noteResult(false);
      const before = closed.get(pool);
      const isLater = !before || before < until;
      // No limit lasts longer: the clock was set back.
      const isStale = before && before.getTime() - until.getTime() > longestAdviceMs;
      if (isLater || isStale) closed.set(pool, until);
    },
    noteGood: () => concurrency.noteResult(true),
    noteNoResponse: () => concurrency.noteResult(true),
    isIdle: (now) =>
      now.getTime() - usedMs > idleAfterMs && pools.every((pool) => !closedUntil(pool, now)),
  };
}

/** The quotas of a process, by their id. */
export type Quotas = (quotaId: string, now: Date) => Quota;

const maxIdle = 1000;

/**
 * Creates an empty set of quotas. Above 1,000 entries it removes idle ones, least recently used
 * first.
 */
export function createQuotas(): Quotas {
  const quotas = new Map<string, Quota>();
  return (quotaId, now) => {
    const quota = quotas.get(quotaId) ?? createQuota();
    // A Map keeps its keys in insertion order.
    quotas.delete(quotaId);
    quotas.set(quotaId, quota);
    for (const [id, { isIdle }] of quotas) {
      if (quotas.size <= maxIdle) break;
      if (id !== quotaId && isIdle(now)) quotas.delete(id);
    }
    return quota;
  };
}

/** Closes the pools that other processes found used up. */
export async function closeBlockedPools(
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
 * Returns the limits of a quota that are in force.
 *
 * @param now the local clock
 */
export function blocksOf(quota: Quota, quotaId: string, now: Date): readonly QuotaBlock[] {
  return pools.flatMap((pool) => {
    const until = quota.closedUntil(pool, now);
    if (!until) return [];
    const resetAt = new Date(until.getTime() + quota.skewMs);
    return [{ quotaId: blockIdOf(quotaId, pool), pool, until, resetAt }];
  });
}

// GitHub counts REST and GraphQL separately.
function blockIdOf(quotaId: string, pool: Pool): string {
  return pool === "rest" ? quotaId : `${quotaId} graphql`;
}

/**
 * Returns the primary limit that a response's headers show. Pure.
 *
 * GitHub docs: REST "Rate limits", "Checking the status of your rate limit".
 *
 * @returns `undefined` without such headers, or with a limit of 0, as on a GitHub Enterprise Server
 * without limits
 */
export function primaryLimitOf(
  facts: Pick<ResponseFacts, "headers" | "date">,
): PrimaryLimit | undefined {
  const limit = headerCount(facts.headers, "x-ratelimit-limit");
  const remaining = headerCount(facts.headers, "x-ratelimit-remaining");
  const resetAt = primaryResetAt(facts);
  if (!limit || remaining === undefined || !resetAt) return undefined;
  return { limit, remaining, resetAt };
}
