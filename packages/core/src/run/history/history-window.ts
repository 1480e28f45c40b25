import type { HistoryPage } from "../../changes/history-list.ts";
import { correctDate } from "../../github/clock.ts";
import type { ChildKind } from "../../model/snapshot.ts";
import type { HistoryCheckpoint, SyncCheckpoint, SyncState } from "../../model/sync-state.ts";

const dayMs = 86_400_000;

/**
 * Returns the first history of a repository. Its window counts back from the first contact, so it
 * never moves.
 */
export function firstHistory(
  firstContact: Date,
  days: number,
  skewMs?: number | undefined,
): HistoryCheckpoint {
  const skew = skewMs !== undefined && { firstContactSkewMs: skewMs };
  return { firstContact, ...skew, from: windowStart(firstContact, days), done: 0, total: 0 };
}

/**
 * Returns the restarted history if the host now wants more of it; otherwise `undefined`. Stored
 * pull requests are not read again. Pure.
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
 * Computes the history's window again if the `Date` of the first contact was ahead; `undefined` if
 * it was not. A window that now reaches further back is listed again from its beginning. Pure and
 * idempotent.
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

/** Returns the same history, to be listed from its beginning. */
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
 * Returns the history after a page whose pull requests are all stored. Pure.
 *
 * If the list has fewer rows than GitHub counts, or had an incomplete page, rows were left out.
 * REST then lists it once more. What REST leaves out too does not exist. A row that cannot be read
 * is never skipped.
 */
export function historyAfter(
  before: HistoryCheckpoint,
  page: HistoryPage,
): { readonly history: HistoryCheckpoint; readonly done: number; readonly isEnd: boolean } {
  const { place: start, ...rest } = before;
  // Without a place the list begins at its top.
  const done = (start ? before.done : 0) + page.rows.length;
  const total = Math.max(page.total ?? before.total, done);
  // Pull requests opened meanwhile are at the front, and not in this count.
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
  // GitHub's count of an empty list proves nothing: both come from the same response.
  const isCounted = expected === undefined || (done > 0 && done >= expected);
  const isWhole = (before.isCheck || (!isIncomplete && isCounted)) && !unread;
  const restarted = { ...restartedHistory(before), total };
  return isWhole
    ? { history: { ...restarted, done }, done, isEnd: true }
    : { history: { ...restarted, isCheck: true }, done, isEnd: false };
}

function windowStart(firstContact: Date, days: number): Date | null {
  const startMs = firstContact.getTime() - days * dayMs;
  // GitHub is younger than the epoch, so an earlier start means everything.
  return startMs > 0 ? new Date(startMs) : null;
}

/**
 * Returns the state in which the whole history is listed and read again, because stored pull
 * requests lack a kind. Pure.
 * @param since pull requests read up to here may lack the kind, by GitHub's clock. Absent if no
 * kind is missing
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

/** Returns the kinds that the host requests now and did not request in its last run. Pure. */
export function addedKinds(
  asked: readonly ChildKind[] | undefined,
  kinds: readonly ChildKind[],
): readonly ChildKind[] {
  return asked ? kinds.filter((kind) => !asked.includes(kind)) : [];
}

/** Whether the host requests the same kinds as in its last run, in any order. Pure. */
export function hasSameKinds(
  asked: readonly ChildKind[] | undefined,
  kinds: readonly ChildKind[],
): boolean {
  if (!asked) return false;
  return addedKinds(asked, kinds).length === 0 && addedKinds(kinds, asked).length === 0;
}
