import type { HistoryPage } from "../../changes/history-list.ts";
import { correctDate } from "../../github/clock.ts";
import type { ChildKind } from "../../model/snapshot.ts";
import type { HistoryCheckpoint, SyncCheckpoint, SyncState } from "../../model/sync-state.ts";

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
 * Computes the history's window again if the `Date` of the first contact was ahead; `undefined` if it was not. A window that then reaches
 * further back is listed again from its beginning. Pure, and idempotent.
 * @param smallestMs the smallest skew that the run knows
 */
export function correctHistory(
  history: HistoryCheckpoint,
  smallestMs: number,
): HistoryCheckpoint | undefined {
  const { firstContact, firstContactSkewMs: skewMs, from } = history;
  const date = skewMs !== undefined && correctDate({ date: firstContact, skewMs }, smallestMs);
  if (!date) return undefined;
  const corrected = { ...history, firstContact: date, firstContactSkewMs: smallestMs };
  if (from === null) return corrected;
  const aheadMs = firstContact.getTime() - date.getTime();
  return restartedHistory({ ...corrected, from: new Date(from.getTime() - aheadMs) });
}

/** The same history, to be listed from its beginning. */
export function restartedHistory({
  firstContact,
  firstContactSkewMs,
  from,
  total,
}: HistoryCheckpoint) {
  const skew = firstContactSkewMs !== undefined && { firstContactSkewMs };
  return { firstContact, ...skew, from, done: 0, total } satisfies HistoryCheckpoint;
}

/**
 * Where the history stands behind a page whose pull requests are all stored. A list that ends incomplete of GitHub's own count, or had a page
 * that was incomplete, is listed once more, by REST: rows were left out. What REST leaves out then, too, is believed; a row that can't be
 * read never is. Pure.
 */
export function historyAfter(
  before: HistoryCheckpoint,
  page: HistoryPage,
): { readonly history: HistoryCheckpoint; readonly done: number; readonly isEnd: boolean } {
  const { place: start, ...rest } = before;
  // Without a place the list begins at its top.
  const done = (start ? before.done : 0) + page.rows.length;
  const total = Math.max(page.total ?? before.total, done);
  // Pull requests that are opened meanwhile are at the front, and no part of this list.
  const expected = start ? before.expected : page.total;
  const unread = before.unread ?? page.unread;
  const isIncomplete = before.isIncomplete || page.isIncomplete || false;
  if (!page.last) {
    const place = page.place ?? start;
    const parts = {
      ...(place && { place }),
      ...(expected !== undefined && { expected }),
      ...(isIncomplete && { isIncomplete }),
      ...(unread !== undefined && { unread }),
    };
    return { history: { ...rest, ...parts, done, total }, done, isEnd: false };
  }
  // Of an empty list GitHub's count is no evidence: both come from the same answer.
  const isCounted = expected === undefined || (done > 0 && done >= expected);
  const isWhole = (before.isCheck || (!isIncomplete && isCounted)) && !unread;
  const anew = { ...restartedHistory(before), total };
  return isWhole
    ? { history: { ...anew, done }, done, isEnd: true }
    : { history: { ...anew, isCheck: true }, done, isEnd: false };
}

function windowStart(firstContact: Date, days: number): Date | null {
  const startMs = firstContact.getTime() - days * dayMs;
  // GitHub is younger than the epoch: what reaches back beyond it is everything.
  return startMs > 0 ? new Date(startMs) : null;
}

/**
 * Has the history listed anew, and all of it read again: what is stored lacks a kind. Pure.
 * @param since what was read up to here may lack it; GitHub's clock. Absent where no kind of child is lacking
 */
export function rereadHistory(
  checkpoint: SyncCheckpoint & { readonly history: HistoryCheckpoint },
  since: Date | undefined,
): Partial<SyncState> & Pick<SyncState, "checkpoint"> {
  return {
    historyCompletedAt: undefined,
    checkpoint: {
      ...checkpoint,
      history: restartedHistory(checkpoint.history),
      reread: true,
      ...(since && { kindsSince: since }),
    },
  };
}

/** Kinds that the host asks for and did not ask for when it last ran. Pure. */
export function addedKinds(
  asked: readonly ChildKind[] | undefined,
  kinds: readonly ChildKind[],
): readonly ChildKind[] {
  return asked ? kinds.filter((kind) => !asked.includes(kind)) : [];
}

/** Whether the host asks for the kinds that it asked for when it last ran, in whatever order. Pure. */
export function hasSameKinds(
  asked: readonly ChildKind[] | undefined,
  kinds: readonly ChildKind[],
): boolean {
  if (!asked) return false;
  return addedKinds(asked, kinds).length === 0 && addedKinds(kinds, asked).length === 0;
}
