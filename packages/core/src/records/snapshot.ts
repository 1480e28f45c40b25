import type { ChangedFile, Comment, Commit, Review, ReviewComment } from "./children.ts";
import type { PullRequest } from "./pull-request.ts";

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
  /** GitHub's `Date` when it was read. */
  readonly readAt: Date;
}
