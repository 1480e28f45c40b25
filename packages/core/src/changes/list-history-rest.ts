import type { GitHubClient } from "../github/github-client.ts";
import type { HistoryPlace } from "../ports/sync-state.ts";
import type { StreamTarget } from "./change-stream.ts";
import { walkDescending } from "./descending-walk.ts";
import type { HistoryListOptions, HistoryPage } from "./history-page.ts";
import { joinedPages, type NumberedList, type ReadSoFar } from "./joined-pages.ts";
import { createRowCheck } from "./own-rows.ts";
import { type PullRow, pullsPath, readPullRow } from "./pulls-list.ts";

/**
 * Every pull request in the order of creation, newest first, by REST. A place says how many rows were read, and which was the last:
 * those that are opened meanwhile push it further down. An issue that became a pull request has an old number and was created late, so rows
 * are compared by creation.
 */
export async function* listByCreationRest(
  client: GitHubClient,
  target: StreamTarget,
  from: HistoryPlace | undefined,
  { signal, pageSize = 100 }: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  const list: NumberedList<PullRow> = {
    path: pullsPath(target.githubId),
    parameters: { state: "all", sort: "created", direction: "desc" },
    pageSize,
    read: readPullRow,
    requireOwn: createRowCheck(client, target, { signal }),
    isKnown: (row, last) => row.number === last.number || isLater(row, last),
    joins: (rows, last) => rows.some((row) => list.isKnown(row, last)),
  };
  for await (const page of joinedPages(client, list, { signal }, readSoFarOf(from))) {
    const { rows, isLast, isShort, readSoFar, all } = page;
    const [bad] = all.bad;
    yield {
      rows: rows.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      place: isLast ? undefined : placeOf(readSoFar),
      last: isLast,
      isShort,
      unread: bad?.reason,
    };
  }
}

/**
 * The pull requests that were updated since an instant, newest update first. The order moves, but only to the front: what was behind
 * a place and is no more was updated since, and a change stream shows it.
 */
export async function* listByUpdate(
  client: GitHubClient,
  target: StreamTarget,
  since: Date,
  place: HistoryPlace | undefined,
  options: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  const walk = { ...options, overlapMs: 0, from: readSoFarOf(place) };
  const pages = walkDescending(client, target, { since }, walk);
  for await (const { changes, done, readSoFar, isShort = false, unread } of pages) {
    yield {
      rows: changes.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      place: done ? undefined : placeOf(readSoFar),
      last: done,
      isShort,
      unread,
    };
  }
}

function readSoFarOf(place: HistoryPlace | undefined): ReadSoFar<PullRow> | undefined {
  if (!place?.createdAt) return undefined;
  const { count, number, createdAt, updatedAt } = place;
  return { count, last: { number, createdAt, stamp: updatedAt } };
}

// Behind a page whose rows are all hidden there is nothing to go on from.
function placeOf(read: ReadSoFar<PullRow> | undefined): HistoryPlace | undefined {
  if (!read?.last) return undefined;
  const { number, createdAt, stamp } = read.last;
  return { number, createdAt, updatedAt: stamp, count: read.count };
}

function isLater(row: PullRow, other: PullRow): boolean {
  return row.createdAt > other.createdAt;
}
