import type { GitHubClient, ListPage } from "../github/github-client.ts";
import type { StreamCheckpoint } from "../ports/sync-state.ts";
import { parseInstant } from "../records/parse-value.ts";
import { latestStamp, standAfterPass } from "./bounds.ts";
import type { ChangePage, StreamReadOptions } from "./change-stream.ts";
import { etagToSend, etagToStore } from "./conditional.ts";
import { type JoinedPage, joinedPages, type NumberedList, type ReadSoFar } from "./joined-pages.ts";
import type { StampedRow } from "./stamped-row.ts";

export interface DescendingList<Row extends StampedRow> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly pullRequestOf: (row: Row) => number;
}

/**
 * Walks a list that is ordered by update, newest first, down to the checkpoint's bound: to a whole page that is older, since the
 * order is not strict. A row that is touched meanwhile moves to the front and comes twice or next time, never not at
 * all, however old an answer is. A walk that is broken off begins anew at its first page; what it marked stays marked.
 *
 * @param options `from`: where to go on instead, for who need not know what has moved to the front since
 */
export async function* walkDescending<Row extends StampedRow>(
  client: GitHubClient,
  { path, parameters, pullRequestOf }: DescendingList<Row>,
  checkpoint: StreamCheckpoint,
  {
    overlapMs,
    signal,
    pageSize = 100,
    from,
  }: StreamReadOptions & { readonly from?: ReadSoFar<Row> | undefined },
): AsyncGenerator<ChangePage & Partial<Pick<JoinedPage<Row>, "readSoFar" | "isShort">>> {
  const { since } = checkpoint;
  let first: ListPage<Row> | undefined;
  let skewMs: number | undefined;
  let newest: Date | undefined;
  const etagFor = (url: string) => etagToSend(checkpoint.etag, client.credentialId, url);
  const list: NumberedList<Row> = {
    path,
    parameters,
    pageSize,
    isKnown: (one, other) =>
      pullRequestOf(one) === pullRequestOf(other) && one.updated_at === other.updated_at,
    joins: (rows, last) =>
      parseInstant(rows[0]?.updated_at ?? last.updated_at) > parseInstant(last.updated_at) ||
      rows.some((row) => list.isKnown(row, last)),
  };
  for await (const page of joinedPages(client, list, { signal, etagFor }, from)) {
    // Stored by a walk that was closed: nothing moved to the front since.
    if (page.notModified) {
      yield { changes: [], checkpoint, done: true, date: page.date };
      return;
    }
    if (!first) skewMs = client.skewMs();
    first ??= page;
    const changes = page.rows
      .map((row) => ({ number: pullRequestOf(row), stamp: parseInstant(row.updated_at) }))
      .filter(({ stamp }) => stamp >= since);
    newest = latestStamp(newest, ...changes.map(({ stamp }) => stamp));
    // A page whose rows GitHub hides says nothing of the order.
    if (page.hasNext && (changes.length > 0 || page.rows.length === 0)) {
      const { readSoFar, isShort } = page;
      yield { changes, checkpoint, done: false, date: page.date, readSoFar, isShort };
      continue;
    }
    const stand = standAfterPass(checkpoint, newest, { date: first.date, skewMs }, overlapMs);
    // While a change is young, replicas disagree about what stands on which page: a 304 would hide what this walk missed.
    const settled = !newest || newest.getTime() + overlapMs <= first.date.getTime();
    const etag = settled ? etagToStore(first, client.credentialId) : {};
    const { date, isShort } = page;
    yield { changes, checkpoint: { ...stand, ...etag }, done: true, date, isShort };
    return;
  }
}
