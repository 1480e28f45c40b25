import type { Anchor } from "../truth/anchor.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import type { PullRequest, Review, ReviewComment, ReviewThread } from "../truth/records.ts";
import { register, type World } from "../truth/world.ts";
import { reviewCommentView, reviewView } from "../wire/rest/views/review-view.ts";
import { loadAccount } from "./load-accounts.ts";
import type { Loading } from "./loading.ts";
import type { RecordedReview, RecordedReviewComment } from "./recorded-comments.ts";

/** Brings a review into the world. */
export function loadReview(loading: Loading, pull: PullRequest, recorded: RecordedReview): Review {
  const { world } = loading;
  world.identifiers.reserve("review", recorded.id);
  const review: Review = {
    type: "PullRequestReview",
    id: recorded.id,
    nodeId: recorded.node_id,
    pull,
    author: loadAccount(loading, recorded.user),
    authorAssociation: recorded.author_association ?? "NONE",
    commitSha: recorded.commit_id,
    submittedAt: recorded.submitted_at,
    createdAt: recorded.submitted_at,
    body: recorded.body ?? "",
    state: recorded.state,
    updatedAt: recorded.submitted_at,
    comments: [],
  };
  pull.reviews.push(review);
  loading.keep(reviewView, review, recorded);
  return register(world, review);
}

/** Brings a review comment into the world, into the thread that it replies to or one of its own. */
export function loadReviewComment(
  loading: Loading,
  pull: PullRequest,
  recorded: RecordedReviewComment,
): ReviewComment {
  const { world } = loading;
  world.identifiers.reserve("reviewComment", recorded.id);
  const anchor = anchorOf(recorded);
  const replyTo =
    pull.issue.repository.reviewComments.items.find(({ id }) => id === recorded.in_reply_to_id) ??
    null;
  const thread = replyTo?.thread ?? openThread(world, pull, anchor);
  const review = reviewOf(world, pull, recorded);
  const comment: ReviewComment = {
    type: "PullRequestReviewComment",
    id: recorded.id,
    nodeId: recorded.node_id,
    pull,
    thread,
    review,
    replyTo,
    author: loadAccount(loading, recorded.user),
    authorAssociation: recorded.author_association ?? "NONE",
    anchor,
    diffHunk: recorded.diff_hunk,
    originalCommitSha: recorded.original_commit_id,
    createdAt: recorded.created_at,
    commitSha: recorded.commit_id,
    body: recorded.body ?? "",
    updatedAt: recorded.updated_at,
    lastEditedAt: null,
  };
  thread.comments.push(comment);
  loading.keep(reviewCommentView, comment, recorded);
  review?.comments.push(comment);
  pull.issue.repository.reviewComments.add(comment);
  return register(world, comment);
}

/** The review that a comment came with. One that isn't recorded is known by its id: no list shows it. */
function reviewOf(world: World, pull: PullRequest, recorded: RecordedReviewComment): Review | null {
  const { pull_request_review_id: id, created_at: at } = recorded;
  if (id == null) {
    return null;
  }
  const named = pull.threads.flatMap(({ comments }) =>
    comments.flatMap(({ review }) => review ?? []),
  );
  const known = [...pull.reviews, ...named].find((review) => review.id === id);
  if (known !== undefined) {
    return known;
  }
  world.identifiers.reserve("review", id);
  return {
    type: "PullRequestReview",
    id,
    nodeId: nodeIdOf("PullRequestReview", id),
    pull,
    author: null,
    authorAssociation: "NONE",
    commitSha: recorded.original_commit_id,
    submittedAt: at,
    createdAt: at,
    body: "",
    state: "COMMENTED",
    updatedAt: at,
    comments: [],
  };
}

function anchorOf(recorded: RecordedReviewComment): Anchor {
  return {
    path: recorded.path,
    subjectType: recorded.subject_type ?? "line",
    side: recorded.side ?? "RIGHT",
    startSide: recorded.start_side ?? null,
    line: recorded.line ?? null,
    startLine: recorded.start_line ?? null,
    position: recorded.position ?? null,
    originalLine: recorded.original_line ?? null,
    originalStartLine: recorded.original_start_line ?? null,
    originalPosition: recorded.original_position ?? null,
  };
}

function openThread(world: World, pull: PullRequest, anchor: Anchor): ReviewThread {
  const id = world.identifiers.next("thread");
  const thread: ReviewThread = {
    type: "PullRequestReviewThread",
    id,
    nodeId: nodeIdOf("PullRequestReviewThread", id),
    pull,
    anchor,
    resolvedBy: null,
    isResolved: false,
    isOutdated: anchor.line === null,
    comments: [],
  };
  pull.threads.push(thread);
  return register(world, thread);
}
