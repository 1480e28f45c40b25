import { type Instant, parseInstant } from "../../../instant.ts";
import type { SortedList } from "../../../truth/sorted-list.ts";
import type { Keyset } from "../../keyset.ts";
import { orderedBy, orderOf } from "../../list-order.ts";
import { updatedSince } from "../../list-selection.ts";
import { numberedPage, perPageOf } from "../pages.ts";
import type { RestContext } from "../rest-context.ts";
import { notFound, type RestResult, restError } from "../rest-result.ts";
import { issueCommentView } from "../views/issue-view.ts";
import { reviewCommentView } from "../views/review-view.ts";

interface Stamped {
  readonly id: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

const ORDERS = {
  created: (comment: Stamped): Keyset => [comment.createdAt, comment.id],
  updated: (comment: Stamped): Keyset => [comment.updatedAt, comment.id],
};

function since<T extends Stamped>(query: URLSearchParams, comments: readonly T[]): readonly T[] {
  const instant = parseInstant(query.get("since") ?? "");
  return updatedSince({ items: comments, descending: false }, instant, false);
}

/** The comments of a whole repository; `direction` counts only beside `sort`. */
function ofRepository<T extends Stamped>(
  query: URLSearchParams,
  list: SortedList<T>,
): readonly T[] {
  const descending = query.has("sort") && query.get("direction") === "desc";
  const order = orderOf<T>(query, ORDERS);
  const instant = parseInstant(query.get("since") ?? "");
  return updatedSince(orderedBy<T>(list, order, descending), instant, order === ORDERS.updated);
}

const EASY_PER_PAGE = 50;

/** A page of a repository's comments, unless that takes too long. */
function withinTime<T>(
  context: RestContext,
  comments: readonly T[],
  view: (comment: T) => unknown,
): RestResult {
  const isHuge = comments.length >= context.settings.commentListTimeout;
  return isHuge && perPageOf(context.query) > EASY_PER_PAGE
    ? restError(502, "Server Error")
    : numberedPage(context, comments, view);
}

/** `GET /issues/comments`: of plain issues and pull requests alike. */
export function listIssueComments(context: RestContext): RestResult {
  const { query, repository, urls } = context;
  if (!repository.hasIssues && !repository.hasPullRequests) {
    return notFound();
  }
  const comments = ofRepository(query, repository.issueComments);
  return withinTime(context, comments, (comment) => issueCommentView(comment, urls));
}

/** `GET /issues/{number}/comments`, oldest first; understands `since`, but no sorting. */
export function listCommentsOfIssue(context: RestContext): RestResult {
  const { query, repository, numbers, urls } = context;
  const issue = repository.byNumber.get(numbers[0] ?? 0);
  return issue === undefined
    ? notFound()
    : numberedPage(context, since(query, issue.comments), (comment) =>
        issueCommentView(comment, urls),
      );
}

/** `GET /pulls/comments`. */
export function listReviewComments(context: RestContext): RestResult {
  const { query, repository, urls } = context;
  if (!repository.hasPullRequests) {
    return notFound();
  }
  const comments = ofRepository(query, repository.reviewComments);
  return withinTime(context, comments, (comment) => reviewCommentView(comment, urls));
}

/** `GET /pulls/{number}/comments`. */
export function listReviewCommentsOfPull(context: RestContext): RestResult {
  const { query, repository, numbers, urls } = context;
  const pull = repository.byNumber.get(numbers[0] ?? 0)?.pull;
  if (!pull || !repository.hasPullRequests) {
    return notFound();
  }
  const comments = pull.threads.flatMap((thread) => thread.comments).sort((a, b) => a.id - b.id);
  return numberedPage(context, since(query, comments), (comment) =>
    reviewCommentView(comment, urls),
  );
}
