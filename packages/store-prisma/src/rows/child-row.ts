import type {
  ChangedFile,
  ChildKind,
  Comment,
  Commit,
  PullRequestChildren,
  Review,
  ReviewComment,
} from "@ghsync/core";
import type { Row } from "../prisma-client.ts";
import { actorColumns, toBigInt } from "./actor-columns.ts";

/** The columns of a review, keys of the pull request aside. */
export function reviewRow({ author, ...review }: Review) {
  return { ...review, id: BigInt(review.id), ...actorColumns("author", author) };
}

/** The columns of a review comment, keys of the pull request aside. */
export function reviewCommentRow({ author, ...comment }: ReviewComment) {
  return {
    ...comment,
    id: BigInt(comment.id),
    reviewId: toBigInt(comment.reviewId),
    inReplyToId: toBigInt(comment.inReplyToId),
    ...actorColumns("author", author),
  };
}

/** The columns of a conversation comment, keys of the pull request aside. */
export function commentRow({ author, ...comment }: Comment) {
  return { ...comment, id: BigInt(comment.id), ...actorColumns("author", author) };
}

/** The columns of a commit, keys of the pull request aside. */
export function commitRow({ author, committer, ...commit }: Commit) {
  return {
    ...commit,
    ...actorColumns("author", author),
    ...actorColumns("committer", committer),
  };
}

/** The columns of a changed file, keys of the pull request aside. */
export function fileRow(file: ChangedFile) {
  return { ...file };
}

/** For each kind of child: its model, the columns that tell rows of a repository apart, and how a record becomes a row. */
export const childTables: {
  readonly [K in ChildKind]: {
    readonly model: `ghSync${"Review" | "ReviewComment" | "Comment" | "Commit" | "File"}`;
    readonly key: readonly ["pullRequestNumber", string];
    toRow(child: PullRequestChildren[K]): Row;
  };
} = {
  reviews: { model: "ghSyncReview", key: ["pullRequestNumber", "id"], toRow: reviewRow },
  reviewComments: {
    model: "ghSyncReviewComment",
    key: ["pullRequestNumber", "id"],
    toRow: reviewCommentRow,
  },
  comments: { model: "ghSyncComment", key: ["pullRequestNumber", "id"], toRow: commentRow },
  commits: { model: "ghSyncCommit", key: ["pullRequestNumber", "sha"], toRow: commitRow },
  files: { model: "ghSyncFile", key: ["pullRequestNumber", "path"], toRow: fileRow },
};

/** The rows of one kind of child; none where that kind was not read. */
export function childRows<K extends ChildKind>(
  kind: K,
  pullRequestNumber: number,
  children: readonly PullRequestChildren[K][] = [],
): Row[] {
  return children.map((child) => ({ pullRequestNumber, ...childTables[kind].toRow(child) }));
}
