import { nameInAddress, wrongSubject } from "../../github/identity.ts";
import type { Shaped } from "../../github/shape.ts";
import type { ChildKind } from "../../model/snapshot.ts";
import type { restPullRequest } from "./rest-shapes.ts";

/** Children that depend only on a pull request's head and base, and are stored for these. */
export interface StoredDiff {
  readonly headSha: string;
  readonly baseSha: string;
  /** Kinds that need not be read again. */
  readonly kinds: readonly ChildKind[];
  /**
   * Kinds that are stored whole, although GitHub's lists may have lagged. A list that REST
   * truncates does not replace them.
   */
  readonly whole: readonly ChildKind[];
}

/** What is known of a pull request before REST reads it. */
export interface KnownChildren {
  /** What is stored of the diff. Its kinds are not read again while head and base are the same. */
  readonly diff?: StoredDiff | undefined;
  /**
   * Ids of the stored reviews. REST does not count reviews, so a list that lacks one of these is
   * incomplete.
   */
  readonly reviews: readonly number[];
  /** The kinds of comments of which GitHub showed a row before, in a list of either level. */
  readonly commented: readonly ChildKind[];
}

/** The pull request that a list belongs to. */
export type PullRequestRow = Shaped<typeof restPullRequest>;

/** A row as GitHub sent it. */
export type RawRow = Readonly<Record<string, unknown>>;

/**
 * @throws GhsyncError `response_invalid` unless an address is that of this pull request, in its
 * repository
 */
export function requireParent(address: unknown, { number, base }: PullRequestRow): void {
  const { full_name: fullName } = base.repo;
  const [, parent] = /\/(?:pulls|issues)\/(\d+)$/.exec(String(address)) ?? [];
  const isOwn = nameInAddress(address) === fullName.toLowerCase() && Number(parent) === number;
  if (!isOwn) throw wrongSubject(String(address), `${fullName}#${number}`);
}

/**
 * @throws GhsyncError `response_invalid` unless a commit or a file has an address in the repository,
 * or in the fork of its head
 */
export function requireRepository(raw: RawRow, { base, head }: PullRequestRow): void {
  const address = raw.url ?? raw.contents_url ?? raw.blob_url ?? raw.raw_url;
  const name = nameInAddress(address) ?? nameInPage(address);
  const own = [base.repo.full_name, head.repo?.full_name];
  if (own.some((each) => each?.toLowerCase() === name && name !== undefined)) return;
  throw wrongSubject(String(address), base.repo.full_name);
}

/** The repository's name in a file's page address, in lower case; `undefined` if there is none. */
function nameInPage(address: unknown): string | undefined {
  return /\/([^/]+\/[^/]+)\/(?:blob|raw)\//.exec(String(address))?.[1]?.toLowerCase();
}

/**
 * Returns the commit that a file's row names. A removed file names another commit than the head.
 */
export function shaOfFile(raw: unknown): string | undefined {
  const { status, contents_url: url } = raw as RawRow;
  if (status === "removed" || typeof url !== "string") return undefined;
  return /[?&]ref=([0-9a-f]{40,64})(?:&|$)/.exec(url)?.[1];
}

/**
 * Whether a list of reviews lacks a stored one, or is empty although review comments exist. GitHub
 * may leave out a review and still show its comment. Pure.
 */
export function lacksReviews(
  reviews: readonly { readonly id: number }[] | undefined,
  { review_comments: commented }: PullRequestRow,
  stored: readonly number[],
): boolean {
  if (!reviews) return false;
  const listed = new Set(reviews.map(({ id }) => id));
  return stored.some((id) => !listed.has(id)) || (listed.size === 0 && commented > 0);
}

/**
 * Whether a row that counts none of a kind contradicts itself, or what is known: what is stored for
 * the same head and base, and the comments that GitHub showed. Pure.
 */
export function contradictsNone(
  kind: ChildKind,
  { commits, changed_files: files, additions, deletions }: PullRequestRow,
  { diff, commented }: Pick<KnownChildren, "diff" | "commented">,
): boolean {
  if (kind !== "commits" && kind !== "files") return commented.includes(kind);
  return commits + files + additions + deletions > 0 || Boolean(diff?.whole.includes(kind));
}
