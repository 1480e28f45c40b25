import type { GitHubClient, RequestOptions } from "../github/client.ts";
import { type RepositoryTarget, wrongSubject } from "../github/identity.ts";
import type { Shape, Shaped } from "../github/shape.ts";
import { orderById, orderByPath } from "../model/canonical-order.ts";
import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import type { Commit } from "../model/records.ts";
import type { ChildKind, SnapshotPart } from "../model/snapshot.ts";
import { type FirstPages, type RawPullRequest, readFirstPages } from "./first-pages.ts";
import { type RawList, readFurtherPages } from "./further-pages.ts";
import {
  type GraphQLFields,
  graphQLActor,
  graphQLComment,
  graphQLCommit,
  graphQLDetails,
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
  fieldParts,
  fieldShapes,
  mapActor,
  mapComment,
  mapCommit,
  mapFile,
  mapLinkedIssue,
  mapPullRequest,
  mapReview,
  mapReviewComment,
  mapReviewRequest,
} from "./map-graphql.ts";
import { type ConnectionName, connections, connectionsFor } from "./query.ts";
import { distinctRows, emptyReading, type Gap, keyOf, type Reading } from "./reading.ts";

/** What GraphQL gave of a batch, in the requested order. */
export interface GraphQLReadings {
  readonly readings: readonly Reading[];
  /** The repository's current name. */
  readonly fullName: string;
  /** GitHub's `Date` of the first response. */
  readonly readAt: Date;
}

/**
 * Reads pull requests with all their children by GraphQL.
 *
 * Sends one query for the batch, one more if an unreadable list hid pull requests, and one for each
 * round of further pages. What GitHub does not give becomes a gap of the reading.
 *
 * @param numbers at most 25, unless GitHub can return more
 * @throws GhsyncError `query_too_heavy` if GitHub gave up: try fewer
 */
export async function hydratePullRequests(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  { kinds, signal }: RequestOptions & { readonly kinds: readonly ChildKind[] },
): Promise<GraphQLReadings> {
  const names = connectionsFor(kinds);
  const { pages, fullName, date } = await readFirstPages(client, target, numbers, {
    names,
    isWhole: true,
    signal,
  });
  await readFurtherPages(client, pages.values(), { signal });
  const readings = [...pages].map(([number, page]) => readingOf(number, page, names, date));
  const { namesTeams } = client.knowledge;
  return { readings: namesTeams ? readings : readings.map(withoutTeams), fullName, readAt: date };
}

const unnamedTeam: Gap = {
  reason: "This token may not name teams: it needs the scope read:org.",
  why: "refused",
};

/** Refuses the reviewers if a team is among them and the credential may not name teams. */
function withoutTeams(reading: Reading): Reading {
  const part = "requestedReviewers";
  if (!reading.gaps.has(part)) return reading;
  return { ...reading, gaps: new Map([...reading.gaps, [part, unnamedTeam]]) };
}

/**
 * Reads only the linked issues of these pull requests. Only GraphQL lists them, and it may fail at
 * the rest of a pull request.
 */
export async function hydrateLinkedIssues(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  { signal }: RequestOptions,
): Promise<readonly Reading[]> {
  const names: readonly ConnectionName[] = ["closingIssuesReferences"];
  const read = { names, isWhole: false, signal };
  const { pages, date } = await readFirstPages(client, target, numbers, read);
  await readFurtherPages(client, pages.values(), { signal });
  return [...pages].map(([number, page]) => readingOf(number, page, names, date));
}

function readingOf(
  number: number,
  { raw, gaps: fieldGaps, isAbsent }: FirstPages,
  names: readonly ConnectionName[],
  readAt: Date,
): Reading {
  const parts = [...Object.values(fieldParts), ...names.map((name) => connections[name].part)];
  if (!raw) {
    const empty = { parts, gap: wholeGap(fieldGaps), readAt };
    return { ...emptyReading("graphql", number, empty), isAbsent };
  }
  const gaps = new Map<SnapshotPart, Gap>();
  const incomplete = new Map<SnapshotPart, number | undefined>();
  const lists = new Map<ConnectionName, readonly unknown[]>();
  for (const name of names) {
    const { part } = connections[name];
    const at = `#${number}.${name}`;
    const list = given(fieldGaps.get(name) ?? silenceOf(raw[name], at), () => {
      const read = parsers[name](listIn(raw, name, at), { at, number });
      if (name === "commits" && !read.isIncomplete)
        requireHead(read.rows as readonly Commit[], raw, at);
      return read;
    });
    if (isGap(list)) gaps.set(part, list);
    else {
      lists.set(name, list.rows);
      if (list.isIncomplete) incomplete.set(part, list.count);
    }
  }
  const fields: Partial<GraphQLFields> = {};
  for (const [name, shape] of fieldShapes) {
    const field = given(fieldGaps.get(name), () => shape(raw, `#${number}`));
    if (isGap(field)) gaps.set(fieldParts[name], field);
    else Object.assign(fields, field);
  }
  const rows = <Row>(name: ConnectionName) => lists.get(name) as readonly Row[] | undefined;
  const pullRequest = given(detailGap(fieldGaps), () => {
    const details = graphQLDetails(raw, `#${number}`);
    return mapPullRequest(details, fields, {
      labels: rows("labels"),
      assignees: rows("assignees"),
      requestedReviewers: rows("reviewRequests"),
    });
  });
  const linked = rows<Shaped<typeof graphQLLinkedIssue>>("closingIssuesReferences");
  return {
    by: "graphql",
    number,
    linkedIssues: linked?.map(mapLinkedIssue),
    ...(isGap(pullRequest) ? { pullRequest: undefined, gap: pullRequest } : { pullRequest }),
    children: {
      reviews: rows("reviews"),
      reviewComments: rows("reviewThreads"),
      comments: rows("comments"),
      commits: rows("commits"),
      files: rows("files"),
    },
    gaps,
    incomplete,
    readAt,
  };
}

/**
 * Returns what `read` returns, or the gap: a known one, or that GitHub's value has the wrong shape.
 */
function given<T extends object>(gap: Gap | undefined, read: () => T): T | Gap {
  if (gap) return gap;
  try {
    return read();
  } catch (error) {
    if (!isGhsyncError(error)) throw error;
    return { reason: error.message, why: "failed" };
  }
}

function isGap(value: object): value is Gap {
  return "why" in value;
}

const nothing: Gap = { reason: "GitHub returned nothing for it.", why: "failed" };

function wholeGap(gaps: FirstPages["gaps"]): Gap {
  return gaps.get("") ?? [...gaps.values()][0] ?? nothing;
}

/** Returns why there is no row: an error at a field that it needs. */
function detailGap(gaps: FirstPages["gaps"]): Gap | undefined {
  const apart = new Set<string>([...Object.keys(fieldParts), ...Object.keys(connections)]);
  return [...gaps].find(([name]) => !apart.has(name))?.[1];
}

/** Returns a gap if GitHub returned null instead of rows. */
function silenceOf(raw: unknown, at: string): Gap | undefined {
  const isNull = raw === null || (raw as { readonly nodes?: unknown } | undefined)?.nodes === null;
  if (!isNull) return undefined;
  return { reason: `GitHub returned null for ${at}, without an error.`, why: "absent" };
}

/** The list that is being read. */
interface Asked {
  readonly at: string;
  /** The pull request's number. */
  readonly number: number;
}

interface ListRead {
  readonly rows: readonly unknown[];
  /** GitHub counts more rows. */
  readonly isIncomplete: boolean;
  /** GitHub's count of these rows, if it counts them. */
  readonly count?: number | undefined;
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
