import { findAccount, findReviewComment } from "../find.ts";
import type { VerbTable } from "../verb.ts";
import { unregister } from "../world.ts";
import { addReview, addReviewComment } from "./review-records.ts";

/** Names a review comment. */
export interface ReviewCommentTarget {
  readonly repository: string;
  /** Id of the review comment. */
  readonly comment: number;
}

/** Verbs on review comments and their threads. */
export interface ReviewCommentVerbs {
  /** Replies to a comment's thread, in a review of its own as on GitHub. Returns the reply's id. */
  replyToThread(
    args: ReviewCommentTarget & { readonly actor: string; readonly body: string },
  ): number;
  /** Resolves the thread of a comment, which no stamp shows. Returns the comment's id. */
  resolveThread(args: ReviewCommentTarget & { readonly actor: string }): number;
  /** Opens a resolved thread again, which no stamp shows. Returns the comment's id. */
  unresolveThread(args: ReviewCommentTarget): number;
  /** Changes a comment's text and returns its id. */
  editReviewComment(args: ReviewCommentTarget & { readonly body: string }): number;
  /** Deletes a comment, and its thread with the last one. No stamp shows it. Returns its id. */
  deleteReviewComment(args: ReviewCommentTarget): number;
}

function removeFrom<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

export const reviewCommentVerbs: VerbTable<ReviewCommentVerbs> = {
  replyToThread(call, args) {
    const { thread, pull } = findReviewComment(call.world, args.repository, args.comment);
    const review = addReview(call, pull, { actor: args.actor });
    const replyTo = thread.comments[0] ?? null;
    const reply = addReviewComment(call, { thread, review, replyTo, body: args.body });
    call.touch(pull.issue);
    return reply.id;
  },
  resolveThread({ world }, args) {
    const { thread } = findReviewComment(world, args.repository, args.comment);
    thread.isResolved = true;
    thread.resolvedBy = findAccount(world, args.actor);
    return args.comment;
  },
  unresolveThread({ world }, args) {
    const { thread } = findReviewComment(world, args.repository, args.comment);
    thread.isResolved = false;
    thread.resolvedBy = null;
    return args.comment;
  },
  editReviewComment({ world, at, touch }, args) {
    const comment = findReviewComment(world, args.repository, args.comment);
    comment.body = args.body;
    comment.updatedAt = at;
    comment.lastEditedAt = at;
    comment.pull.issue.repository.reviewComments.changed();
    touch(comment.pull.issue);
    return comment.id;
  },
  deleteReviewComment({ world }, args) {
    const comment = findReviewComment(world, args.repository, args.comment);
    const { thread, pull, review } = comment;
    removeFrom(thread.comments, comment);
    if (review !== null) {
      removeFrom(review.comments, comment);
    }
    pull.issue.repository.reviewComments.remove(comment);
    unregister(world, comment);
    if (thread.comments.length === 0) {
      removeFrom(pull.threads, thread);
      unregister(world, thread);
    }
    return comment.id;
  },
};
