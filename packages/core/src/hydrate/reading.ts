import type { LinkedIssue, PullRequest } from "../model/records.ts";
import {
  type ChildKind,
  childKinds,
  isChildKind,
  type PullRequestChildren,
  type PullRequestSnapshot,
  rowParts,
  type SnapshotPart,
} from "../model/snapshot.ts";

/** Why a part was not given. */
export interface Gap {
  readonly reason: string;
  /**
   * - `refused`: this credential may not read it.
   * - `absent`: GitHub returned nothing instead of rows, without an error.
   * - `too-large`: GitHub does not make the list.
   * - `failed`: everything else.
   */
  readonly why: "refused" | "absent" | "too-large" | "failed";
}

/** What one interface gave of one pull request. */
export interface Reading {
  readonly by: "graphql" | "rest";
  readonly number: number;
  /** Its row, without linked issues; `undefined` if GitHub did not give it, see `gap`. */
  readonly pullRequest: PullRequest | undefined;
  /** Why there is no row. */
  readonly gap?: Gap | undefined;
  /**
   * GitHub says that this number does not exist. Its replicas also say so by mistake. @defaultValue
   * false
   */
  readonly isAbsent?: boolean | undefined;
  readonly children: PullRequestSnapshot["children"];
  /** `undefined` if they were not given. */
  readonly linkedIssues: readonly LinkedIssue[] | undefined;
  /** The parts that were requested and not given. */
  readonly gaps: ReadonlyMap<SnapshotPart, Gap>;
  /** Parts with other rows than GitHub counts, with GitHub's count if it is known. */
  readonly incomplete: ReadonlyMap<SnapshotPart, number | undefined>;
  /**
   * Kinds that were not requested, because they are stored whole for this head and base.
   * @defaultValue none
   */
  readonly storedKinds?: readonly ChildKind[] | undefined;
  /** GitHub's `Date` of the first response. */
  readonly readAt: Date;
}

export const noChildren: PullRequestSnapshot["children"] = {
  reviews: undefined,
  reviewComments: undefined,
  comments: undefined,
  commits: undefined,
  files: undefined,
};

/** Two readings of one pull request, joined. */
export interface Joined {
  readonly pullRequest: PullRequest | undefined;
  /** Why there is no row. */
  readonly gap: Gap | undefined;
  readonly isAbsent: boolean;
  readonly children: PullRequestSnapshot["children"];
  readonly gaps: ReadonlyMap<SnapshotPart, Gap>;
  /**
   * Kinds stored as they came although GitHub counts more: GitHub's own cap, or both interfaces end
   * with the same rows.
   */
  readonly truncated: readonly ChildKind[];
}

/**
 * Where GitHub itself truncates a list. GitHub docs: REST "Pulls", "List commits on a pull
 * request", "List pull requests files".
 */
const caps: { readonly [B in Reading["by"]]: { readonly [P in SnapshotPart]?: number } } = {
  rest: { commits: 250, files: 3000 },
  graphql: { files: 3000 },
};

/**
 * Whether a list ends at GitHub's own cap, so that the same interface cannot show the rest. Pure.
 */
export function isCapped(part: SnapshotPart, by: Reading["by"], rows: number | undefined): boolean {
  return (rows ?? 0) >= (caps[by][part] ?? Number.POSITIVE_INFINITY);
}

/** Returns the parts of a reading to read by the other interface. Pure. */
export function openParts({ by, gaps, incomplete, children }: Reading): readonly SnapshotPart[] {
  const shorter = [...incomplete.keys()].filter(
    (part) => !isCapped(part, by, children[part as ChildKind]?.length),
  );
  return [...new Set([...gaps.keys(), ...shorter])];
}

/**
 * Fills the gaps of one reading from another reading of the same pull request, by the other
 * interface. Pure.
 *
 * - A list that is incomplete in both is final if both end with the same rows.
 * - If they end with different rows, and none reaches the count, the kind counts as not given.
 * - A list of the row that is incomplete, while the other reading has no complete one, counts as
 *   not given.
 * - Files that neither interface gives because the diff is too large are an empty, truncated list.
 *
 * @param other absent if the other interface was not used: then an incomplete list counts as not
 * given
 */
