import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { type Shape, unexpected } from "../github/shape.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";
import {
  type ChangePage,
  etagToSend,
  etagToStore,
  type StampedRow,
  type StreamReadOptions,
  type StreamTarget,
} from "./change-stream.ts";
import { readRows } from "./listed-rows.ts";
import { createRowCheck } from "./own-rows.ts";
import { checkpointAfterPass, latestStamp, wholeSecond } from "./watermark.ts";

const mostRestarts = 10;

export interface AscendingList {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly read: Shape<StampedRow>;
}

/**
 * Walks a list in ascending order of update from the checkpoint's bound to its end. Reads a page, then asks anew from where
 * that page ended: a row that is touched in the meantime leaves its place, and page numbers would skip
 * another. Only inside one crowded second it follows GitHub's own link. Where a row could not be read, the bound stays before its page.
 * A page that may lack its first rows is asked for again: the bound would pass them. One that lacks its last rows moves the bound only up to
 * what it shows, and the next pass goes on from there.
 */
export async function* walkAscending(
  client: GitHubClient,
  target: StreamTarget,
  list: AscendingList,
  checkpoint: StreamCheckpoint,
  { overlapMs, signal, pageSize = 100 }: StreamReadOptions,
): AsyncGenerator<ChangePage> {
  const { since, etag: _, pass: __, unread: ___, ...stand } = checkpoint;
  const requireOwn = createRowCheck(client, target, { signal });
  let from = checkpoint.pass?.from ?? since;
  let newest = checkpoint.pass?.newest;
  let startedAt = checkpoint.pass?.startedAt;
  let skewMs = checkpoint.pass?.skewMs;
  let unread = checkpoint.pass?.unread;
  let restarts = 0;
  walk: for (;;) {
    const restartFrom: Date = from;
    const parameters = { ...list.parameters, per_page: pageSize, ...sinceParameter(from) };
    const etagFor = (url: string) =>
      startedAt ? undefined : etagToSend(checkpoint.etag, client.credentialId, url);
    let first = true;
    for await (const page of client.pages<unknown>(list.path, parameters, { signal, etagFor })) {
      if (!startedAt) skewMs = client.skewMs();
      startedAt ??= page.date;
      if (page.notModified) {
        yield { changes: [], checkpoint, done: true, date: page.date };
        return;
      }
      await requireOwn(page.rows);
      const { rows, bad } = readRows(list.path, page.rows, readFrom(list.read, restartFrom));
      const stamps = rows.map(({ stamp }) => stamp);
      const isFull = page.rows.length >= pageSize;
      const mayLack = first && !isFull && bad.length === 0 && stamps.length > 0;
      // A row of the very stamp that was asked from begins the list.
      if (mayLack && stamps.every((stamp) => stamp > restartFrom)) {
        const top = await firstStamp(client, list, parameters, { signal });
        if (stamps.every((stamp) => stamp > top)) {
          if (restarts++ > mostRestarts) throw lacksRows(list.path);
          continue walk;
        }
      }
      if (bad[0]) unread ??= { from: restartFrom, reason: bad[0].reason };
      newest = latestStamp(newest, ...stamps);
      const changes = rows.flatMap(({ number, stamp }) =>
        number === undefined ? [] : [{ number, stamp }],
      );
      if (!page.hasNext) {
        const next = checkpointAfterPass(
          checkpoint,
          newest,
          { date: startedAt, skewMs },
          overlapMs,
        );
        if (unread) {
          const stuck = { ...next, since: unread.from < next.since ? unread.from : next.since };
          const checkpoint = { ...stuck, unread: unread.reason };
          yield { changes, checkpoint, done: true, date: page.date };
          return;
        }
        // Only a pass of one page, asked again by the same URL, can be told by that page's ETag; and a full page's says nothing of the
        // rows that come behind it.
        const isWhole = first && !isFull;
        const repeats = isWhole && next.since.getTime() === from.getTime();
        const etag = repeats ? etagToStore(page, client.credentialId) : {};
        yield { changes, checkpoint: { ...next, ...etag }, done: true, date: page.date };
        return;
      }
      // A row that is ahead of GitHub's clock says nothing of where the page ends.
      const edge = edgeOf(stamps.filter((stamp) => stamp <= page.date));
      if (edge && edge > from) from = edge;
      const started = { startedAt, ...(skewMs !== undefined && { skewMs }) };
      const pass = { ...started, from, newest: newest ?? from, ...(unread && { unread }) };
      yield { changes, checkpoint: { since, ...stand, pass }, done: false, date: page.date };
      if (from > restartFrom) break;
      first = false;
    }
    if (from.getTime() === restartFrom.getTime()) throw endedEarly(list.path);
  }
}

/** Reads the rows of a list that was asked for from a second on: no row that is older can stand in it, so its stamp is another's. */
function readFrom(read: Shape<StampedRow>, from: Date): Shape<StampedRow> {
  return (value, at) => {
    const row = read(value, at);
    if (row.stamp.getTime() >= wholeSecond(from.getTime()).getTime()) return row;
    const what = `an instant from ${from.toISOString()} on`;
    throw unexpected(what, row.stamp.toISOString(), `${at}.updated_at`);
  };
}

/** The stamp of the row that begins a list that has rows; the epoch where the answer has none that can be read. */
async function firstStamp(
  client: GitHubClient,
  { path, read }: AscendingList,
  parameters: Readonly<Record<string, string | number>>,
  options: RequestOptions,
): Promise<Date> {
  const pages = client.pages<unknown>(path, { ...parameters, per_page: 1 }, options);
  for await (const page of pages) {
    const [row] = readRows(path, page.rows, read).rows;
    return row?.stamp ?? new Date(0);
  }
  return new Date(0);
}

/** GitHub answers `since` at the epoch, or before it, with an empty list: then all rows are asked for. */
function sinceParameter(from: Date): { readonly since?: string } {
  return from.getTime() > 0 ? { since: isoSeconds(from) } : {};
}

/** Where to ask anew from after a page: the order is not strict, so not from its last stamp, but the lowest of its last tenth. */
function edgeOf(stamps: readonly Date[]): Date | undefined {
  const tenth = Math.max(1, Math.floor(stamps.length / 10));
  return stamps.slice(-tenth).toSorted((one, other) => one.getTime() - other.getTime())[0];
}

function lacksRows(path: string): GhsyncError {
  const message = `GitHub's list ${path} began with other rows each time it was asked for.`;
  return new GhsyncError("transient", message, { retryable: true });
}

function endedEarly(path: string): GhsyncError {
  return new GhsyncError("transient", `GitHub's list ${path} ended before its last page.`, {
    retryable: true,
  });
}

/** An instant as GitHub writes it. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
