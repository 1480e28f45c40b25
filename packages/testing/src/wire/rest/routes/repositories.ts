import type { Repository } from "../../../truth/records.ts";
import { pageOf, perPageOf } from "../page-request.ts";
import { partialResults, visible } from "../partial-results.ts";
import type { RestResult } from "../rest-result.ts";
import type { RootContext } from "../root-context.ts";
import { createUrls } from "../urls.ts";
import { repositoryView } from "../views/repository-view.ts";

/** `GET /user/repos`: every repository that isn't a fork, shortened where an organization refuses. */
export function listRepositories({ world, identity, url }: RootContext): RestResult {
  const { searchParams: query } = url;
  const all = [...world.repositories.values()].filter(({ fork }) => !fork);
  const shown = visible(all, (repository: Repository) => repository, identity);
  const perPage = perPageOf(query);
  const page = pageOf(query);
  const urls = createUrls(url.origin);
  const rows = shown.slice((page - 1) * perPage, page * perPage);
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  return {
    status: 200,
    body: rows.map((repository) => repositoryView(repository, urls)),
    ...partialResults(all, identity),
    ...(shown.length > page * perPage && { link: `<${next}>; rel="next"` }),
  };
}
