import type { GitHubClient, RequestOptions } from "../github/client.ts";
import type { GraphQLItemError } from "../github/graphql-errors.ts";
import { repositoryMissing, throwIfTooHeavy } from "../github/graphql-errors.ts";
import { type RepositoryTarget, requireSameRepository } from "../github/identity.ts";
import { createListGuard, type ListGuard } from "../github/list-guard.ts";
import {
  count,
  flag,
  list,
  nullable,
  number,
  record,
  type Shape,
  type Shaped,
  token,
} from "../github/shape.ts";
import { largerBatch, smallerBatch } from "../hydrate/batch.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { HistoryPlace } from "../model/sync-state.ts";
import type { StreamTarget } from "./change-stream.ts";
import { walkDescending } from "./descending-walk.ts";
import { numberAt, requireSame, stamp } from "./listed-rows.ts";
import { createRowCheck } from "./own-rows.ts";
import { createPageReader, type NumberedList, type ReadSoFar } from "./page-reader.ts";
import { type PullRow, parsePullRow, pullsPath } from "./pulls-list.ts";

/** A page of the pull requests that the first full sync reads. */
export interface HistoryPage {
  readonly rows: readonly { readonly number: number; readonly updatedAt: Date }[];
  /** The number of pull requests; `undefined` if GitHub does not give it. */
  readonly total: number | undefined;
  /**
   * Where the next page begins, valid between runs. Absent on the last page, and after a page whose
   * rows GitHub hides.
   */
  readonly place: HistoryPlace | undefined;
  readonly last: boolean;
  /**
   * The page has fewer rows than requested, although the list continues. GitHub may have left some
   * out.
   */
  readonly isIncomplete?: boolean;
  /** Why a row of this page, or of an earlier one, could not be read. */
  readonly unread?: string | undefined;
}

