import { parseInstant } from "../../../instant.ts";
import type { Issue } from "../../../truth/issue.ts";
import { firstIndex, type Keyset } from "../../keyset.ts";
import { orderedBy, orderOf } from "../../list-order.ts";
import { cursorPage } from "../cursor-pages.ts";
import type { RestContext } from "../rest-context.ts";
import { notFound, type RestResult } from "../rest-result.ts";
import { issueView } from "../views/issue-view.ts";

const ORDERS = {
  created: (issue: Issue): Keyset => [issue.createdAt, issue.number],
  updated: (issue: Issue): Keyset => [issue.updatedAt, issue.number],
  comments: (issue: Issue): Keyset => [issue.comments.length, issue.number],
};

/** `GET /issues`: issues and pull requests, by the issue's clock. */
export function listIssues(context: RestContext): RestResult {
  const { query, repository, urls } = context;
  const descending = query.get("direction") !== "asc";
  const list = orderedBy(repository.issues, orderOf(query, ORDERS), descending);
  const state = query.get("state") ?? "open";
  const since = parseInstant(query.get("since") ?? "");
  let { items } = list;
  if (since !== undefined && list.keyset === ORDERS.updated) {
    items = descending
      ? items.slice(
          0,
          firstIndex(items, (issue) => issue.updatedAt < since),
        )
      : items.slice(firstIndex(items, (issue) => issue.updatedAt >= since));
  } else if (since !== undefined) {
    items = items.filter((issue) => issue.updatedAt >= since);
  }
  if (state !== "all") {
    items = items.filter((issue) => issue.state === state);
  }
  return cursorPage(context, { ...list, items }, (issue) => issueView(issue, urls));
}

/** `GET /issues/{number}`. */
export function getIssue({ repository, numbers, urls }: RestContext): RestResult {
  const issue = repository.byNumber.get(numbers[0] ?? 0);
  return issue === undefined ? notFound() : { status: 200, body: issueView(issue, urls) };
}
