import type { GitHubClient } from "../github/client.ts";
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
import { parseRows } from "./listed-rows.ts";
import { createRowCheck } from "./own-rows.ts";
import { checkpointAfterPass, latestStamp, wholeSecond } from "./watermark.ts";

export interface AscendingList {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly read: Shape<StampedRow>;
}

/**
 * Walks a list in ascending order of update, from the checkpoint's bound on.
 *
 * After each page it requests the list again from where that page ended. A row that is touched
 * meanwhile leaves its place, so page numbers would skip another row. It follows GitHub's own link
 * only inside one crowded second.
 *
 * - If a row could not be read, the bound stays before its page.
 * - If a page lacks its last rows, the bound moves only to the last row shown. The next pass
 *   continues from there.
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
  for (;;) {
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
      const { rows, bad } = parseRows(list.path, page.rows, parseFrom(list.read, restartFrom));
      const stamps = rows.map(({ stamp }) => stamp);
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
        // An ETag stands for one page and one URL, so the pass must have one page, and the next
        // pass must request the same URL. The ETag of a full page does not cover the rows after it.
        const isWhole = first && page.rows.length < pageSize;
        const repeats = isWhole && next.since.getTime() === from.getTime();
        const etag = repeats ? etagToStore(page, client.credentialId) : {};
        yield { changes, checkpoint: { ...next, ...etag }, done: true, date: page.date };
        return;
      }
      // A row that is ahead of GitHub's clock does not show where the page ends.
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

/**
 * Wraps a reader of rows: throws for a row older than the requested second. GitHub cannot list it,
 * so its stamp is wrong.
 */
function parseFrom(read: Shape<StampedRow>, from: Date): Shape<StampedRow> {
  return (value, at) => {
    const row = read(value, at);
    if (row.stamp.getTime() >= wholeSecond(from.getTime()).getTime()) return row;
    const what = `an instant from ${from.toISOString()} on`;
    throw unexpected(what, row.stamp.toISOString(), `${at}.updated_at`);
  };
}

/**
 * GitHub returns an empty list for a `since` at or before the epoch, so the parameter is left out.
 */
function sinceParameter(from: Date): { readonly since?: string } {
  return from.getTime() > 0 ? { since: isoSeconds(from) } : {};
}

/**
 * Returns where the next request begins. The order is not strict, so this is the lowest stamp of
 * the page's last tenth, not its last stamp.
 */
function edgeOf(stamps: readonly Date[]): Date | undefined {
  const tenth = Math.max(1, Math.floor(stamps.length / 10));
  return stamps.slice(-tenth).toSorted((one, other) => one.getTime() - other.getTime())[0];
}

function endedEarly(path: string): GhsyncError {
  return new GhsyncError("transient", `GitHub's list ${path} ended before its last page.`, {
    retryable: true,
  });
}

/** Formats an instant as GitHub does. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
