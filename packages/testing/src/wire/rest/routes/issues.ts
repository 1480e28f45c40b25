import { parseInstant } from "../../../instant.ts";
import type { Issue } from "../../../truth/records.ts";
import type { Keyset } from "../../keyset.ts";
import { orderedBy, orderOf } from "../../list-order.ts";
import { inState, updatedSince } from "../../list-selection.ts";
import { cursorPage, numberedPage, pageOf, perPageOf } from "../pages.ts";
import type { RestContext } from "../rest-context.ts";
import { notFound, type RestResult, restError } from "../rest-result.ts";
import { issueView } from "../views/issue-view.ts";

const ORDERS = {
  created: (issue: Issue): Keyset => [issue.createdAt, issue.number],
  updated: (issue: Issue): Keyset => [issue.updatedAt, issue.number],
  comments: (issue: Issue): Keyset => [issue.comments.length, issue.number],
};

const LIST_REFERENCE = "/issues/issues#list-repository-issues";

/** The words are observed; the threshold is, with and without a token, at what the settings say. */
const TOO_DEEP =
  "Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)";

/** `GET /issues`: issues and pull requests, by the issue's clock. */
export function listIssues(context: RestContext): RestResult {
  const { query, repository, urls, settings } = context;
  if (!repository.hasIssues && settings.disabledIssuesList === "gone") {
    return issuesDisabled();
  }
  if (isTooDeep(context)) {
    return restError(422, TOO_DEEP, LIST_REFERENCE);
  }
  const descending = query.get("direction") !== "asc";
  const list = orderedBy(repository.issues, orderOf(query, ORDERS), descending);
  const state = query.get("state") ?? "open";
  const since = parseInstant(query.get("since") ?? "");
  const inAsked = inState(list.items, state, (issue) => issue.state);
  let items = updatedSince({ ...list, items: inAsked }, since, list.keyset === ORDERS.updated);
  if (!repository.hasIssues) {
    items = items.filter(({ pull }) => pull !== null);
  }
  const view = (issue: Issue) => issueView(issue, urls);
  return settings.issuesPaging === "cursor"
    ? cursorPage(context, { ...list, items }, view)
    : numberedPage(context, items, view);
}

/** `GET /issues/{number}`. */
export function getIssue({ repository, numbers, urls }: RestContext): RestResult {
  if (!repository.hasIssues) {
    return issuesDisabled();
  }
  const issue = repository.byNumber.get(numbers[0] ?? 0);
  return issue === undefined ? notFound() : { status: 200, body: issueView(issue, urls) };
}

function issuesDisabled(): RestResult {
  return restError(410, "Issues are disabled for this repo", "/issues/issues#get-an-issue");
}

/** Whether `page` alone leads too deep; how much the list holds doesn't matter. */
function isTooDeep({ query, identity, settings }: RestContext): boolean {
  const limit = identity.anonymous ? settings.anonymousDeepPageLimit : settings.deepPageLimit;
  const byCursor = query.has("after") || query.has("before");
  return !byCursor && query.has("page") && pageOf(query) * perPageOf(query) >= limit;
}
