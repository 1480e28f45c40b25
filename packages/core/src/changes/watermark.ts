import { correctDate } from "../github/clock.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";

/** Returns the first bound of a stream: the first contact less the overlap, because lists lag. */
export function firstBound(firstContact: Date, overlapMs: number): Date {
  return wholeSecond(firstContact.getTime() - overlapMs);
}

/** Returns the first checkpoint of a stream, with the clock reading behind its bound. */
export function firstCheckpoint(
  firstContact: Date,
  skewMs: number | undefined,
  overlapMs: number,
): StreamCheckpoint {
  const setBy = skewMs !== undefined && { setBy: { date: firstContact, skewMs } };
  return { since: firstBound(firstContact, overlapMs), ...setBy };
}

/**
 * Returns the bound after a finished pass: the newest stamp of the pass, but not inside the overlap
 * before the pass, because lists lag. The bound never moves back. While nothing changes it stays,
 * so that an idle stream requests the same URL.
 *
 * @param newest newest stamp of the pass; absent if it showed nothing
 * @param startedAt GitHub's `Date` of the pass's first response
 */
export function boundAfterPass(
  since: Date,
  newest: Date | undefined,
  startedAt: Date,
  overlapMs: number,
): Date {
  if (!newest) return since;
  const settled = Math.min(newest.getTime(), startedAt.getTime() - overlapMs);
  return wholeSecond(Math.max(since.getTime(), settled));
}

/**
 * Returns a stream's checkpoint after a finished pass, with the clock reading behind its bound.
 * @param started when the pass began, and the clock skew known then
 */
export function checkpointAfterPass(
  { since, setBy }: StreamCheckpoint,
  newest: Date | undefined,
  started: { readonly date: Date; readonly skewMs: number | undefined },
  overlapMs: number,
): Pick<StreamCheckpoint, "since" | "setBy"> {
  const next = boundAfterPass(since, newest, started.date, overlapMs);
  const { date, skewMs } = started;
  const moved = skewMs === undefined ? undefined : { date, skewMs };
  const by = next > since ? moved : setBy;
  return { since: next, ...(by && { setBy: by }) };
}

/** Rounds down to a whole second, as GitHub's stamps are. */
export function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}

/** Returns the latest stamp. Absent ones do not count. */
export function latestStamp(...stamps: readonly (Date | undefined)[]): Date | undefined {
  return stamps.reduce(
    (latest, stamp) => (latest && stamp && stamp <= latest ? latest : (stamp ?? latest)),
    undefined,
  );
}

/**
 * Computes a stream's bound again if it came from a `Date` that was ahead; `undefined` if it did
 * not. Pure and idempotent.
 *
 * Changes read since then counted as settled too early, so the next pass marks them again. Drops
 * the ETag and a pass in progress.
 *
 * @param smallestMs the smallest skew that the run knows
 * @param lagMs how far lists and responses may lag, in milliseconds
 */
export function correctStream(
  { since, setBy, pass, untrustedFrom, pageSize }: StreamCheckpoint,
  smallestMs: number,
  lagMs: number,
): StreamCheckpoint | undefined {
  const begun = pass?.skewMs !== undefined && { date: pass.startedAt, skewMs: pass.skewMs };
  const dates = [setBy, begun].flatMap((reading) =>
    reading ? (correctDate(reading, smallestMs) ?? []) : [],
  );
  if (dates.length === 0) return undefined;
  const date = earliest(...dates);
  const bound = firstBound(date, lagMs);
  return {
    since: earliest(since, bound),
    setBy: { date, skewMs: smallestMs },
    untrustedFrom: earliest(bound, untrustedFrom ?? bound),
    ...(pageSize !== undefined && { pageSize }),
  };
}

function earliest(...dates: readonly Date[]): Date {
  return new Date(Math.min(...dates.map((date) => date.getTime())));
}
