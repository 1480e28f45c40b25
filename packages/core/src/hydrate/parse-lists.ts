import { wrongSubject } from "../github/identity.ts";
import type { Shape } from "../github/shape.ts";
import { orderById, orderByPath } from "../model/canonical-order.ts";
import { GhsyncError } from "../model/ghsync-error.ts";
import type { Commit } from "../model/records.ts";
import type { RawPullRequest } from "./first-pages.ts";
import type { RawList } from "./further-pages.ts";
import {
  graphQLActor,
  graphQLComment,
  graphQLCommit,
  graphQLFile,
  graphQLLabel,
  graphQLLinkedIssue,
  graphQLPage,
  graphQLReview,
  graphQLReviewComment,
  graphQLReviewRequest,
  graphQLThread,
} from "./graphql-shapes.ts";
import {
  mapActor,
  mapComment,
  mapCommit,
  mapFile,
  mapReview,
  mapReviewComment,
  mapReviewRequest,
} from "./map-graphql.ts";
import type { ConnectionName } from "./query.ts";
import { distinctRows, keyOf } from "./reading.ts";

/** The rows that a list gave, and whether GitHub counts others. */
export interface ListRead {
  readonly rows: readonly unknown[];
  /** GitHub counts more rows. */
  readonly isIncomplete: boolean;
  /** GitHub's count of these rows, if it counts them. */
  readonly count?: number | undefined;
}

/**
 * Parses a list of a pull request, after all its pages were read.
 *
 * A list counts only if its rows name this pull request. A complete list of commits has to contain
 * the head.
 *
 * @throws GhsyncError `response_invalid` if a row has another shape, or belongs to another pull
 * request or head
 */
export function parseList(raw: RawPullRequest, name: ConnectionName, asked: Asked): ListRead {
  const read = parsers[name](listIn(raw, name, asked.at), asked);
  if (name === "commits" && !read.isIncomplete) {
    requireHead(read.rows as readonly Commit[], raw, asked.at);
  }
  return read;
}

/** The list that is being read. */
interface Asked {
  readonly at: string;
  /** The pull request's number. */
  readonly number: number;
}

// An account and a team can have the same id.
const listOf = <Raw extends object, Row>(
  shape: Shape<Raw>,
  map: (raw: Raw, index: number) => Row,
  key: (row: Row) => unknown = (row) => JSON.stringify(row),
) => {
  return (list: RawList, { at, number }: Asked): ListRead => {
    const all = shown(list).map((node, index) => {
      const raw = shape(node, `${at}[${index}]`);
      requireParent(raw, number);
      return map(raw, index);
    });
    const rows = distinctRows(all, key);
    const isIncomplete = isIncompleteList(list, all.length - rows.length);
    return { rows, isIncomplete, count: Math.max(list.totalCount, rows.length) };
  };
};

function ordered<Row extends { readonly id: number }>(read: ReturnType<typeof listOf>) {
  return (list: RawList, asked: Asked): ListRead => {
    const { rows, ...rest } = read(list, asked);
    return { ...rest, rows: orderById(rows as readonly Row[]) };
  };
}

/** How the rows of each connection are read. */
const parsers: { readonly [N in ConnectionName]: (list: RawList, asked: Asked) => ListRead } = {
  labels: listOf(graphQLLabel, (raw) => raw),
  assignees: listOf(graphQLActor, mapActor),
  reviewRequests: listOf(graphQLReviewRequest, mapReviewRequest),
  closingIssuesReferences: listOf(graphQLLinkedIssue, (raw) => raw),
  reviews: ordered(listOf(graphQLReview, mapReview, keyOf)),
  reviewThreads: parseThreads,
  comments: ordered(listOf(graphQLComment, mapComment, keyOf)),
  commits: listOf(graphQLCommit, mapCommit, keyOf),
  files: (list, asked) => {
    const { rows, ...rest } = listOf(graphQLFile, mapFile, keyOf)(list, asked);
    return { ...rest, rows: orderByPath(rows as readonly ReturnType<typeof mapFile>[]) };
  },
};

function parseThreads(list: RawList, { at, number }: Asked): ListRead {
  const threads = new Set<string>();
  let isIncomplete = false;
  const rows = shown(list).flatMap((node, index) => {
    const where = `${at}[${index}]`;
    const thread = graphQLThread(node, where);
    threads.add(thread.id);
    const comments = wholePage((node as RawPullRequest).comments, `${where}.comments`);
    isIncomplete ||= isIncompleteList(comments);
    return shown(comments)
      .map((raw, place) => graphQLReviewComment(raw, `${where}.comments[${place}]`))
      .filter(({ state }) => state === "submitted")
      .map((raw) => {
        requireParent(raw, number);
        return mapReviewComment(raw, thread);
      });
  });
  const distinct = distinctRows(rows);
  isIncomplete ||=
    isIncompleteList(list, shown(list).length - threads.size) || distinct.length < rows.length;
  // GitHub counts the threads, not their comments.
  return { rows: orderById(distinct), isIncomplete };
}

/** Returns a list of a pull request. GitHub counts files twice; the larger count is used. */
function listIn(raw: RawPullRequest, name: ConnectionName, at: string): RawList {
  const list = wholePage(raw[name], at);
  const { changedFiles } = raw;
  if (name !== "files" || typeof changedFiles !== "number") return list;
  return { ...list, totalCount: Math.max(list.totalCount, changedFiles) };
}

/**
 * @throws GhsyncError `response_invalid` if a complete list of commits lacks the head: it belongs
 * to another head
 */
function requireHead(rows: readonly Commit[], raw: RawPullRequest, at: string): void {
  const { headRefOid, changedFiles } = raw;
  const isEmpty = rows.length === 0 && !(typeof changedFiles === "number" && changedFiles > 0);
  if (isEmpty || rows.some(({ sha }) => sha === headRefOid)) return;
  throw wrongSubject("the commits of another head", at);
}

/**
 * @param row names its pull request, or has an address with its number. A row with neither is
 * accepted
 * @throws GhsyncError `response_invalid` for a row of another pull request
 */
function requireParent(row: object, number: number): void {
  const { pullRequest, url } = row as {
    readonly pullRequest?: { readonly number: number };
    readonly url?: string;
  };
  const [, inAddress] = /\/(?:pull|issues)\/(\d+)#[^/]*$/.exec(url ?? "") ?? [];
  const parent = pullRequest?.number ?? (inAddress === undefined ? number : Number(inAddress));
  if (parent !== number) throw wrongSubject(`#${parent}`, `#${number}`);
}

/** @throws GhsyncError `response_invalid` if it is not a list, or has a further page */
function wholePage(raw: unknown, at: string): RawList {
  const list = graphQLPage(raw, at);
  if (!list.pageInfo.hasNextPage) return list;
  throw new GhsyncError("response_invalid", `GitHub did not return all of ${at}.`);
}

/** Returns the rows that GitHub shows. A hidden row is `null`. */
function shown({ nodes }: RawList): readonly unknown[] {
  return nodes.filter((node) => node !== null);
}

/**
 * Whether a list has another number of rows than GitHub counts. If the count is lower than the
 * rows, more rows may exist.
 *
 * @param repeated rows that were shown twice, and take the place of others
 */
function isIncompleteList(list: RawList, repeated = 0): boolean {
  const { nodes, totalCount } = list;
  return nodes.length !== totalCount || shown(list).length - repeated !== totalCount;
}
