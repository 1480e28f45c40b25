import { correctedDate } from "../../github/github-clock.ts";
import type { HistoryCheckpoint } from "../../ports/sync-state.ts";

const dayMs = 86_400_000;

/** The first history of a repository: its window is counted from the first contact, and so stands still. */
export function firstHistory(
  firstContact: Date,
  days: number,
  skewMs?: number | undefined,
): HistoryCheckpoint {
  const skew = skewMs !== undefined && { firstContactSkewMs: skewMs };
  return { firstContact, ...skew, from: windowStart(firstContact, days), done: 0, total: 0 };
}

/**
 * The history anew, if the host now wants more of it than was, or is being, read; otherwise `undefined`. What is stored is not read
 * again. Pure.
 */
export function widenedHistory(
  history: HistoryCheckpoint,
  days: number,
): HistoryCheckpoint | undefined {
  const wanted = windowStart(history.firstContact, days);
  const isWider = history.from !== null && (wanted === null || wanted < history.from);
  if (!isWider) return undefined;
  return firstHistory(history.firstContact, days, history.firstContactSkewMs);
}

/**
 * The history of a first contact whose `Date` was ahead, as if it had not been; `undefined` if it was not. A window that reaches
 * further back is listed anew. Pure, and idempotent.
 * @param smallestMs the smallest skew that the run knows
 */
export function correctedHistory(
  history: HistoryCheckpoint,
  smallestMs: number,
): HistoryCheckpoint | undefined {
  const { firstContact, firstContactSkewMs: skewMs, from } = history;
  const date = skewMs !== undefined && correctedDate({ date: firstContact, skewMs }, smallestMs);
  if (!date) return undefined;
  const corrected = { ...history, firstContact: date, firstContactSkewMs: smallestMs };
  if (from === null) return corrected;
  const aheadMs = firstContact.getTime() - date.getTime();
  return historyAnew({ ...corrected, from: new Date(from.getTime() - aheadMs) });
}

/** The same history, to be listed from its beginning. */
export function historyAnew({ place: _, ...history }: HistoryCheckpoint): HistoryCheckpoint {
  return { ...history, done: 0 };
}

function windowStart(firstContact: Date, days: number): Date | null {
  const startMs = firstContact.getTime() - days * dayMs;
  // GitHub is younger than the epoch: what reaches back beyond it is everything.
  return startMs > 0 ? new Date(startMs) : null;
}
