import type { GitHubClient, RequestOptions } from "../../github/client.ts";
import { wrongSubject } from "../../github/identity.ts";
import { requireRepositoryName } from "../../github/repository-name.ts";
import type { Shape, Shaped } from "../../github/shape.ts";
import { orderById, orderByPath } from "../../model/canonical-order.ts";
import { GhsyncError, isGhsyncError } from "../../model/ghsync-error.ts";
import {
  type ChildKind,
  childKinds,
  type PullRequestChildren,
  rowParts,
  type SnapshotPart,
} from "../../model/snapshot.ts";
import { isOwnFault } from "../graphql-refusal.ts";
import { distinctRows, emptyReading, type Gap, isCapped, type Reading } from "../reading.ts";
import {
  mapRestComment,
  mapRestCommit,
  mapRestFile,
  mapRestPullRequest,
  mapRestReview,
  mapRestReviewComment,
} from "./map-rest.ts";
import {
  restComment,
  restCommit,
  restFile,
  restPullRequest,
  restReview,
  restReviewComment,
  restReviewState,
} from "./rest-shapes.ts";

/** Children that hang on the two ends of a pull request alone, and are stored as they are at these ends. */
export interface HeldDiff {
  readonly headSha: string;
  readonly baseSha: string;
  /** Not to be asked for. */
  readonly kinds: readonly ChildKind[];
  /** Stored whole, though GitHub's lists may have lagged: a list that REST cuts does not replace them. */
  readonly whole: readonly ChildKind[];
}

/** What REST gave of a pull request. */
export interface RestReading extends Reading {
  /** The repository's present name. */
  readonly fullName?: string | undefined;
  /** The last list that GitHub failed at by an error of its own, where no list came. It can also be an outage. */
  readonly failure?: GhsyncError | undefined;
}

export interface RestOptions extends RequestOptions {
  readonly kinds: readonly ChildKind[];
  /** Asked for even where GitHub counts none: the answer tells whether they may be read. @defaultValue none */
  readonly doubted?: readonly SnapshotPart[] | undefined;
  /** What of it is left `undefined` while the pull request still stands there. */
  readonly held?: HeldDiff | undefined;
}

type Row = Shaped<typeof restPullRequest>;

interface ListSpec {
  readonly path: (root: string, number: number) => string;
  /** GitHub's count of its rows. */
  readonly count?: (row: Row) => number;
  readonly read: (raw: unknown, at: string, index: number) => object | undefined;
  /** The field of a row with the address of its pull request. Commits and files have none. */
  readonly parent?: "pull_request_url" | "issue_url";
}

const mapped =
  <Raw, Record extends object>(shape: Shape<Raw>, map: (raw: Raw, index: number) => Record) =>
  (raw: unknown, at: string, index: number) =>
    map(shape(raw, at), index);

const lists: { readonly [K in ChildKind]: ListSpec } = {
  reviews: {
    path: (root, number) => `${root}/pulls/${number}/reviews`,
    parent: "pull_request_url",
    read: (raw, at, index) =>
      restReviewState(raw, at).state === "pending"
        ? undefined
        : mapped(restReview, mapRestReview)(raw, at, index),
  },
  reviewComments: {
    path: (root, number) => `${root}/pulls/${number}/comments`,
    parent: "pull_request_url",
    count: (row) => row.review_comments,
    read: mapped(restReviewComment, mapRestReviewComment),
  },
  comments: {
    path: (root, number) => `${root}/issues/${number}/comments`,
    parent: "issue_url",
    count: (row) => row.comments,
    read: mapped(restComment, mapRestComment),
  },
  commits: {
    path: (root, number) => `${root}/pulls/${number}/commits`,
    count: (row) => row.commits,
    read: mapped(restCommit, mapRestCommit),
  },
  files: {
    path: (root, number) => `${root}/pulls/${number}/files`,
    count: (row) => row.changed_files,
    read: mapped(restFile, mapRestFile),
  },
};

const noLinkedIssues: Gap = { reason: "REST has no list of linked issues.", why: "refused" };

/**
 * Reads one pull request with its children by REST: one request for itself, one for each kind that its counters say it
 * has. A list that GitHub does not give is named in the reading's gaps. GitHub docs: REST "Pulls", "Get a pull request"
 * (the counters), "List commits on a pull request" (250 at most).
 *
 * @throws GhsyncError where the pull request itself is not to be had, or nothing more by this credential
 */
