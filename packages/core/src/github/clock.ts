import type { ClockReading } from "../model/sync-state.ts";
import { httpDate } from "./classify-response.ts";
import type { DoorResponse } from "./exchange.ts";
import type { Quota } from "./quota.ts";
import { dateless } from "./transport-errors.ts";

type Answer = Pick<DoorResponse, "headers">;

/** GitHub's clock, as a client knows it by the `Date` of its answers. */
export interface GitHubClock {
  /** GitHub's time: the local clock, corrected by the last `Date`. Limits go by it. */
  now(): Date;
  /** GitHub's time, not ahead of it: the local clock, corrected by the smallest skew. What was read goes by it. */
  safeNow(): Date;
  /** The local clock's time when GitHub's is that. */
  localTime(githubTime: Date): Date;
  /** The smallest skew that an answer showed: GitHub's clock less the local one, in milliseconds. Absent before the first answer. */
  skewMs(): number | undefined;
  /** When the first answer that had a `Date` was given, as far as later answers confirm it; absent before it. */
  firstAnswerAt(): Date | undefined;
  /**
   * When an answer was given, by its `Date`, unless that is ahead. One without a `Date` has that of the answer before it, which is never too
   * late for a bound.
   * @throws GhsyncError `response_invalid` while no answer had one: the local clock is no bound
   */
  dateOf(answer: Answer): Date;
}

/** How far a `Date` may be ahead of all others, in milliseconds, and still be believed: answers take time to come. */
const toleratedMs = 60_000;

/**
 * What a `Date` should have said, where it was ahead of others; otherwise `undefined`. One that is too late hides changes for good, one that
 * is too early only makes lists longer: so the smallest skew is right. Pure.
 *
 * @param smallestMs the smallest skew that is known
 */
export function correctedDate({ date, skewMs }: ClockReading, smallestMs: number) {
  const aheadMs = skewMs - smallestMs;
  return aheadMs > toleratedMs ? new Date(date.getTime() - aheadMs) : undefined;
}

/** Creates the clock of a client that has read no answer yet. */
export function createGitHubClock(
  quota: Pick<Quota, "skewMs">,
  now: () => Date,
): GitHubClock & { read(answer: Answer): void } {
  let first: ClockReading | undefined;
  let last: ClockReading | undefined;
  let smallestMs = Number.POSITIVE_INFINITY;

  function readingOf({ headers }: Answer): ClockReading | undefined {
    const date = httpDate(headers.date);
    return date && { date, skewMs: date.getTime() - now().getTime() };
  }

  const believed = (reading: ClockReading) => correctedDate(reading, smallestMs) ?? reading.date;
  const plus = (date: Date, ms: number) => new Date(date.getTime() + ms);
  return {
    now: () => plus(now(), quota.skewMs),
    safeNow: () => plus(now(), Math.min(quota.skewMs, smallestMs)),
    localTime: (githubTime) => plus(githubTime, -quota.skewMs),
    skewMs: () => (first ? smallestMs : undefined),
    firstAnswerAt: () => first && believed(first),
    read(answer) {
      const reading = readingOf(answer);
      if (!reading) return;
      quota.skewMs = reading.skewMs;
      smallestMs = Math.min(smallestMs, reading.skewMs);
      first ??= reading;
      last = reading;
    },
    dateOf(answer) {
      const reading = readingOf(answer) ?? last;
      if (!reading) throw dateless();
      return believed(reading);
    },
  };
}
