import type { GitHubClient } from "../github/client.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";
import {
  type ChangePage,
  etagToSend,
  etagToStore,
  type StreamReadOptions,
  type StreamTarget,
} from "./change-stream.ts";
import { type BadRow, badRowReason, type ParsedRows } from "./listed-rows.ts";
import { createRowCheck } from "./own-rows.ts";
import {
  createPageReader,
  type JoinedPage,
  type NumberedList,
  type ReadSoFar,
} from "./page-reader.ts";
import { type PullRow, pullsByUpdate } from "./pulls-list.ts";
import { checkpointAfterPass, latestStamp } from "./watermark.ts";

/** A page of the walk, with what another run needs to continue it. */
export interface DescendingPage
  extends ChangePage,
    Partial<Pick<JoinedPage<PullRow>, "readSoFar" | "isIncomplete">> {
  /** Why a row that may be a change could not be read, on this page or an earlier one. */
  readonly unread?: string | undefined;
}

/**
 * Walks the list of pull requests from the newest update down to the checkpoint's bound.
 *
 * The order is not strict, so the walk ends at the first page that is older as a whole, or at the
 * end of the list. A response without a next page is the end if it has an older row, or if the next
 * response agrees. For a history, which is read only once, the next response always has to agree. A
 * row that is touched meanwhile moves to the front: it comes twice, or in the
 * next walk. A walk that is interrupted begins again at its first page. What it marked stays
 * marked.
 *
 * @param options `from`: where to continue, for a caller that does not need what moved to the front
 * since; `isHistory`: no later walk reads these rows
 */
export async function* walkDescending(
  client: GitHubClient,
  target: StreamTarget,
  checkpoint: StreamCheckpoint,
  {
    overlapMs,
    signal,
    pageSize = 100,
    from,
    isHistory = false,
  }: StreamReadOptions & {
    readonly from?: ReadSoFar<PullRow> | undefined;
    readonly isHistory?: boolean;
  },
): AsyncGenerator<DescendingPage> {
  const { since } = checkpoint;
  let first: JoinedPage<PullRow> | undefined;
  let skewMs: number | undefined;
  let newest: Date | undefined;
  let unread: string | undefined;
  const etagFor = (url: string) => etagToSend(checkpoint.etag, client.credentialId, url);
  const { path, ...asked } = pullsByUpdate(target.githubId);
  const list: NumberedList<PullRow> = {
    path,
    ...asked,
    pageSize,
    requireOwn: createRowCheck(client, target, { signal }),
    sift: (all, date) => rejectMisplaced(path, all, since, date),
    hasEnded: (rows) => !isHistory && rows.some(({ stamp }) => stamp < since),
    isKnown: (one, other) =>
      one.number === other.number && one.stamp.getTime() === other.stamp.getTime(),
    joins: ([first, ...rows], last) =>
      first !== undefined &&
      (first.stamp > last.stamp || [first, ...rows].some((row) => list.isKnown(row, last))),
  };
  const reader = createPageReader(client, list, { signal, etagFor }, from);
  for (let page = await reader.next(); page; page = await reader.next()) {
    // Only a finished walk stores an ETag, so nothing has moved to the front since.
    if (page.notModified) {
      yield { changes: [], checkpoint, done: true, date: page.date };
      return;
    }
    if (!first) skewMs = client.skewMs();
    first ??= page;
    const changes = page.rows
      .map(({ number, stamp }) => ({ number, stamp }))
      .filter(({ stamp }) => stamp >= since);
    unread ??= badChange(page.all, since);
    newest = latestStamp(newest, ...changes.map(({ stamp }) => stamp));
    // A page whose rows GitHub hides shows nothing about the order. Nor does a page that only one
    // response calls the last.
    const isBehind = page.hasNext && changes.length === 0 && page.rows.length > 0;
    if (!page.isLast && !isBehind) {
      const { readSoFar, isIncomplete } = page;
      yield { changes, checkpoint, done: false, date: page.date, readSoFar, isIncomplete, unread };
      continue;
    }
    const { date, isIncomplete } = page;
    if (unread !== undefined) {
      const { since: _, etag: __, untrustedFrom: ___, ...stand } = checkpoint;
      const stuck = { ...stand, since, unread };
      yield { changes, checkpoint: stuck, done: true, date, isIncomplete, unread };
      return;
    }
    const stand = checkpointAfterPass(checkpoint, newest, { date: first.date, skewMs }, overlapMs);
    // Replicas disagree about young changes. A 304 would hide what this walk missed.
    const settled = !newest || newest.getTime() + overlapMs <= first.date.getTime();
    const etag = settled ? etagToStore(first, client.credentialId) : {};
    yield { changes, checkpoint: { ...stand, ...etag }, done: true, date, isIncomplete };
    return;
  }
}

/**
 * Returns why a row that may be a change could not be read. Such a row is not below a row from
 * before the bound.
 */
function badChange({ rows, bad }: ParsedRows<PullRow>, since: Date): string | undefined {
  const isOlder = ({ stamp }: PullRow) => stamp < since;
  const mayBeChange = ({ at }: BadRow) =>
    !rows.slice(0, at).some(isOlder) || !rows.slice(at).every(isOlder);
  return bad.find(mayBeChange)?.reason;
}

/** How much older a row may be than the row below it, in milliseconds. */
const disorderMs = 600_000;

/**
 * Moves rows that are too old for their place to the bad rows. Pure.
 *
 * Such a row is from before the bound. It is also older than its own creation, or stands above two
 * newer rows: two neighbours may be swapped. Its stamp is not its last update, so it may be a
 * change. A row that is ahead of GitHub's clock proves nothing.
 */
export function rejectMisplaced(
  path: string,
  { rows, bad }: ParsedRows<PullRow>,
  since: Date,
  date: Date,
): ParsedRows<PullRow> {
  const isSunken = ({ stamp, createdAt }: PullRow, at: number) => {
    if (stamp >= since) return false;
    const isNewer = (row: PullRow) =>
      row.stamp <= date && row.stamp.getTime() > stamp.getTime() + disorderMs;
    return stamp < createdAt || rows.slice(at).filter(isNewer).length > 1;
  };
  const sunken = rows.map(isSunken);
  if (!sunken.includes(true)) return { rows, bad };
  const above = (at: number) => sunken.slice(0, at).filter((is) => !is).length;
  const taken = rows.flatMap(({ number, stamp }, at): readonly BadRow[] => {
    if (!sunken[at]) return [];
    const why = `#${number} is out of order for its updated_at, ${stamp.toISOString()}.`;
    return [{ at: above(at), reason: badRowReason(path, why) }];
  });
  const left = bad.map((one) => ({ ...one, at: above(one.at) }));
  const all = [...left, ...taken].sort((one, other) => one.at - other.at);
  return { rows: rows.filter((_, at) => !sunken[at]), bad: all };
}