export async function hydrateByRest(
  client: GitHubClient,
  githubId: number,
  number: number,
  { kinds, held, doubted = [], signal }: RestOptions,
): Promise<RestReading> {
  const root = `/repositories/${githubId}`;
  const path = `${root}/pulls/${number}`;
  const { data, date } = await client.get<unknown>(path, { signal });
  let row: Row;
  try {
    row = restPullRequest(data, `#${number}`);
    if (row.number !== number) throw wrongSubject(`#${row.number}`, `#${number}`);
    const { id, full_name: fullName } = row.base.repo;
    if (id !== githubId) throw wrongSubject(`repository ${id}`, `repository ${githubId}`);
    requireRepositoryName(fullName);
  } catch (error) {
    if (!isGhsyncError(error)) throw error;
    const parts = [...rowParts, ...kinds];
    const empty = emptyReading("rest", number, { parts, gap: failed(error), readAt: date });
    return { ...empty, gaps: new Map([...empty.gaps, ["linkedIssues", noLinkedIssues]]) };
  }
  const stands = held?.headSha === row.head.sha && held.baseSha === row.base.sha;
  const children: { [K in ChildKind]?: readonly PullRequestChildren[K][] | undefined } = {};
  const gaps = new Map<SnapshotPart, Gap>([["linkedIssues", noLinkedIssues], ...ungiven(row)]);
  const short = new Map<SnapshotPart, number | undefined>();
  let failure: GhsyncError | undefined;
  let isAnswered = false;
  for (const kind of kinds) {
    if (stands && held.kinds.includes(kind)) continue;
    const counted = lists[kind].count?.(row);
    if (counted === 0 && !doubted.includes(kind)) {
      children[kind] = [];
      continue;
    }
    try {
      const all = await readList(client, kind, root, number, counted, signal);
      const rows = distinctRows(all);
      isAnswered = true;
      if (kind === "commits" && rows.length === counted) requireHead(rows, row);
      children[kind] = rows as never;
      if (rows.length < (counted ?? all.length)) short.set(kind, counted);
    } catch (error) {
      if (!isGhsyncError(error) || !isOfOneList(error)) throw error;
      gaps.set(kind, gapOf(error, kind, row));
      if (error.code === "transient") failure = error;
    }
  }
  // What is stored of the same commits reaches further than REST does.
  if (
    stands &&
    held.whole.includes("commits") &&
    isCapped("commits", "rest", children.commits?.length)
  ) {
    if (short.delete("commits")) children.commits = undefined;
  }
  return {
    by: "rest",
    number,
    pullRequest: mapRestPullRequest(row),
    linkedIssues: undefined,
    children: inOrder(children),
    gaps,
    short,
    readAt: date,
    fullName: row.base.repo.full_name,
    ...(failure && !isAnswered && { failure }),
  };
}

/** @throws GhsyncError `response_invalid` if a whole list of commits lacks the head: it is another pull request's */
function requireHead(rows: readonly object[], { head, number }: Row): void {
  if (rows.some((commit) => (commit as { sha?: unknown }).sha === head.sha)) return;
  throw wrongSubject("other commits", `those of #${number}`);
}

/** Lists of the row itself that GitHub may leave out: that is no empty list. */
function ungiven(row: Row): readonly (readonly [SnapshotPart, Gap])[] {
  const { assignees, requested_reviewers: people, requested_teams: teams } = row;
  const gap = (name: string): Gap => ({ reason: `REST gave no ${name}.`, why: "absent" });
  return [
    ...(assignees ? [] : [["assignees", gap("assignees")] as const]),
    ...(people && teams ? [] : [["requestedReviewers", gap("requested reviewers")] as const]),
  ];
}

async function readList(
  client: GitHubClient,
  kind: ChildKind,
  root: string,
  number: number,
  expected: number | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly object[]> {
  const { path, read, parent } = lists[kind];
  const rows: object[] = [];
  let index = 0;
  const pages = client.pages<unknown>(path(root, number), { per_page: 100 }, { signal, expected });
  for await (const page of pages) {
    for (const raw of page.rows) {
      const row = read(raw, `#${number}.${kind}[${index}]`, index);
      if (parent) requireParent(raw, parent, number);
      index += 1;
      if (row) rows.push(row);
    }
    if (expected === undefined && rows.length > mostUncounted) throw endless(kind);
  }
  return rows;
}

/** @throws GhsyncError `response_invalid` for a row that hangs on another pull request */
function requireParent(raw: unknown, field: string, number: number): void {
  const address = (raw as Readonly<Record<string, unknown>>)[field];
  const [, parent] = /\/(?:pulls|issues)\/(\d+)$/.exec(String(address)) ?? [];
  if (parent !== undefined && Number(parent) !== number) {
    throw wrongSubject(`#${parent}`, `#${number}`);
  }
}

/** Rows after which a list that GitHub does not count is taken for one without an end. */
const mostUncounted = 10_000;

function endless(kind: ChildKind): GhsyncError {
  const message = `GitHub's list of ${kind} did not end after ${mostUncounted} rows.`;
  return new GhsyncError("response_invalid", message);
}

function inOrder(children: { readonly [K in ChildKind]?: unknown }): Reading["children"] {
  const order = (kind: ChildKind) => {
    const rows = children[kind] as readonly never[] | undefined;
    if (!rows || kind === "commits") return rows;
    return kind === "files" ? orderByPath(rows) : orderById(rows);
  };
  return Object.fromEntries(
    childKinds.map((kind) => [kind, order(kind)]),
  ) as unknown as Reading["children"];
}

/** Whether an error can be one list's own. Pure. */
function isOfOneList(error: GhsyncError): boolean {
  return error.code === "access_denied" || isOwnFault(error);
}

function gapOf(error: GhsyncError, kind: ChildKind, row: Row): Gap {
  if (error.code === "access_denied") return { reason: error.message, why: "refused" };
  const isTooLarge = kind === "files" && tellsTooLarge(error) && isLargeDiff(row);
  return { reason: error.message, why: isTooLarge ? "too-large" : "failed" };
}

/** GitHub's refusal to make a diff. GitHub docs: REST "Pulls", "List pull requests files". */
function tellsTooLarge({ status }: GhsyncError): boolean {
  return status === 406 || status === 422;
}

/**
 * Whether a diff can be too large for GitHub, by its own limits: 300 files, 20,000 lines; a huge one is counted as 0. The refusal of
 * a small one passes, within the hour as reported. GitHub docs: "Repository limits", "Diff limits".
 */
function isLargeDiff({ changed_files: files, additions, deletions }: Row): boolean {
  return files === 0 || files > 300 || additions + deletions > 20_000;
}

function failed({ message: reason }: GhsyncError): Gap {
  return { reason, why: "failed" };
}
