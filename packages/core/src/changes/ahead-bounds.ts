import { correctedDate } from "../github/github-clock.ts";
import type { StreamCheckpoint } from "../ports/sync-state.ts";
import { firstBound } from "./bounds.ts";

/**
 * Computes a stream's bound again if it came from a `Date` that was ahead; `undefined` if it did not. What was read since then counted
 * as settled too early, so the next pass marks it again. Drops the ETag, and a pass in progress. Pure, and idempotent.
 *
 * @param smallestMs the smallest skew that the run knows
 * @param lagMs how far lists and answers may lag behind, in milliseconds
 */
export function correctedStream(
  { since, setBy, pass, doubted, pageSize }: StreamCheckpoint,
  smallestMs: number,
  lagMs: number,
): StreamCheckpoint | undefined {
  const begun = pass?.skewMs !== undefined && { date: pass.startedAt, skewMs: pass.skewMs };
  const dates = [setBy, begun].flatMap((reading) =>
    reading ? (correctedDate(reading, smallestMs) ?? []) : [],
  );
  if (dates.length === 0) return undefined;
  const date = earliest(...dates);
  const bound = firstBound(date, lagMs);
  return {
    since: earliest(since, bound),
    setBy: { date, skewMs: smallestMs },
    doubted: earliest(bound, doubted ?? bound),
    ...(pageSize !== undefined && { pageSize }),
  };
}

function earliest(...dates: readonly Date[]): Date {
  return new Date(Math.min(...dates.map((date) => date.getTime())));
}
