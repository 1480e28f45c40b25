import type { ChangePage, ChangeStream } from "../../changes/change-stream.ts";
import { judgeChanges } from "../../changes/judge-changes.ts";
import { isHeavyPage } from "../../changes/page-size.ts";
import { GhsyncError, type GhsyncErrorCode, isGhsyncError } from "../../model/ghsync-error.ts";
import type { StreamCheckpoint, StreamName } from "../../model/sync-state.ts";
import { commitHydration, markAgain } from "../batch/commit-batch.ts";
import { type ConnectedRun, checkpointWith } from "../run-context.ts";
import { correctBounds } from "./correct-bounds.ts";
import { readStream } from "./list-recovery.ts";

/**
 * Passes per stream: one, and one more each time a response shows that an earlier `Date` was ahead.
 */
const mostPasses = 4;

interface Tally {
  done: number;
  /** Entries that this run still has to read, as far as it knows. */
  waiting: number;
  /** Numbers that this run could not read. */
  readonly failed: Set<number>;
}

/** How far the change streams were read. */
export interface ChangesRead {
  /** Whether it stopped because the time was up. */
  readonly isTimeUp: boolean;
  /**
   * The error of the first stream that failed while the repository responded. The others were read.
   */
  readonly failure: GhsyncError | undefined;
  /** Names the first row of a list that could not be read. All others were read. */
  readonly unread: GhsyncError | undefined;
}

/**
 * Does the incremental part of a run: reads every stream completely, marks what changed, and reads
 * what is marked, page by page. A stream that fails does not stop the others.
 */
export async function readChanges(run: ConnectedRun): Promise<ChangesRead> {
  const tally: Tally = { done: 0, waiting: 0, failed: new Set() };
  const { streams } = run.options;
  const left = new Set<StreamName>(streams.map(({ name }) => name));
  let failure: GhsyncError | undefined;
  const ended = (isTimeUp: boolean) => ({ isTimeUp, failure, unread: unreadRow(run) });
  await markAgain(run);
  for (let passes = 0; ; passes += 1) {
    for (const name of await correctBounds(run)) left.add(name);
    const stream = streams.find(({ name }) => left.has(name));
    if (!stream) break;
    if (passes > mostPasses * streams.length) throw clockGoesBack();
    left.delete(stream.name);
    const pages = readStream(run, stream);
    for (;;) {
      const next = await nextPage(run, pages);
      if (isGhsyncError(next)) {
        failure ??= next;
        break;
      }
      if (next.done) break;
      const hasMoved = await markChanges(run, stream, next.value, tally);
      if (!(await readDirty(run, tally))) return ended(true);
      if (hasMoved && run.isTimeUp()) return ended(true);
    }
  }
  // A list that is switched off has no page. The due entries are read all the same.
  return ended(!(await readDirty(run, tally)));
}

/** Codes that a single list may fail with. */
const ownFaults: readonly GhsyncErrorCode[] = ["access_denied", "response_invalid", "transient"];

/**
 * Returns the next page, or why the list fails although the repository responds.
 * @throws the repository's own error, if it does not respond
 */
async function nextPage(
  { client, githubId, signal }: ConnectedRun,
  pages: AsyncGenerator<ChangePage>,
): Promise<IteratorResult<ChangePage> | GhsyncError> {
  try {
    return await pages.next();
  } catch (error) {
    if (!isGhsyncError(error) || !ownFaults.includes(error.code)) throw error;
    // The list's own error has a GhsyncError as its cause. This one came from the repository,
    // which was asked already.
    if (isHeavyPage(error) && !isGhsyncError(error.cause)) throw error;
    await client.get(`/repositories/${githubId}`, { signal });
    return error;
  }
}

/** Returns the error of the first row that the streams could not read. */
function unreadRow(run: ConnectedRun): GhsyncError | undefined {
  const { streams } = run.state().checkpoint;
  const reasons = run.options.streams.flatMap(({ name }) => streams[name]?.unread ?? []);
  const [message] = reasons;
  if (message === undefined) return undefined;
  return new GhsyncError("response_invalid", message, { retryable: true });
}

/**
 * Marks the changes of a page. Returns whether a run that stops here continues from this page. An
 * interrupted list may begin again.
 */
async function markChanges(
  run: ConnectedRun,
  stream: ChangeStream,
  page: ChangePage,
  tally: Tally,
): Promise<boolean> {
  const { store, repositoryId } = run;
  const numbers = [...new Set(page.changes.map(({ number }) => number))];
  const nothing = numbers.length === 0;
  const stored = nothing ? [] : await store.readPullRequestStates(repositoryId, numbers);
  const listed = nothing ? [] : await store.readDirty(repositoryId, numbers);
  // The next stream may show the change of a pull request that just failed. That is no reason to
  // retry at once. A pull request that just left the list, because GitHub no longer has it, is
  // not looked for again.
  const waits = new Map(listed.map(({ number, notBefore }) => [number, notBefore]));
  const { streams } = run.state().checkpoint;
  const { untrustedFrom } = streams[stream.name] ?? {};
  const news = judgeChanges(stream.name, page.changes, stored, listed, untrustedFrom);
  const dirty = news.flatMap((entry) => {
    const { number } = entry;
    if (!tally.failed.has(number)) return [entry];
    return waits.has(number) ? [{ ...entry, notBefore: waits.get(number) }] : [];
  });
  const state = checkpointWith(run, { streams: { ...streams, [stream.name]: page.checkpoint } });
  await run.commit({ dirty, state });
  tally.waiting += dirty.filter(({ number }) => !tally.failed.has(number)).length;
  const placeOf = (checkpoint: StreamCheckpoint | undefined) => checkpoint?.pass?.from.getTime();
  return !page.done && placeOf(page.checkpoint) !== placeOf(streams[stream.name]);
}

async function readDirty(run: ConnectedRun, tally: Tally): Promise<boolean> {
  const { client, store, repositoryId } = run;
  for (;;) {
    run.signal?.throwIfAborted();
    // Entries due at the run's start only: what this run postpones stays postponed, so the loop
    // ends. Each response may show that the first one was ahead.
    const now = client.firstResponseAt() ?? client.now();
    const limit = run.options.batchSize;
    const entries = await store.listDirty(repositoryId, { now, limit });
    if (entries.length === 0) return true;
    // Even if its time is up, a run reads at least one batch.
    if (tally.done > 0 && run.isTimeUp()) return false;
    const batch = await run.readBatch(entries);
    const count = batch.snapshots.length + batch.failures.length;
    tally.done += count;
    tally.waiting = Math.max(entries.length, tally.waiting) - count;
    const progress = {
      phase: "incremental",
      done: tally.done,
      total: tally.done + tally.waiting,
      totalExact: false,
    } as const;
    const { failed } = await commitHydration(run, batch, entries, { progress });
    for (const number of failed) tally.failed.add(number);
  }
}

function clockGoesBack(): GhsyncError {
  const message =
    "The Date of GitHub's responses keeps going back. Check the clock of the proxy in front of GitHub, and this machine's.";
  return new GhsyncError("response_invalid", message, { retryable: true, userActionable: true });
}
