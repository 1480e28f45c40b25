import type { GhsyncError } from "../model/ghsync-error.ts";
import { httpDate } from "./classify-response.ts";
import type { RequestFacts, TransportResponse } from "./exchange.ts";
import { cachedResponse } from "./transport-errors.ts";

/**
 * The `Age` up to which a response is accepted, in seconds: GitHub's own front end may cache
 * briefly.
 */
const maxAgeS = 60;

/** Detects a cache between this client and GitHub. */
export interface CacheDetection {
  /** Throws the error of the first cached response again: no later response is trusted. */
  throwIfSeen(): void;
  /**
   * Notes a response.
   *
   * @throws GhsyncError `response_invalid` if it comes from a cache
   */
  throwIfCached(response: TransportResponse, facts: RequestFacts): void;
}

/**
 * Creates the cache detection of one client.
 *
 * @param seen the values that the credential's clients have seen
 */
export function createCacheDetection(
  seen: { readonly dates: RepeatDetector; readonly requestIds: RepeatDetector },
  now: () => Date,
): CacheDetection {
  let error: GhsyncError | undefined;

  function signOf({ headers }: TransportResponse, { request, url }: RequestFacts) {
    const { age, date, "x-github-request-id": id } = headers;
    if (Number(age) > maxAgeS) return `is ${age} seconds old`;
    if (!request.startsWith("GET ")) return undefined;
    if (httpDate(date) && seen.dates.isRepeated(url, String(date), now())) {
      return `has the same Date as more than a minute ago, ${date}`;
    }
    if (id !== undefined && seen.requestIds.isRepeated(url, String(id), now())) {
      return `has the same x-github-request-id as more than a minute ago, ${id}`;
    }
    return undefined;
  }

  return {
    throwIfSeen() {
      if (error) throw error;
    },
    throwIfCached(response, facts) {
      // ghsync stores nothing of a server error, and retries it.
      if (!facts.byClient || response.status >= 500) return;
      const sign = signOf(response, facts);
      if (sign) error = cachedResponse(facts.request, sign);
      if (error) throw error;
    },
  };
}

/** The number of URLs that a detector remembers. */
const maxRemembered = 1000;

/** How long GitHub itself may repeat a value for one URL, in milliseconds of the local clock. */
const maxRepeatMs = 60_000;

/**
 * Detects repeated values of a header that GitHub never repeats: `Date` or `x-github-request-id`.
 */
export interface RepeatDetector {
  /**
   * Notes a response's value, and returns whether the same URL had it more than a minute ago.
   * A single `Date` proves nothing: GitHub's clock and the local one may differ.
   */
  isRepeated(url: string, value: string, now: Date): boolean;
}

/** Creates a detector that has seen no response. */
export function createRepeatDetector(): RepeatDetector {
  const seen = new Map<string, { readonly value: string; readonly atMs: number }>();
  return {
    isRepeated(url, value, now) {
      const nowMs = now.getTime();
      const before = seen.get(url);
      const isSame = before?.value === value;
      seen.delete(url);
      seen.set(url, isSame ? before : { value, atMs: nowMs });
      const [oldest] = seen.keys();
      if (oldest !== undefined && seen.size > maxRemembered) seen.delete(oldest);
      return isSame && nowMs - before.atMs > maxRepeatMs;
    },
  };
}
