import { associationOf } from "../author-association.ts";
import { findPullRequest, findReview } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import type { PullRequest } from "../pull-request.ts";
import type { Review, ReviewState, ReviewThread } from "../review.ts";
import type { Target, VerbCall, VerbTable } from "../verb.ts";
import { register } from "../world.ts";
import { ensureAccount } from "./accounts.ts";
import { type AnchorInput, createAnchor } from "./anchors.ts";
import { addReviewComment } from "./review-comments.ts";

/** A review to submit. */
export interface SubmitReview extends Target {
  /** Login of the reviewer. */
  readonly actor: string;
  /** @defaultValue "COMMENTED" */
  readonly state?: Exclude<ReviewState, "DISMISSED">;
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

/** Creates the record of a review. */
export function addReview(
  call: VerbCall,
  pull: PullRequest,
  { actor, state, body }: Pick<SubmitReview, "actor" | "state" | "body">,
): Review {
  const { world, at } = call;
  const author = ensureAccount(call, actor);
  const id = world.identifiers.next("review");
  const review: Review = {
    type: "PullRequestReview",
    id,
    nodeId: nodeIdOf("PullRequestReview", id),
    pull,
    author,
    authorAssociation: associationOf(pull.issue.repository, author),
    commitSha: pull.head.sha,
    submittedAt: at,
    createdAt: at,
    body: body ?? "",
    state: state ?? "COMMENTED",
    updatedAt: at,
    comments: [],
  };
  pull.reviews.push(review);
  return register(world, review);
}

function addThread({ world }: VerbCall, pull: PullRequest, anchor: AnchorInput): ReviewThread {
  const id = world.identifiers.next("thread");
  const thread: ReviewThread = {
    type: "PullRequestReviewThread",
    id,
    nodeId: nodeIdOf("PullRequestReviewThread", id),
    pull,
    anchor: createAnchor(anchor),
    resolvedBy: null,
    isResolved: false,
    isOutdated: false,
    comments: [],
  };
  pull.threads.push(thread);
  return register(world, thread);
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
