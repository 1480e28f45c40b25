import { associationOf } from "../author-association.ts";
import { findAccount, findReviewComment } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import type { Review, ReviewComment, ReviewThread } from "../review.ts";
import type { VerbCall, VerbTable } from "../verb.ts";
import { register } from "../world.ts";
import { addReview } from "./reviews.ts";

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
  /** Changes a comment's text and returns its id. */
  editReviewComment(args: ReviewCommentTarget & { readonly body: string }): number;
  /** Deletes a comment, and its thread with the last one. No stamp shows it. Returns its id. */
  deleteReviewComment(args: ReviewCommentTarget): number;
}

interface ReviewCommentParts {
  readonly thread: ReviewThread;
  readonly review: Review;
  readonly replyTo: ReviewComment | null;
  readonly body: string;
}

/** Creates the record of a review comment, at the end of its thread. */
export function addReviewComment(
  { world, at }: VerbCall,
  { thread, review, replyTo, body }: ReviewCommentParts,
): ReviewComment {
  const { pull } = thread;
  const { repository } = pull.issue;
  const id = world.identifiers.next("reviewComment");
  const comment: ReviewComment = {
    type: "PullRequestReviewComment",
    id,
    nodeId: nodeIdOf("PullRequestReviewComment", id),
    pull,
    thread,
    review,
    replyTo,
    author: review.author,
    authorAssociation: review.author ? associationOf(repository, review.author) : "NONE",
    anchor: thread.anchor,
    diffHunk: replyTo?.diffHunk ?? `@@ -1,4 +1,4 @@ ${thread.anchor.path}`,
    originalCommitSha: replyTo?.originalCommitSha ?? pull.head.sha,
    createdAt: at,
    commitSha: replyTo?.commitSha ?? pull.head.sha,
    body,
    updatedAt: at,
    lastEditedAt: null,
  };
  thread.comments.push(comment);
  review.comments.push(comment);
  repository.reviewComments.add(comment);
  return register(world, comment);
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
    world.nodes.delete(comment.nodeId);
    if (thread.comments.length === 0) {
      removeFrom(pull.threads, thread);
      world.nodes.delete(thread.nodeId);
    }
    return comment.id;
  },
};
