import type { GitHubClient, RequestOptions } from "../../github/client.ts";
import { wrongSubject } from "../../github/identity.ts";
import { requireRepositoryName } from "../../github/repository-name.ts";
import type { Shape } from "../../github/shape.ts";
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
  contradictsNone,
  type KnownChildren,
  lacksReviews,
  type PullRequestRow,
  type RawRow,
  requireParent,
  requireRepository,
  shaOfFile,
} from "./list-proof.ts";
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

/** What REST gave of a pull request. */
export interface RestReading extends Reading {
  /** The repository's current name. */
  readonly fullName?: string | undefined;
  /** GitHub's error for the last list that failed, if no list came at all. It may be an outage. */
  readonly failure?: GhsyncError | undefined;
}

export interface RestOptions extends RequestOptions {
  readonly kinds: readonly ChildKind[];
  /**
   * Parts to read even if GitHub counts none: the response shows whether they may be read.
   * @defaultValue none
   */
  readonly probedParts?: readonly SnapshotPart[] | undefined;
  /** What is known of the pull request. @defaultValue nothing */
  readonly known?: KnownChildren | undefined;
}

interface ListSpec {
  readonly path: (root: string, number: number) => string;
  /** GitHub's count of the rows. */
  readonly count?: (row: PullRequestRow) => number;
  readonly read: (raw: unknown, at: string, index: number) => object | undefined;
  /**
   * The field with the address of the pull request. The addresses of commits and files only name the
   * repository.
   */
  readonly parent?: "pull_request_url" | "issue_url";
  /** A commit that a row names. In a complete list, one row names the head. */
  readonly shaOf?: (raw: unknown) => string | undefined;
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
    shaOf: (raw) => (raw as { readonly sha: string }).sha,
    read: mapped(restCommit, mapRestCommit),
  },
  files: {
    path: (root, number) => `${root}/pulls/${number}/files`,
    count: (row) => row.changed_files,
    shaOf: shaOfFile,
    read: mapped(restFile, mapRestFile),
  },
};

const nothingKnown: KnownChildren = { reviews: [], commented: [] };
const noLinkedIssues: Gap = { reason: "REST has no list of linked issues.", why: "refused" };

/**
 * Reads one pull request with its children by REST: one request for itself, and one for each kind
 * that it counts. A list that GitHub does not give becomes a gap. GitHub docs: REST "Pulls", "Get a
 * pull request" (the counters), "List commits on a pull request" (250 at most).
 *
 * @throws GhsyncError if the pull request itself cannot be read, or if the error concerns the whole
 * credential
 */
export async function hydrateByRest(
  client: GitHubClient,
  githubId: number,
  number: number,
  { kinds, known = nothingKnown, probedParts = [], signal }: RestOptions,
): Promise<RestReading> {
  const root = `/repositories/${githubId}`;
  const path = `${root}/pulls/${number}`;
  const { data, date } = await client.get<unknown>(path, { signal });
  let row: PullRequestRow;
  try {
    row = restPullRequest(data, `#${number}`);
    if (row.number !== number) throw wrongSubject(`#${row.number}`, `#${number}`);
    requireParent((data as RawRow).url, row);
    const { id, full_name: fullName } = row.base.repo;
    if (id !== githubId) throw wrongSubject(`repository ${id}`, `repository ${githubId}`);
    requireRepositoryName(fullName);
  } catch (error) {
    if (!isGhsyncError(error)) throw error;
    const parts = [...rowParts, ...kinds];
    const empty = emptyReading("rest", number, { parts, gap: failed(error), readAt: date });
    return { ...empty, gaps: new Map([...empty.gaps, ["linkedIssues", noLinkedIssues]]) };
  }
  const { diff: stored, reviews: storedReviews, commented } = known;
  const stands = stored?.headSha === row.head.sha && stored.baseSha === row.base.sha;
  const diff = stands ? stored : undefined;
  const children: { [K in ChildKind]?: readonly PullRequestChildren[K][] | undefined } = {};
  const gaps = new Map<SnapshotPart, Gap>([["linkedIssues", noLinkedIssues], ...ungiven(row)]);
  const incomplete = new Map<SnapshotPart, number | undefined>();
  let failure: GhsyncError | undefined;
  let isAnswered = false;
  for (const kind of kinds) {
    if (diff?.kinds.includes(kind)) continue;
    const counted = lists[kind].count?.(row);
    if (
      counted === 0 &&
      !probedParts.includes(kind) &&
      !contradictsNone(kind, row, { diff, commented })
    ) {
      children[kind] = [];
      continue;
    }
    try {
      const all = await readList(client, kind, root, row, signal);
      const rows = distinctRows(all);
      isAnswered = true;
      children[kind] = rows as never;
      if (rows.length !== (counted ?? all.length)) incomplete.set(kind, counted);
    } catch (error) {
      if (!isGhsyncError(error) || !isOfOneList(error)) throw error;
      gaps.set(kind, gapOfList(error, kind, row));
      if (error.code === "transient") failure = error;
    }
  }
  if (lacksReviews(children.reviews, row, storedReviews)) incomplete.set("reviews", undefined);
  // The stored list of the same commits is longer than REST's.
  if (diff?.whole.includes("commits") && isCapped("commits", "rest", children.commits?.length)) {
    if (incomplete.delete("commits")) children.commits = undefined;
  }
  return {
    by: "rest",
    number,
    pullRequest: mapRestPullRequest(row),
    linkedIssues: undefined,
    children: inOrder(children),
    gaps,
    incomplete,
    readAt: date,
    fullName: row.base.repo.full_name,
    ...(failure && !isAnswered && { failure }),
  };
}

