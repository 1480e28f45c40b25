import { createdAtOf, type PullRequest } from "../../../truth/records.ts";
import type { Keyset } from "../../keyset.ts";
import { orderedBy, orderOf } from "../../list-order.ts";
import { inState } from "../../list-selection.ts";
import { numberedPage } from "../pages.ts";
import type { RestContext } from "../rest-context.ts";
import { notFound, type RestResult } from "../rest-result.ts";
import { commitView, fileView } from "../views/commit-view.ts";
import { fullPullRequestView } from "../views/full-pull-request-view.ts";
import { pullRequestView } from "../views/pull-request-view.ts";
import { reviewView } from "../views/review-view.ts";

const MAX_COMMITS = 250;
const MAX_FILES = 3_000;

const ORDERS = {
  created: (pull: PullRequest): Keyset => [createdAtOf(pull), pull.issue.number],
  updated: ({ issue, updatedAt }: PullRequest): Keyset => [updatedAt, issue.number],
  popularity: ({ issue }: PullRequest): Keyset => [issue.comments.length, issue.number],
  "long-running": (pull: PullRequest): Keyset => [createdAtOf(pull), pull.issue.number],
};

/** `GET /pulls`: by the pull request's clock, without `since`; turned by default only by creation. */
export function listPulls(context: RestContext): RestResult {
  const { query, repository, urls } = context;
  if (!repository.hasPullRequests) {
    return notFound();
  }
  const sort = query.get("sort") ?? "created";
  const direction = query.get("direction") ?? (sort === "created" ? "desc" : "asc");
  const { items } = orderedBy(repository.pulls, orderOf(query, ORDERS), direction === "desc");
  const pulls = inState(items, query.get("state") ?? "open", ({ issue }) => issue.state);
  return numberedPage(context, pulls, (pull) => pullRequestView(pull, urls));
}

/** `GET /pulls/{number}`. */
export function getPull(context: RestContext): RestResult {
  return ofPull(context, (pull) => {
    const body = fullPullRequestView(pull, context.urls);
    return { status: 200, body: context.mergeability.isKnown(pull) ? body : unchecked(body) };
  });
}

/** Being asked starts the job that finds out. Source: "Get a pull request" of the REST reference. */
function unchecked<View extends object>(body: View): View {
  return { ...body, mergeable: null, rebaseable: null, mergeable_state: "unknown" };
}

/** `GET /pulls/{number}/reviews`, oldest first; a pending one only to its author, without a stamp. */
export function listReviews(context: RestContext): RestResult {
  return ofPull(context, ({ reviews, pending = [] }) => {
    const own = pending
      .map(({ review }) => review)
      .filter(({ author }) => author?.login === context.identity.login);
    return numberedPage(context, [...reviews, ...own], (review) => {
      const { submitted_at, ...view } = reviewView(review, context.urls);
      return review.state === "PENDING" ? view : { ...view, submitted_at };
    });
  });
}

/** `GET /pulls/{number}/commits`, at most the first 250. */
export function listCommits(context: RestContext): RestResult {
  return ofPull(context, ({ commits }) =>
    numberedPage(context, commits.slice(0, MAX_COMMITS), (commit) =>
      commitView(commit, context.urls),
    ),
  );
}

/** `GET /pulls/{number}/files`, at most the first 3,000. */
export function listFiles(context: RestContext): RestResult {
  return ofPull(context, (pull) =>
    numberedPage(context, pull.files.slice(0, MAX_FILES), (file) =>
      fileView(file, pull, context.urls),
    ),
  );
}

function ofPull(context: RestContext, answer: (pull: PullRequest) => RestResult): RestResult {
  const { byNumber, hasPullRequests } = context.repository;
  const pull = byNumber.get(context.numbers[0] ?? 0)?.pull;
  return pull && hasPullRequests ? answer(pull) : notFound();
}
