import type {
  ChangedFile,
  Comment,
  Commit,
  PullRequest,
  Review,
  ReviewComment,
} from "./records.ts";

/** The records that hang off a pull request, by kind. */
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

/** Tells a kind of child from other names. */
export function isChildKind(part: string): part is ChildKind {
  return (childKinds as readonly string[]).includes(part);
}

/** Fields of a pull request's own row that can be unknown although the rest of the row was read. */
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

/** A field of a pull request's own row that can be unknown by itself. */
export type RowPart = (typeof rowParts)[number];

/** A part of a pull request that GitHub can fail to give although it gives the rest: a field, or a kind of child. */
export type SnapshotPart = RowPart | ChildKind;

/**
 * One pull request as GitHub showed it at one instant, with all its children.
 * A child kind that was not read is `undefined`: what is stored of it stays. One that was read is complete, or its
 * name is in `truncated`.
 */
export interface PullRequestSnapshot {
  readonly pullRequest: PullRequest;
  readonly children: { readonly [K in ChildKind]: readonly PullRequestChildren[K][] | undefined };
  /** Kinds that GitHub shows less of than it counts: it cuts them off, or hides some. */
  readonly truncated: readonly ChildKind[];
  /**
   * Parts that were asked for and not given. What is stored of them stays. A field among them has an empty value in
   * `pullRequest` (`null`, or an empty list), which means nothing; a kind among them is `undefined` in `children`.
   */
  readonly unread: readonly SnapshotPart[];
  /** GitHub's `Date` when it was read. */
  readonly readAt: Date;
}

type Read = Pick<PullRequestSnapshot, "truncated" | "unread" | "children"> & {
  readonly pullRequest: Pick<PullRequestSnapshot["pullRequest"], "linkedIssues">;
};

/**
 * The kinds of children that are cut off once a snapshot is stored: those that it names, and those that were cut off
 * and that it did not read. For stores.
 *
 * @param stored what was cut off of what is stored
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
 * The parts that are unread once a snapshot is stored: those that it names, and those that were unread before and that
 * it did not read either. For stores.
 *
 * @param stored what was unread of what is stored
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
