import { GhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient, ListPage } from "../github/github-client.ts";
import type { StreamCheckpoint } from "../ports/sync-state.ts";
import { parseInstant } from "../records/parse-value.ts";
import { latestStamp, standAfterPass } from "./bounds.ts";
import type { Change, ChangePage, StreamReadOptions } from "./change-stream.ts";
import { etagToSend, etagToStore } from "./conditional.ts";
import { isoSeconds } from "./iso-seconds.ts";
import type { StampedRow } from "./stamped-row.ts";

export interface AscendingList<Row extends StampedRow> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The pull request that a row speaks of; `undefined` for a row that speaks of none. */
  readonly pullRequestOf: (row: Row) => number | undefined;
}

/**
 * Walks a list in ascending order of update from the checkpoint's bound to its end. Reads a page, then asks anew from where
 * that page ended: a row that is touched in the meantime leaves its place, and page numbers would skip
 * another. Only inside one crowded second it follows GitHub's own link.
 */
export async function* walkAscending<Row extends StampedRow>(
  client: GitHubClient,
  list: AscendingList<Row>,
  checkpoint: StreamCheckpoint,
  { overlapMs, signal, pageSize = 100 }: StreamReadOptions,
): AsyncGenerator<ChangePage> {
  const { since, etag: _, pass: __, ...stand } = checkpoint;
  let from = checkpoint.pass?.from ?? since;
  let newest = checkpoint.pass?.newest;
  let startedAt = checkpoint.pass?.startedAt;
  let skewMs = checkpoint.pass?.skewMs;
  for (;;) {
    const restartFrom: Date = from;
    const parameters = { ...list.parameters, per_page: pageSize, ...sinceParameter(from) };
    const etagFor = (url: string) =>
      startedAt ? undefined : etagToSend(checkpoint.etag, client.credentialId, url);
    let first = true;
    for await (const page of client.pages<Row>(list.path, parameters, { signal, etagFor })) {
      if (!startedAt) skewMs = client.skewMs();
      startedAt ??= page.date;
      if (page.notModified) {
        yield { changes: [], checkpoint, done: true, date: page.date };
        return;
      }
      const stamps = stampsOf(page);
      newest = latestStamp(newest, ...stamps);
      const changes = changesOf(page, list);
      if (!page.hasNext) {
        const next = standAfterPass(checkpoint, newest, { date: startedAt, skewMs }, overlapMs);
        // Only a pass of one page, asked again by the same URL, can be told by that page's ETag; and a full page's says nothing of the
        // rows that come behind it.
        const isWhole = first && page.rows.length < pageSize;
        const repeats = isWhole && next.since.getTime() === from.getTime();
        const etag = repeats ? etagToStore(page, client.credentialId) : {};
        yield { changes, checkpoint: { ...next, ...etag }, done: true, date: page.date };
        return;
      }
      const edge = edgeOf(stamps);
      if (edge && edge > from) from = edge;
      const started = { startedAt, ...(skewMs !== undefined && { skewMs }) };
      const pass = { ...started, from, newest: newest ?? from };
      yield { changes, checkpoint: { since, ...stand, pass }, done: false, date: page.date };
      if (from > restartFrom) break;
      first = false;
    }
    if (from.getTime() === restartFrom.getTime()) throw endedEarly(list.path);
  }
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

function stampsOf(page: ListPage<StampedRow>): readonly Date[] {
  return page.rows.map((row) => parseInstant(row.updated_at));
}

function changesOf<Row extends StampedRow>(
  page: ListPage<Row>,
  { pullRequestOf }: AscendingList<Row>,
): readonly Change[] {
  return page.rows.flatMap((row) => {
    const number = pullRequestOf(row);
    return number === undefined ? [] : [{ number, stamp: parseInstant(row.updated_at) }];
  });
}

function endedEarly(path: string): GhsyncError {
  return new GhsyncError("transient", `GitHub's list ${path} ended before its last page.`, {
    retryable: true,
  });
}
