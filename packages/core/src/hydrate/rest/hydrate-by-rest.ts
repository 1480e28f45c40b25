import { isGhsyncError } from "../../errors/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "../../github/github-client.ts";
import { orderById, orderByPath } from "../../records/canonical-order.ts";
import type { ChildKind, PullRequestSnapshot } from "../../records/snapshot.ts";
import { isCut } from "../is-cut.ts";
import {
  mapRestComment,
  mapRestCommit,
  mapRestFile,
  mapRestReview,
  mapRestReviewComment,
} from "./map-rest-children.ts";
import { mapRestPullRequest } from "./map-rest-pull-request.ts";
import type { RestPullRequest } from "./rest-shapes.ts";

/** Children that hang on the two ends of a pull request alone, and are stored as they are at these ends. */
export interface HeldDiff {
  readonly headSha: string;
  readonly baseSha: string;
  /** Not to be asked for. */
  readonly kinds: readonly ChildKind[];
  /** Stored whole, though GitHub's lists may have lagged: a list that REST cuts does not replace them. */
  readonly whole: readonly ChildKind[];
}

/**
 * Reads one pull request with all its children by REST: one request for itself, one for each kind that its counters say it has.
 * The way out where GraphQL can't be had, or can't bear the pull request.
 * GitHub docs: REST "Pulls", "Get a pull request" (the counters), "List commits on a pull request" (250 at most).
 */
export async function hydrateByRest(
  client: GitHubClient,
  githubId: number,
  number: number,
  {
    kinds,
    held,
    doubted = [],
    signal,
  }: RequestOptions & {
    readonly kinds: readonly ChildKind[];
    /** Asked for even where none are counted: the answer tells whether they may be read. @defaultValue none */
    readonly doubted?: readonly ChildKind[] | undefined;
    /** What of it is left `undefined` in the snapshot while the pull request still stands there. */
    readonly held?: HeldDiff | undefined;
  },
): Promise<{ snapshot: PullRequestSnapshot; forbidden: readonly ChildKind[] }> {
  const forbidden: ChildKind[] = [];
  const root = `/repositories/${githubId}`;
  const pull = `${root}/pulls/${number}`;
  const { data: raw, date } = await client.get<RestPullRequest>(pull, { signal });

  const stands = held?.headSha === raw.head.sha && held.baseSha === raw.base.sha;
  const wanted = stands ? kinds.filter((kind) => !held.kinds.includes(kind)) : kinds;

  async function list<Raw, Row>(
    kind: ChildKind,
    path: string,
    count: number | undefined,
    map: (raw: Raw, index: number) => Row,
  ): Promise<readonly Row[] | undefined> {
    if (!wanted.includes(kind)) return undefined;
    if (count === 0 && !doubted.includes(kind)) return [];
    const rows: Row[] = [];
    try {
      for await (const page of client.pages<Raw>(path, { per_page: 100 }, { signal })) {
        for (const row of page.rows) rows.push(map(row, rows.length));
      }
    } catch (error) {
      if (!isGhsyncError(error) || error.code !== "access_denied") throw error;
      forbidden.push(kind);
      return undefined;
    }
    return rows;
  }

  const reviews = await list("reviews", `${pull}/reviews`, undefined, mapRestReview);
  const reviewComments = await list(
    "reviewComments",
    `${pull}/comments`,
    raw.review_comments,
    mapRestReviewComment,
  );
  const comments = await list(
    "comments",
    `${root}/issues/${number}/comments`,
    raw.comments,
    mapRestComment,
  );
  const commits = await list("commits", `${pull}/commits`, raw.commits, mapRestCommit);
  const files = await list("files", `${pull}/files`, raw.changed_files, mapRestFile);
  const snapshot: PullRequestSnapshot = {
    pullRequest: mapRestPullRequest(raw),
    children: {
      reviews: reviews && orderById(reviews.filter((review) => review !== undefined)),
      reviewComments: reviewComments && orderById(reviewComments),
      comments: comments && orderById(comments),
      commits,
      files: files && orderByPath(files),
    },
    truncated: shortKinds([
      ["reviewComments", reviewComments, raw.review_comments],
      ["comments", comments, raw.comments],
      ["commits", commits, raw.commits],
      ["files", files, raw.changed_files],
    ]),
    readAt: date,
  };
  if (!stands || !held.whole.includes("commits") || !isCut(snapshot))
    return { snapshot, forbidden };
  const children = { ...snapshot.children, commits: undefined };
  const truncated = snapshot.truncated.filter((kind) => kind !== "commits");
  return { snapshot: { ...snapshot, children, truncated }, forbidden };
}

/** The kinds that GitHub lists less of than it counts: beyond its caps, or since a row that was deleted between two pages hid another. */
function shortKinds(
  read: readonly (readonly [ChildKind, readonly unknown[] | undefined, number])[],
): readonly ChildKind[] {
  return read.flatMap(([kind, rows, count]) => (rows && rows.length < count ? [kind] : []));
}
