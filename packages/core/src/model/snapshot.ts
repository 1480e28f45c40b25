import type {
  ChangedFile,
  Comment,
  Commit,
  PullRequest,
  Review,
  ReviewComment,
} from "./records.ts";

/** The child records of a pull request, by kind. */
export interface PullRequestChildren {
  readonly reviews: Review;
  readonly reviewComments: ReviewComment;
  readonly comments: Comment;
  readonly commits: Commit;
  readonly files: ChangedFile;
}

/** A kind of child record. */
export type ChildKind = keyof PullRequestChildren;

/** All child kinds, in the order in which they are stored. */
export const childKinds: readonly ChildKind[] = [
  "reviews",
  "reviewComments",
  "comments",
  "commits",
  "files",
];

/** Returns whether a name is a kind of child record. */
export function isChildKind(part: string): part is ChildKind {
  return (childKinds as readonly string[]).includes(part);
}

/** Fields of a pull request's row that can be unknown although the rest of the row was read. */
export const rowParts = [
  "author",
  "mergedBy",
  "mergeCommitSha",
  "headRepository",
  "milestone",
  "labels",
  "assignees",
  "requestedReviewers",
  "linkedIssues",
] as const satisfies readonly (keyof PullRequest)[];

/** A field of a pull request's row that can be unknown alone. */
export type RowPart = (typeof rowParts)[number];

/**
 * A part of a pull request that GitHub can fail to return alone: a field or a kind of child record.
 */
export type SnapshotPart = RowPart | ChildKind;

/**
 * One pull request, with all its child records, as GitHub showed it at one instant.
 *
 * A kind that was not read is `undefined`, and its stored rows stay. A kind that was read is
 * complete, or its name is in `truncated`.
 */
export interface PullRequestSnapshot {
  readonly pullRequest: PullRequest;
  readonly children: { readonly [K in ChildKind]: readonly PullRequestChildren[K][] | undefined };
  /**
   * Kinds of which GitHub shows fewer rows than it counts: it truncates the list, or hides rows.
   */
  readonly truncated: readonly ChildKind[];
  /**
   * Parts that were requested and not returned. Their stored values stay. Such a field has an empty
   * value in `pullRequest` (`null` or an empty list), which means nothing. Such a kind is
   * `undefined` in `children`.
   */
  readonly unread: readonly SnapshotPart[];
  /** GitHub's `Date` when the pull request was read. */
  readonly readAt: Date;
}

type Read = Pick<PullRequestSnapshot, "truncated" | "unread" | "children"> & {
  readonly pullRequest: Pick<PullRequestSnapshot["pullRequest"], "linkedIssues">;
};

/**
 * Returns the truncated kinds of a pull request after a snapshot is stored. For stores.
 *
 * These are the kinds that the snapshot names, and stored ones that it did not read.
 *
 * @param stored the truncated kinds of the stored pull request
 */
export function mergeTruncated(
  { truncated, children }: Pick<Read, "truncated" | "children">,
  stored: readonly ChildKind[] = [],
): ChildKind[] {
  return childKinds.filter(
    (kind) => truncated.includes(kind) || (children[kind] === undefined && stored.includes(kind)),
  );
}

/**
 * Returns the unread parts of a pull request after a snapshot is stored. For stores.
 *
 * These are the parts that the snapshot names, and stored ones that it did not read either.
 *
 * @param stored the unread parts of the stored pull request
 */
export function mergeUnread(snapshot: Read, stored: readonly SnapshotPart[] = []): SnapshotPart[] {
  const { unread, children, pullRequest } = snapshot;
  const wasRead = (part: SnapshotPart) => {
    if (part === "linkedIssues") return pullRequest.linkedIssues !== null;
    return !isChildKind(part) || children[part] !== undefined;
  };
  return [...rowParts, ...childKinds].filter(
    (part) => unread.includes(part) || (stored.includes(part) && !wasRead(part)),
  );
}