export function joinReadings(first: Reading, other: Reading | undefined): Joined {
  const gaps = gapsOf(first);
  const children: { [K in ChildKind]?: readonly PullRequestChildren[K][] | undefined } = {
    ...first.children,
  };
  const truncated: ChildKind[] = [];
  for (const kind of childKinds) {
    const kept = joinKind(kind, first, other);
    if (kept === undefined) continue;
    children[kind] = kept.rows as never;
    if (kept.gap) gaps.set(kind, kept.gap);
    else gaps.delete(kind);
    if (kept.isTruncated) truncated.push(kind);
  }
  const row = joinRows(first, other, gaps);
  const linkedIssues = wholeLinkedIssues(first) ?? wholeLinkedIssues(other) ?? null;
  if (linkedIssues) gaps.delete("linkedIssues");
  return {
    pullRequest: row && { ...row, linkedIssues },
    gap: first.gap ?? other?.gap,
    isAbsent: Boolean(first.isAbsent && (!other || other.isAbsent)),
    children: children as Reading["children"],
    gaps,
    truncated,
  };
}

/** Returns the gaps of a reading. An incomplete list of the row is a gap. */
function gapsOf({ gaps, incomplete }: Reading): Map<SnapshotPart, Gap> {
  const lists = rowParts.filter((part) => incomplete.has(part));
  return new Map([...lists.map((part) => [part, incompleteGap(part)] as const), ...gaps]);
}

/** Returns the linked issues of a reading; `undefined` if not all are given. Pure. */
export function wholeLinkedIssues(reading: Reading | undefined): Reading["linkedIssues"] {
  return reading?.incomplete.has("linkedIssues") ? undefined : reading?.linkedIssues;
}

interface JoinedKind {
  readonly rows: readonly unknown[] | undefined;
  readonly isTruncated?: boolean;
  readonly gap?: Gap;
}

function joinKind(
  kind: ChildKind,
  first: Reading,
  other: Reading | undefined,
): JoinedKind | undefined {
  const rows = first.children[kind];
  const more = other?.children[kind];
  const isOpen = first.gaps.has(kind) || first.incomplete.has(kind);
  if (isOpen && other?.storedKinds?.includes(kind)) return { rows: undefined };
  if (rows === undefined) {
    if (other && more) return joinAlone(kind, other, first.gaps.get(kind));
    if (!first.gaps.has(kind)) return undefined;
    const isTooLarge = [first, other].some((each) => each?.gaps.get(kind)?.why === "too-large");
    const isNowhere = [first, other].every((each) => isSilent(each?.gaps.get(kind)));
    if (isTooLarge && isNowhere) return { rows: [], isTruncated: true };
    const gap = mergeGaps(first.gaps.get(kind) as Gap, other?.gaps.get(kind));
    return { rows: undefined, gap };
  }
  if (!first.incomplete.has(kind)) return undefined;
  if (isCapped(kind, first.by, rows.length)) return { rows, isTruncated: true };
  if (more === undefined) return joinAlone(kind, first, other?.gaps.get(kind));
  const counted = first.incomplete.get(kind);
  if (!other?.incomplete.has(kind) && more.length >= (counted ?? rows.length))
    return { rows: more };
  if (other && isCapped(kind, other.by, more.length)) return { rows: more, isTruncated: true };
  return sameRows(rows, more)
    ? { rows, isTruncated: true }
    : { rows: undefined, gap: incompleteGap(kind) };
}

/**
 * Joins a kind that only one interface gives. If the other one may give it later, an incomplete
 * list is not final.
 */
function joinAlone(
  kind: ChildKind,
  { by, children, incomplete }: Reading,
  lack: Gap | undefined,
): JoinedKind {
  const rows = children[kind];
  if (!incomplete.has(kind)) return { rows };
  const isFinal = isCapped(kind, by, rows?.length) || lack?.why === "refused";
  return isFinal ? { rows, isTruncated: true } : { rows: undefined, gap: incompleteGap(kind) };
}

/** Whether an interface gives no rows and no failure that may pass. */
function isSilent(gap: Gap | undefined): boolean {
  return gap === undefined || gap.why === "absent" || gap.why === "too-large";
}

/**
 * Merges both gaps of a part that neither interface gives. It is refused only if both refuse it.
 */
function mergeGaps(one: Gap, other: Gap | undefined): Gap {
  if (other === undefined || one.why === other.why) return one;
  return one.why === "refused" ? other : one;
}

