import type { HistoryPage } from "../../changes/history-list.ts";
import { GhsyncError } from "../../model/ghsync-error.ts";
import type { DirtyPullRequest, PullRequestState } from "../../ports/repo-store.ts";
import { commitHydration } from "../batch/commit-batch.ts";
import { type ConnectedRun, checkpointWith, historyOf } from "../run-context.ts";
import { historyPages } from "./history-pages.ts";
import { historyAfter } from "./history-window.ts";

/**
 * Reads the first full sync: the pull requests of the history's window, newest first, from where
 * the last slice stopped. Returns false if the time was up.
 * @throws GhsyncError `response_invalid` if a row of the list could not be read. The next run lists
 * it again
 */
export async function readHistory(run: ConnectedRun): Promise<boolean> {
  const slice: Slice = { hasMoved: false };
  // An incomplete list is listed once more.
  do {
    for await (const page of historyPages(run)) {
      const { isCheck, unread } = historyOf(run);
      if (!(await readHistoryPage(run, page, slice))) return false;
      if (page.last && isCheck && !isRead(run)) throw unreadRow(unread ?? page.unread);
      if (isOver(run, slice) && !isRead(run)) return false;
    }
  } while (!isRead(run));
  return true;
}

function isRead(run: ConnectedRun): boolean {
  return run.state().historyCompletedAt !== undefined;
}

function unreadRow(reason: string | undefined): GhsyncError {
  const message = reason ?? "GitHub's list of pull requests could not be read.";
  return new GhsyncError("response_invalid", message, { retryable: true });
}

interface Slice {
  /**
   * A slice reads at least a batch or a page, even if its time is up. Otherwise the streams, which
   * go first, could use all of it in every run.
   */
  hasMoved: boolean;
}

function isOver(run: ConnectedRun, { hasMoved }: Slice): boolean {
  return hasMoved && run.isTimeUp();
}

/**
 * Reads one page. The place moves with the page's last batch. A run that stops earlier lists the
 * page again, and skips what is stored.
 */
async function readHistoryPage(
  run: ConnectedRun,
  page: HistoryPage,
  slice: Slice,
): Promise<boolean> {
  const before = historyOf(run);
  const { history: after, done, isEnd } = historyAfter(before, page);
  const { total } = after;
  const end = isEnd ? { historyCompletedAt: run.client.now() } : {};
  if (run.state().checkpoint.reread) {
    const dirty = await toReadAgain(run, page.rows);
    const parts = { history: after, reread: !isEnd };
    await run.commit({ dirty, state: { ...end, ...checkpointWith(run, parts) } });
    slice.hasMoved = true;
    return true;
  }
  let waiting = await notYetStored(run, page.rows);
  if (waiting.length === 0) {
    await run.commit({ state: { ...end, ...checkpointWith(run, { history: after }) } });
    // A page without rows may belong to an endless list.
    const isFurther = (after.place?.count ?? 0) > (before.place?.count ?? 0);
    slice.hasMoved ||= isFurther && page.rows.length > 0;
    return true;
  }
  while (waiting.length > 0) {
    run.signal?.throwIfAborted();
    if (isOver(run, slice)) return false;
    const batch = await run.readBatch(waiting);
    const count = batch.snapshots.length + batch.failures.length;
    const read = waiting.slice(0, count);
    waiting = waiting.slice(count);
    const isLast = waiting.length === 0;
    await commitHydration(run, batch, read, {
      progress: {
        phase: "history",
        done: done - waiting.length,
        total,
        totalExact: page.total !== undefined,
      },
      checkpoint: { history: isLast ? after : before },
      state: isLast ? end : {},
    });
    slice.hasMoved = true;
  }
  return true;
}

/** Returns what of a page is not stored yet, with its stamps from the dirty list. */
async function notYetStored(
  run: ConnectedRun,
  rows: HistoryPage["rows"],
): Promise<readonly DirtyPullRequest[]> {
  const stored = await storedOf(run, rows);
  const isNews = ({ number, updatedAt }: HistoryRow) =>
    (stored.get(number)?.updatedAt.getTime() ?? Number.NEGATIVE_INFINITY) < updatedAt.getTime();
  return entriesOf(run, rows.filter(isNews));
}

/**
 * Returns what of a page is stored or in the history's window, for the dirty list. From there each
 * is read once, even if the run stops.
 */
async function toReadAgain(
  run: ConnectedRun,
  rows: HistoryPage["rows"],
): Promise<readonly DirtyPullRequest[]> {
  const { from, isCheck } = historyOf(run);
  const { kindsSince } = run.state().checkpoint;
  const stored = await storedOf(run, rows);
  const isReread = (readAt: Date | undefined) =>
    isCheck && readAt && kindsSince && readAt > kindsSince;
  const isMeant = ({ number, updatedAt }: HistoryRow) =>
    (stored.has(number) || from === null || updatedAt >= from) &&
    !isReread(stored.get(number)?.readAt);
  const entries = await entriesOf(run, rows.filter(isMeant));
  return entries.map((entry) => ({ ...entry, notBefore: undefined }));
}

type HistoryRow = HistoryPage["rows"][number];

/** Returns what is stored of these rows, by number. */
async function storedOf(
  { store, repositoryId }: ConnectedRun,
  rows: readonly HistoryRow[],
): Promise<ReadonlyMap<number, PullRequestState>> {
  const numbers = rows.map(({ number }) => number);
  const states = await store.readPullRequestStates(repositoryId, numbers);
  return new Map(states.map((state) => [state.number, state]));
}

/**
 * Returns these rows as entries of the dirty list. Known entries stay as they are. Entries that
 * failed before are left out: they wait by themselves.
 */
async function entriesOf(
  { store, repositoryId }: ConnectedRun,
  rows: readonly HistoryRow[],
): Promise<readonly DirtyPullRequest[]> {
  const numbers = rows.map(({ number }) => number);
  const dirty = await store.readDirty(repositoryId, numbers);
  const entryOf = new Map(dirty.map((entry) => [entry.number, entry]));
  return rows
    .map(
      ({ number, updatedAt }) =>
        entryOf.get(number) ?? { number, stamps: { pulls: updatedAt }, attempts: 0 },
    )
    .filter(({ attempts }) => attempts === 0);
}
