import type { Issue } from "../../../truth/records.ts";
import { pageOf, perPageOf } from "../pages.ts";
import { partialResults, visible } from "../partial-results.ts";
import type { RootContext } from "../rest-context.ts";
import { type RestResult, restError } from "../rest-result.ts";
import { createUrls } from "../urls.ts";
import { issueView } from "../views/issue-view.ts";

const MAX_RESULTS = 1_000;

/**
 * `GET /search/issues`: the qualifiers `repo:`, `is:` and `state:`, and words of the title. No more than
 * 1,000 results are ever shown. Source: "Search" of the REST reference.
 */
export function searchIssues({ world, identity, url }: RootContext): RestResult {
  const { searchParams: query } = url;
  const terms = (query.get("q") ?? "").split(/\s+/).filter((term) => term !== "");
  const perPage = perPageOf(query);
  const page = pageOf(query);
  if (terms.length === 0) {
    return restError(422, "Validation Failed", "/search/search#search-issues-and-pull-requests");
  }
  if ((page - 1) * perPage >= MAX_RESULTS) {
    return restError(422, "Only the first 1000 search results are available");
  }
  const found = [...world.repositories.values()]
    .flatMap(({ issues }) => issues.items)
    .filter((issue) => terms.every((term) => fits(issue, term.toLowerCase())));
  const shown = visible(found, ({ repository }) => repository, identity);
  const urls = createUrls(url.origin);
  const rows = shown.slice((page - 1) * perPage, Math.min(page * perPage, MAX_RESULTS));
  return {
    status: 200,
    body: {
      total_count: shown.length,
      incomplete_results: false,
      items: rows.map((issue) => ({ ...issueView(issue, urls), score: 1 })),
    },
    ...partialResults([...new Set(found.map(({ repository }) => repository))], identity),
  };
}

function fits({ repository, pull, state, title }: Issue, term: string): boolean {
  const [qualifier, value] = term.split(":", 2);
  switch (value === undefined ? "" : qualifier) {
    case "repo":
      return `${repository.owner.login}/${repository.name}`.toLowerCase() === value;
    case "is":
    case "state":
    case "type":
      return [state, pull === null ? "issue" : "pr"].includes(value ?? "");
    default:
      return title.toLowerCase().includes(term);
  }
}
