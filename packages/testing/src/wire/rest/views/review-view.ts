import type { components } from "@octokit/openapi-types";
import type { PullRequest, Review, ReviewComment } from "../../../truth/records.ts";
import type { Urls } from "../urls.ts";
import { reactionView } from "./reaction-view.ts";
import { type RecordableView, recordable } from "./recordable.ts";
import { userView } from "./user-view.ts";

type Schemas = components["schemas"];

/** A review in REST, which has no `updated_at`. */
export const reviewView: RecordableView<Review, Schemas["pull-request-review"]> =
  recordable(buildReviewView);

function buildReviewView(review: Review, urls: Urls): Schemas["pull-request-review"] {
  const page = `${urls.htmlIssue(review.pull.issue)}#pullrequestreview-${review.id}`;
  const pullUrl = pullRequestUrl(review.pull, urls);
  return {
    id: review.id,
    node_id: review.nodeId,
    user: userView(review.author, urls),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: review.authorAssociation,
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: review.commitSha,
  };
}

/** A review comment whose place may be lost, which GitHub's description doesn't say. */
export type ReviewCommentView = Omit<
  Schemas["pull-request-review-comment"],
  "line" | "original_line" | "position" | "original_position"
> &
  Record<"line" | "original_line" | "position" | "original_position", number | null>;

/** A review comment in REST; neither its thread nor whether that is resolved is shown. */
export const reviewCommentView: RecordableView<ReviewComment, ReviewCommentView> =
  recordable(buildReviewCommentView);

function buildReviewCommentView(comment: ReviewComment, urls: Urls): ReviewCommentView {
  const { pull, anchor } = comment;
  const url = urls.repo(pull.issue.repository, `/pulls/comments/${comment.id}`);
  const page = `${urls.htmlIssue(pull.issue)}#discussion_r${comment.id}`;
  const pullUrl = pullRequestUrl(pull, urls);
  return {
    url,
    pull_request_review_id: comment.review?.id ?? null,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: comment.diffHunk,
    path: anchor.path,
    commit_id: comment.commitSha,
    original_commit_id: comment.originalCommitSha,
    user: userView(comment.author, urls),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: comment.authorAssociation,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    reactions: reactionView(url, comment.reactions),
    start_line: anchor.startLine,
    original_start_line: anchor.originalStartLine,
    start_side: anchor.startSide,
    line: anchor.line,
    original_line: anchor.originalLine,
    side: anchor.side,
    ...(comment.replyTo !== null && { in_reply_to_id: comment.replyTo.id }),
    original_position: anchor.originalPosition,
    position: anchor.position,
    subject_type: anchor.subjectType,
  };
}

function pullRequestUrl({ issue }: PullRequest, urls: Urls): string {
  return urls.repo(issue.repository, `/pulls/${issue.number}`);
}