function incompleteGap(kind: SnapshotPart): Gap {
  const reason = `GitHub's list of ${kind} has other rows than GitHub counts.`;
  return { reason, why: "failed" };
}

/**
 * Returns the rows without repeated ones, which take the place of others. The first of each stays.
 * Pure.
 */
export function distinctRows<Row>(
  rows: readonly Row[],
  key: (row: Row) => unknown = keyOf,
): readonly Row[] {
  const known = new Set<unknown>();
  return rows.filter((row) => known.size < known.add(key(row)).size);
}

function sameRows(one: readonly unknown[], other: readonly unknown[]): boolean {
  const keys = (rows: readonly unknown[]) => new Set(rows.map(keyOf));
  const known = keys(one);
  return known.size === keys(other).size && other.every((row) => known.has(keyOf(row)));
}

/** Returns what identifies a child among its siblings. */
export function keyOf(row: unknown): unknown {
  const { id, sha, path } = row as { id?: number; sha?: string; path?: string };
  return id ?? sha ?? path;
}

/** Returns the first reading's row, filled from the other one. Removes the gaps that it fills. */
function joinRows(
  first: Reading,
  other: Reading | undefined,
  gaps: Map<SnapshotPart, Gap>,
): PullRequest | undefined {
  const more = other?.pullRequest;
  const otherGaps = other && gapsOf(other);
  let row = first.pullRequest ?? more;
  for (const part of rowParts) {
    const [gap, otherGap] = [gaps.get(part), otherGaps?.get(part)];
    const isGiven = more !== undefined && !otherGap && part !== "linkedIssues";
    if (first.pullRequest && !gap) continue;
    if (row && isGiven) {
      row = { ...row, [part]: more[part] };
      gaps.delete(part);
      continue;
    }
    const lack = gap ? mergeGaps(gap, otherGap) : otherGap;
    if (!lack) continue;
    gaps.set(part, lack);
    // The rows of an incomplete list mean nothing.
    if (row && Array.isArray(row[part])) row = { ...row, [part]: [] };
  }
  if (!row || !first.pullRequest) return row;
  const isUncounted = first.by === "graphql" && first.gaps.has("files");
  return { ...row, ...diffCounts((isUncounted && more) || first.pullRequest) };
}

/** The counts of a diff. If GraphQL gives no files of a huge diff, its counts are 0 too. */
function diffCounts({ additions, deletions, changedFiles }: PullRequest) {
  return { additions, deletions, changedFiles };
}

/**
 * Joins two readings by one interface. The later one wins. What it does not give is taken from the
 * earlier one. Pure.
 */
export function laterReading(earlier: Reading, later: Reading): Reading {
  if (!later.pullRequest || !earlier.pullRequest) return later.pullRequest ? later : earlier;
  // Never mix two states of a pull request.
  if (later.pullRequest.updatedAt.getTime() !== earlier.pullRequest.updatedAt.getTime())
    return later;
  const gaps = new Map(later.gaps);
  const incomplete = new Map(later.incomplete);
  let { pullRequest, children, linkedIssues } = later;
  for (const part of later.gaps.keys()) {
    if (earlier.gaps.has(part)) continue;
    gaps.delete(part);
    if (earlier.incomplete.has(part)) incomplete.set(part, earlier.incomplete.get(part));
    if (part === "files") pullRequest = { ...pullRequest, ...diffCounts(earlier.pullRequest) };
    if (isChildKind(part)) children = { ...children, [part]: earlier.children[part] };
    else if (part === "linkedIssues") ({ linkedIssues } = earlier);
    else pullRequest = { ...pullRequest, [part]: earlier.pullRequest[part] };
  }
  return { ...later, pullRequest, children, linkedIssues, gaps, incomplete };
}

/** Returns a reading that gives none of these parts, for one reason. */
export function emptyReading(
  by: Reading["by"],
  number: number,
  { parts, gap, readAt }: { parts: readonly SnapshotPart[]; gap: Gap; readAt: Date },
): Reading {
  return {
    by,
    number,
    pullRequest: undefined,
    gap,
    children: noChildren,
    linkedIssues: undefined,
    gaps: new Map(parts.map((part) => [part, gap])),
    incomplete: new Map(),
    readAt,
  };
}
