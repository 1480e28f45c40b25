import { createStrategyKeeper, type StrategyKeeper } from "./authentication.ts";
import { createRepeatDetector, type RepeatDetector } from "./cache-detection.ts";
import { headerCount, longestAdviceMs, primaryResetAt } from "./classify-response.ts";
import type { ResponseFacts } from "./exchange.ts";
import {
  type ConcurrencyLimiter,
  createConcurrencyLimiter,
  createRateLimiter,
} from "./limiters.ts";

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

/** What this process knows of one credential at one API. All clients of the credential share it. */
export interface Quota {
  /** GitHub's clock minus the local clock, by the last response, in milliseconds. */
  skewMs: number;
  /** Limits reached in a row, each after the one before had ended. GitHub asks for waits that grow with them. */
  readonly limitsInARow: { [P in Pool]: number };
  readonly concurrency: Pick<ConcurrencyLimiter, "run">;
  readonly strategy: StrategyKeeper;
  readonly knowledge: CredentialKnowledge;
  /** Detects a cache by the `Date` of responses. */
  readonly dates: RepeatDetector;
  /** Detects a cache that writes its own `Date`, by GitHub's request ids. */
  readonly requestIds: RepeatDetector;
  /** Takes a turn under GitHub's points per minute, and returns how long to wait for it, in milliseconds. */
  takeTurn(pool: Pool, now: Date): number;
  /** Until when nothing may be sent, by the local clock; `undefined` if something may. */
  closedUntil(pool: Pool, now: Date): Date | undefined;
  /** Forbids requests before `until`, by the local clock, as a limit was reached. A later end stands. */
  close(pool: Pool, until: Date): void;
  /** Notes that GitHub answered. */
  noteGood(): void;
  /** Notes that a request was not answered, or not in time: those that wait for the first answer need not wait one after the other. */
  noteSilence(): void;
  /** Whether nothing is lost if this object is forgotten: no limit lasts, and no request was sent in the last minute. */
  isIdle(now: Date): boolean;
}

const idleAfterMs = 60_000;

/** Creates the quota of a credential that was not used yet. */
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
    // No limit lasts longer: the clock was set back since, or the instant is of another machine's clock.
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
      concurrency.prove(false);
      const before = closed.get(pool);
      const isLater = !before || before < until;
      // Longer than any limit: the clock was set back since.
      const isOver = before && before.getTime() - until.getTime() > longestAdviceMs;
      if (isLater || isOver) closed.set(pool, until);
    },
    noteGood: () => concurrency.prove(true),
    noteSilence: () => concurrency.prove(true),
    isIdle: (now) =>
      now.getTime() - usedMs > idleAfterMs && pools.every((pool) => !closedUntil(pool, now)),
  };
}

/** The quotas of a process, by their id. */
export type Quotas = (quotaId: string, now: Date) => Quota;

const mostIdle = 1000;

/** Creates an empty set of quotas. Above 1,000 entries it forgets those that are idle, and of these the longest unused ones first. */
export function createQuotas(): Quotas {
  const quotas = new Map<string, Quota>();
  return (quotaId, now) => {
    const quota = quotas.get(quotaId) ?? createQuota();
    // A Map lists its keys in the order in which they were set.
    quotas.delete(quotaId);
    quotas.set(quotaId, quota);
    for (const [id, { isIdle }] of quotas) {
      if (quotas.size <= mostIdle) break;
      if (id !== quotaId && isIdle(now)) quotas.delete(id);
    }
    return quota;
  };
}

/** Closes the pools that other processes found used up. */
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