export interface HistoryListOptions extends RequestOptions {
  /** Rows per list request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number;
}

const query = `query ListHistory($repository: ID!, $first: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  node(id: $repository) { ... on Repository { databaseId
    pullRequests(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount nodes { number url createdAt updatedAt } pageInfo { hasNextPage endCursor }
    }
  } }
}`;

/** Far longer than GitHub's cursors. Protects the store, which keeps one. */
const maxCursorLength = 1000;

const listedFields = record({
  number,
  url: numberAt(/\/pull\/(\d+)$/),
  createdAt: stamp,
  updatedAt: stamp,
});

const listedRow: Shape<Omit<Shaped<typeof listedFields>, "url">> = (value, at) => {
  const { url, ...row } = listedFields(value, at);
  requireSame(row.number, url, `${at}.url`);
  return row;
};

const listedPage = record({
  totalCount: count,
  nodes: list(nullable(listedRow)),
  pageInfo: record({ hasNextPage: flag, endCursor: nullable(token) }),
});

type ListedPage = Shaped<typeof listedPage>;

interface ListHistoryData {
  readonly node: { readonly databaseId?: unknown; readonly pullRequests?: unknown } | null;
}

/**
 * Lists every pull request by GraphQL in the order of creation, newest first.
 *
 * The order never changes and the cursor is GitHub's, so new pull requests do not move the place. A
 * page that is too heavy for GitHub is requested again, half as long.
 *
 * @throws GhsyncError `response_invalid` after a page that shows that the list has no end
 */
export async function* listByCreation(
  client: GitHubClient,
  target: RepositoryTarget,
  from: HistoryPlace | undefined,
  { pageSize = 100, ...options }: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  let first = pageSize;
  let place = from;
  let guard: ListGuard | undefined;
  for (let after = from?.cursor ?? null; ; ) {
    let page: ListedPage;
    try {
      page = await askForPage(client, target, { first, after }, options);
    } catch (error) {
      if (first === 1 || !isGhsyncError(error) || error.code !== "query_too_heavy") throw error;
      first = smallerBatch(first);
      continue;
    }
    first = largerBatch(first, pageSize);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (hasNextPage && (!endCursor || endCursor.length > maxCursorLength))
      throw notListed("its list continues, but has no cursor");
    const next = hasNextPage ? endCursor : null;
    const fresh = freshNodes(page.nodes, place);
    const rows = fresh.filter((node) => node !== null);
    const total = page.totalCount;
    if (next === null) {
      yield { rows, total, place: undefined, last: true };
      return;
    }
    const before = place?.count ?? 0;
    const name = "of pull requests by GraphQL";
    guard ??= createListGuard({ name, first: after ?? "", expected: total, before });
    const last = rows.at(-1) ?? place;
    place = last && { ...last, count: before + fresh.length, cursor: next };
    yield { rows, total, place, last: false };
    guard(fresh, next);
    after = next;
  }
}

/**
 * Returns the nodes that no earlier node or page has shown. A row that comes twice takes the place
 * of another one. Hidden nodes count.
 */
function freshNodes(nodes: ListedPage["nodes"], place: HistoryPlace | undefined) {
  const shown = new Set<number>();
  return nodes.filter((node) => {
    if (node === null) return true;
    if (shown.has(node.number) || node.number === place?.number) return false;
    shown.add(node.number);
    return !place?.createdAt || node.createdAt <= place.createdAt;
  });
}

async function askForPage(
  client: GitHubClient,
  { githubId, nodeId: repository }: RepositoryTarget,
  page: { readonly first: number; readonly after: string | null },
  options: RequestOptions,
): Promise<ListedPage> {
  const variables = { repository, ...page };
  const { data, errors } = await client.graphql<ListHistoryData>(query, variables, options);
  throwIfTooHeavy(errors);
  // GitHub no longer knows the cursor. The repository is there, and REST continues without a
  // cursor.
  const isCursorLost = errors.some(({ type }) => type === "INVALID_CURSOR_ARGUMENTS");
  if (!data.node && !isCursorLost) throw repositoryMissing(errors);
  const { pullRequests, databaseId } = data.node ?? {};
  requireSameRepository(databaseId, githubId);
  // An error at one node leaves out that node. The list is then shorter than its count.
  const isAtNode = ({ path }: GraphQLItemError) => path?.[2] === "nodes" && path.length > 3;
  const error = errors.find((one) => !isAtNode(one));
  if (!pullRequests || error) throw notListed(error?.message ?? "no list");
  return listedPage(pullRequests, "pullRequests");
}

function notListed(reason: string): GhsyncError {
  const message = `GitHub did not list the pull requests: ${reason}.`;
  return new GhsyncError("transient", message, { retryable: true });
}

/**
 * Lists every pull request by REST in the order of creation, newest first.
 *
 * A place holds the number of rows read and the last of them. Pull requests that are opened
 * meanwhile push it down. An issue that became a pull request has an old number but was created
 * late, so rows are compared by creation.
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
    read: parsePullRow,
    requireOwn: createRowCheck(client, target, { signal }),
    isKnown: (row, last) => row.number === last.number || isLater(row, last),
    joins: (rows, last) => rows.some((row) => list.isKnown(row, last)),
  };
  const reader = createPageReader(client, list, { signal }, readSoFarOf(from));
  for (let page = await reader.next(); page; page = await reader.next()) {
    const { rows, isLast, isIncomplete, readSoFar, all } = page;
    const [bad] = all.bad;
    yield {
      rows: rows.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      place: isLast ? undefined : placeOf(readSoFar),
      last: isLast,
      isIncomplete,
      unread: bad?.reason,
    };
  }
}

/**
 * Lists the pull requests that were updated since an instant, newest update first. Rows move only
 * to the front. A row that leaves its place was updated since, and a change stream shows it.
 */
export async function* listByUpdate(
  client: GitHubClient,
  target: StreamTarget,
  since: Date,
  place: HistoryPlace | undefined,
  options: HistoryListOptions,
): AsyncGenerator<HistoryPage> {
  const walk = { ...options, overlapMs: 0, from: readSoFarOf(place), isHistory: true };
  const pages = walkDescending(client, target, { since }, walk);
  for await (const { changes, done, readSoFar, isIncomplete = false, unread } of pages) {
    yield {
      rows: changes.map(({ number, stamp }) => ({ number, updatedAt: stamp })),
      total: undefined,
      place: done ? undefined : placeOf(readSoFar),
      last: done,
      isIncomplete,
      unread,
    };
  }
}

function readSoFarOf(place: HistoryPlace | undefined): ReadSoFar<PullRow> | undefined {
  if (!place?.createdAt) return undefined;
  const { count, number, createdAt, updatedAt } = place;
  return { count, last: { number, createdAt, stamp: updatedAt } };
}

// A page whose rows are all hidden gives no place to continue from.
function placeOf(read: ReadSoFar<PullRow> | undefined): HistoryPlace | undefined {
  if (!read?.last) return undefined;
  const { number, createdAt, stamp } = read.last;
  return { number, createdAt, updatedAt: stamp, count: read.count };
}

function isLater(row: PullRow, other: PullRow): boolean {
  return row.createdAt > other.createdAt;
}
