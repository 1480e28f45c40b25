import { type HistoryPage, listHistory } from "../changes/list-history.ts";
import type { DirtyPullRequest } from "../ports/repo-store.ts";
import type { HistoryCheckpoint } from "../ports/sync-state.ts";
import { commitHydration } from "./commit-hydration.ts";
import { type ConnectedRun, checkpointWith } from "./run.ts";

/**
 * The first full sync: every pull request in the order of creation, newest first, from where the last slice stopped.
 * Answers false if it stopped because the time was up.
 */
export async function readHistory(run: ConnectedRun): Promise<boolean> {
  let history = run.state().checkpoint.history ?? { done: 0, total: 0 };
  // However short the time, a run comes a step further: else the streams, which go first, could use it up for ever.
  let hasAdvanced = false;
  const isOver = () => hasAdvanced && run.isTimeUp();
  const onCommit = () => {
    hasAdvanced = true;
  };
  for (;;) {
    if (isOver()) return false;
    const page = await listHistory(run.client, run.nodeId, history.cursor, { signal: run.signal });
    history = { ...history, total: page.total };
    if (!(await readHistoryPage(run, page, history, { isOver, onCommit }))) return false;
    history = run.state().checkpoint.history ?? history;
    if (page.cursor === undefined) return true;
  }
}

/** The cursor moves on with the page's last batch: a run that is stopped before lists that page again, and skips what is stored. */
async function readHistoryPage(
  run: ConnectedRun,
  { rows, cursor }: HistoryPage,
  before: HistoryCheckpoint,
  slice: { isOver(): boolean; onCommit(): void },
): Promise<boolean> {
  const done = before.done + rows.length;
  const total = Math.max(before.total, done);
  const after = {
    history: { done, total, ...(cursor !== undefined && { cursor }) },
    state: cursor === undefined ? { historyCompletedAt: run.client.now() } : {},
  };
  let waiting = await notYetStored(run, rows);
  if (waiting.length === 0) {
    const checkpoint = checkpointWith(run, { history: after.history });
    await run.commit({ state: { ...after.state, ...checkpoint } });
    slice.onCommit();
    return true;
  }
  while (waiting.length > 0) {
    run.signal?.throwIfAborted();
    if (slice.isOver()) return false;
    const batch = await run.readBatch(waiting);
    const count = batch.snapshots.length + batch.failures.length;
    const read = waiting.slice(0, count);
    waiting = waiting.slice(count);
    await commitHydration(run, batch, read, {
      progress: { phase: "history", done: done - waiting.length, total, totalExact: true },
      ...(waiting.length === 0
        ? { checkpoint: { history: after.history }, state: after.state }
        : { checkpoint: { history: before } }),
    });
    slice.onCommit();
  }
  return true;
}

/** What of a page is still to be read, with what the streams said of it. What failed before waits on the dirty list. */
async function notYetStored(
  { store, repositoryId }: ConnectedRun,
  rows: HistoryPage["rows"],
): Promise<readonly DirtyPullRequest[]> {
  const numbers = rows.map(({ number }) => number);
  const stored = await store.readPullRequestStates(repositoryId, numbers);
  const stampOf = new Map(stored.map(({ number, updatedAt }) => [number, updatedAt.getTime()]));
  const dirty = await store.readDirty(repositoryId, numbers);
  const entryOf = new Map(dirty.map((entry) => [entry.number, entry]));
  return rows
    .filter(({ number, updatedAt }) => (stampOf.get(number) ?? -1) < updatedAt.getTime())
    .map(({ number }) => entryOf.get(number) ?? { number, stamps: {}, attempts: 0 })
    .filter(({ attempts }) => attempts === 0);
}