/** Returns a gap for each list of the row that GitHub left out. It is not an empty list. */
function ungiven(row: PullRequestRow): readonly (readonly [SnapshotPart, Gap])[] {
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
  pullRequest: PullRequestRow,
  signal: AbortSignal | undefined,
): Promise<readonly object[]> {
  const { path, read, parent, count, shaOf } = lists[kind];
  const { number } = pullRequest;
  const expected = count?.(pullRequest);
  const rows: object[] = [];
  const shas = new Set<string>();
  let index = 0;
  const pages = client.pages<unknown>(path(root, number), { per_page: 100 }, { signal, expected });
  for await (const page of pages) {
    for (const raw of page.rows) {
      const row = read(raw, `#${number}.${kind}[${index}]`, index);
      if (parent) requireParent((raw as RawRow)[parent], pullRequest);
      else requireRepository(raw as RawRow, pullRequest);
      const sha = shaOf?.(raw);
      if (sha !== undefined) shas.add(sha);
      index += 1;
      if (row) rows.push(row);
    }
    if (expected === undefined && rows.length > mostUncounted) throw endless(kind);
  }
  // An incomplete list of commits may lack the head.
  const isWhole = expected !== undefined && index >= expected;
  if (isWhole && shas.size > 0 && !shas.has(pullRequest.head.sha)) {
    throw wrongSubject(`${kind} of another head`, `those of #${number}`);
  }
  return rows;
}

/** Rows after which an uncounted list counts as endless. */
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

/** Whether a single list may cause an error. Pure. */
function isOfOneList(error: GhsyncError): boolean {
  return error.code === "access_denied" || isOwnFault(error);
}

function gapOfList(error: GhsyncError, kind: ChildKind, row: PullRequestRow): Gap {
  if (error.code === "access_denied") return { reason: error.message, why: "refused" };
  const isTooLarge = kind === "files" && isDiffRefused(error) && isLargeDiff(row);
  return { reason: error.message, why: isTooLarge ? "too-large" : "failed" };
}

/** Whether GitHub refused to make a diff. GitHub docs: REST "Pulls", "List pull requests files". */
function isDiffRefused({ status }: GhsyncError): boolean {
  return status === 406 || status === 422;
}

/**
 * Whether a diff may be too large by GitHub's own limits: 300 files or 20,000 lines. GitHub counts
 * a huge one as 0. The refusal of a small diff passes, within the hour as reported. GitHub docs:
 * "Repository limits", "Diff limits".
 */
function isLargeDiff({ changed_files: files, additions, deletions }: PullRequestRow): boolean {
  return files === 0 || files > 300 || additions + deletions > 20_000;
}

function failed({ message: reason }: GhsyncError): Gap {
  return { reason, why: "failed" };
}
