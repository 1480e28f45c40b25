import type { GitHubClient } from "../github/client.ts";
import type { StreamCheckpoint } from "../model/sync-state.ts";
import {
  type ChangePage,
  etagToSend,
  etagToStore,
  type StreamReadOptions,
  type StreamTarget,
} from "./change-stream.ts";
import { type BadRow, badRowReason, type ReadRows } from "./listed-rows.ts";
import { createRowCheck } from "./own-rows.ts";
import {
  createPageReader,
  type JoinedPage,
  type NumberedList,
  type ReadSoFar,
} from "./page-reader.ts";
import { type PullRow, pullsByUpdate } from "./pulls-list.ts";
import { checkpointAfterPass, latestStamp } from "./watermark.ts";

/** A page of the walk, for who goes on from it in another run. */
export interface DescendingPage
  extends ChangePage,
    Partial<Pick<JoinedPage<PullRow>, "readSoFar" | "isIncomplete">> {
  /** Why a row that may be a change could not be read, on this page or before it. */
  readonly unread?: string | undefined;
}

/**
 * Walks the list of pull requests that is ordered by update, newest first, down to the checkpoint's bound: to a whole page that is older, since the
 * order is not strict, or to the list's end. An answer without a next page is believed to be the end where it has a row that is older,
 * or where the next answer says the same. A row that is touched meanwhile moves to the front and comes twice or next time, never not at
 * all, however old an answer is. A walk that is broken off begins anew at its first page; what it marked stays marked.
 *
 * @param options `from`: where to go on instead, for who need not know what has moved to the front since
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
  }: StreamReadOptions & { readonly from?: ReadSoFar<PullRow> | undefined },
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
    hasEnded: (rows) => rows.some(({ stamp }) => stamp < since),
    isKnown: (one, other) =>
      one.number === other.number && one.stamp.getTime() === other.stamp.getTime(),
    joins: ([first, ...rows], last) =>
      first !== undefined &&
      (first.stamp > last.stamp || [first, ...rows].some((row) => list.isKnown(row, last))),
  };
  const reader = createPageReader(client, list, { signal, etagFor }, from);
  for (let page = await reader.next(); page; page = await reader.next()) {
    // Stored by a walk that was closed: nothing moved to the front since.
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
    // A page whose rows GitHub hides says nothing of the order.
    if (!page.isLast && (changes.length > 0 || page.rows.length === 0)) {
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
    // While a change is young, replicas disagree about what stands on which page: a 304 would hide what this walk missed.
    const settled = !newest || newest.getTime() + overlapMs <= first.date.getTime();
    const etag = settled ? etagToStore(first, client.credentialId) : {};
    yield { changes, checkpoint: { ...stand, ...etag }, done: true, date, isIncomplete };
    return;
  }
}

/** Why a change may be among the rows that could not be read: one that is not below a row from before the bound. */
function badChange({ rows, bad }: ReadRows<PullRow>, since: Date): string | undefined {
  const isOlder = ({ stamp }: PullRow) => stamp < since;
  const mayBeChange = ({ at }: BadRow) =>
    !rows.slice(0, at).some(isOlder) || !rows.slice(at).every(isOlder);
  return bad.find(mayBeChange)?.reason;
}

/** How much older a row may be than one that it stands above. */
const disorderMs = 600_000;

/**
 * The rows without those that are too old for their place: from before the bound, and from before they were created, or above two rows
 * that are newer, since neighbours may be in each other's place. What they show is not when they were updated, so they may be
 * changes. A row that is ahead of GitHub's clock tells nothing. Pure.
 */
export function rejectMisplaced(
  path: string,
  { rows, bad }: ReadRows<PullRow>,
  since: Date,
  date: Date,
): ReadRows<PullRow> {
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
    const why = `#${number} is in no place for the updated_at that it shows, ${stamp.toISOString()}.`;
    return [{ at: above(at), reason: badRowReason(path, why) }];
  });
  const left = bad.map((one) => ({ ...one, at: above(one.at) }));
  const all = [...left, ...taken].sort((one, other) => one.at - other.at);
  return { rows: rows.filter((_, at) => !sunken[at]), bad: all };
}
