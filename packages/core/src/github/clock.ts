import type { ClockReading } from "../model/sync-state.ts";
import { httpDate } from "./classify-response.ts";
import type { TransportResponse } from "./exchange.ts";
import type { Quota } from "./quota.ts";
import { dateMissing } from "./transport-errors.ts";

type DatedResponse = Pick<TransportResponse, "headers">;

/** GitHub's clock, as the `Date` of a client's responses shows it. */
export interface GitHubClock {
  /** Returns GitHub's time by the last `Date`. Use it for rate limits. */
  now(): Date;
  /** Returns GitHub's time by the smallest skew, so never ahead. Use it for what was read. */
  safeNow(): Date;
  /** Returns the local time for an instant of GitHub's clock. */
  localTime(githubTime: Date): Date;
  /**
   * Returns the smallest skew seen: GitHub's clock minus the local clock, in milliseconds.
   * `undefined` before the first response.
   */
  skewMs(): number | undefined;
  /**
   * Returns when the first response with a `Date` was sent, as far as later responses confirm it.
   * `undefined` before it.
   */
  firstResponseAt(): Date | undefined;
  /**
   * Returns when a response was sent, by its `Date`, unless that is ahead.
   *
   * A response without a `Date` gets that of the previous response: a bound may be too early, but
   * never too late.
   *
   * @throws GhsyncError `response_invalid` if no response had one: the local clock cannot be a
   * bound
   */
  dateOf(response: DatedResponse): Date;
}

/**
 * How far a `Date` may be ahead of all others, in milliseconds, and still be trusted: responses
 * take time to arrive.
 */
const toleranceMs = 60_000;

/**
 * Returns what a `Date` that is ahead of others should have said; otherwise `undefined`. Pure.
 *
 * A `Date` that is too late hides changes for ever, one that is too early only makes lists longer.
 * So the smallest skew is right.
 *
 * @param smallestMs the smallest known skew
 */
export function correctDate({ date, skewMs }: ClockReading, smallestMs: number) {
  const aheadMs = skewMs - smallestMs;
  return aheadMs > toleranceMs ? new Date(date.getTime() - aheadMs) : undefined;
}

/** Creates the clock of a client that has seen no response. */
export function createGitHubClock(
  quota: Pick<Quota, "skewMs">,
  now: () => Date,
): GitHubClock & { noteDate(response: DatedResponse): void } {
  let first: ClockReading | undefined;
  let last: ClockReading | undefined;
  let smallestMs = Number.POSITIVE_INFINITY;

  function readingOf({ headers }: DatedResponse): ClockReading | undefined {
    const date = httpDate(headers.date);
    return date && { date, skewMs: date.getTime() - now().getTime() };
  }

  const believed = (reading: ClockReading) => correctDate(reading, smallestMs) ?? reading.date;
  const plus = (date: Date, ms: number) => new Date(date.getTime() + ms);
  return {
    now: () => plus(now(), quota.skewMs),
    safeNow: () => plus(now(), Math.min(quota.skewMs, smallestMs)),
    localTime: (githubTime) => plus(githubTime, -quota.skewMs),
    skewMs: () => (first ? smallestMs : undefined),
    firstResponseAt: () => first && believed(first),
    noteDate(response) {
      const reading = readingOf(response);
      if (!reading) return;
      quota.skewMs = reading.skewMs;
      smallestMs = Math.min(smallestMs, reading.skewMs);
      first ??= reading;
      last = reading;
    },
    dateOf(response) {
      const reading = readingOf(response) ?? last;
      if (!reading) throw dateMissing();
      return believed(reading);
    },
  };
}
