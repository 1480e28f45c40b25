import { correctDate } from "../github/clock.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";

/** Where a stream that was never read begins: at the first contact, less the overlap, since lists lag. */
export function firstBound(firstContact: Date, overlapMs: number): Date {
  return wholeSecond(firstContact.getTime() - overlapMs);
}

/** Where such a stream stands, with the reading that its bound comes from. */
export function firstCheckpoint(
  firstContact: Date,
  skewMs: number | undefined,
  overlapMs: number,
): StreamCheckpoint {
  const setBy = skewMs !== undefined && { setBy: { date: firstContact, skewMs } };
  return { since: firstBound(firstContact, overlapMs), ...setBy };
}

/**
 * Where the next pass begins after one was read to its end: at the newest stamp it showed, but not inside the overlap before
 * the pass, since a list may not have shown yet what happened then. Never back; and still while nothing
 * changes, so that an idle stream asks the same URL.
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
 * Where a stream stands after a pass that was read to its end, with the reading that the bound comes from.
 * @param started when the pass began, and what was known of GitHub's clock then
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

/** GitHub's stamps have whole seconds. */
export function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}

/** The latest of these stamps; absent ones don't count. */
export function latestStamp(...stamps: readonly (Date | undefined)[]): Date | undefined {
  return stamps.reduce(
    (latest, stamp) => (latest && stamp && stamp <= latest ? latest : (stamp ?? latest)),
    undefined,
  );
}

/**
 * Computes a stream's bound again if it came from a `Date` that was ahead; `undefined` if it did not. What was read since then counted
 * as settled too early, so the next pass marks it again. Drops the ETag, and a pass in progress. Pure, and idempotent.
 *
 * @param smallestMs the smallest skew that the run knows
 * @param lagMs how far lists and answers may lag behind, in milliseconds
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
