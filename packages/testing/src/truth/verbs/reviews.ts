import type { AnchorInput } from "../anchor.ts";
import { findPullRequest, findReview } from "../find.ts";
import type { ReviewState } from "../records.ts";
import type { Target, VerbTable } from "../verb.ts";
import { addReview, addReviewComment, addThread } from "./review-records.ts";

/** A review to submit. */
export interface SubmitReview extends Target {
  /** Login of the reviewer. */
  readonly actor: string;
  /** @defaultValue "COMMENTED" */
  readonly state?: Exclude<ReviewState, "DISMISSED" | "PENDING">;
  /** @defaultValue "" */
  readonly body?: string;
  /** Comments on the diff; each opens a thread. @defaultValue none */
  readonly comments?: readonly (AnchorInput & { readonly body: string })[];
}

/** Verbs on reviews. */
export interface ReviewVerbs {
  /** Submits a review, which fulfils the reviewer's pending request, and returns its id. */
  submitReview(args: SubmitReview): number;
  /** Dismisses a review: only its state changes, not its submission time. Returns its id. */
  dismissReview(args: Target & { readonly review: number }): number;
}

export const reviewVerbs: VerbTable<ReviewVerbs> = {
  submitReview(call, args) {
    const pull = findPullRequest(call.world, args.repository, args.number);
    const review = addReview(call, pull, args);
    for (const comment of args.comments ?? []) {
      const thread = addThread(call, pull, comment);
      addReviewComment(call, { thread, review, replyTo: null, body: comment.body });
    }
    pull.requestedReviewers = pull.requestedReviewers.filter(
      (request) => request.reviewer !== review.author,
    );
    call.touch(pull.issue);
    return review.id;
  },
  dismissReview({ world, at, touch }, args) {
    const review = findReview(world, args.repository, args.number, args.review);
    review.state = "DISMISSED";
    review.updatedAt = at;
    touch(review.pull.issue);
    return review.id;
  },
};
