import { type AnchorInput, createAnchor } from "../anchor.ts";
import { associationOf } from "../author-association.ts";
import { nodeIdOf } from "../identifiers.ts";
import type { PullRequest, Review, ReviewComment, ReviewState, ReviewThread } from "../records.ts";
import type { VerbCall } from "../verb.ts";
import { register } from "../world.ts";
import { ensureAccount } from "./accounts.ts";

/** What a review is made of. */
export interface ReviewParts {
  readonly actor: string;
  readonly state?: ReviewState;
  readonly body?: string;
}

/** Creates the record of a review and files it under its pull request. */
export function addReview(call: VerbCall, pull: PullRequest, parts: ReviewParts): Review {
  const review = createReview(call, pull, parts);
  pull.reviews.push(review);
  return register(call.world, review);
}

/** Creates the record of a review. */
export function createReview(
  call: VerbCall,
  pull: PullRequest,
  { actor, state, body }: ReviewParts,
): Review {
  const { world, at } = call;
  const author = ensureAccount(call, actor);
  const id = world.identifiers.next("review");
  return {
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
}

/** Creates the record of a thread, which its first comment is to follow. */
export function addThread(
  { world }: VerbCall,
  pull: PullRequest,
  anchor: AnchorInput,
  id: number = world.identifiers.next("thread"),
): ReviewThread {
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

/** What a review comment is made of. */
export interface ReviewCommentParts {
  readonly thread: ReviewThread;
  readonly review: Review;
  readonly replyTo: ReviewComment | null;
  readonly body: string;
  /** @defaultValue the next */
  readonly id?: number;
}

/** Creates the record of a review comment, at the end of its thread. */
export function addReviewComment(
  { world, at }: VerbCall,
  {
    thread,
    review,
    replyTo,
    body,
    id = world.identifiers.next("reviewComment"),
  }: ReviewCommentParts,
): ReviewComment {
  const { pull } = thread;
  const { repository } = pull.issue;
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
