import type { Repository } from "../../truth/repository.ts";
import type { World } from "../../truth/world.ts";
import type { RestContext } from "./rest-context.ts";
import { notFound, type RestResult, restError } from "./rest-result.ts";
import {
  listCommentsOfIssue,
  listIssueComments,
  listReviewComments,
  listReviewCommentsOfPull,
} from "./routes/comments.ts";
import { getIssue, listIssues } from "./routes/issues.ts";
import { getPull, listCommits, listFiles, listPulls, listReviews } from "./routes/pull-requests.ts";
import { createUrls } from "./urls.ts";
import { fullRepositoryView } from "./views/repository-view.ts";

type Route = (context: RestContext) => RestResult;

/** What is served below a repository. */
const ROUTES: Readonly<Record<string, Route>> = {
  "": ({ repository, urls }) => ({ status: 200, body: fullRepositoryView(repository, urls) }),
  "/issues": listIssues,
  "/issues/comments": listIssueComments,
  "/issues/{number}": getIssue,
  "/issues/{number}/comments": listCommentsOfIssue,
  "/pulls": listPulls,
  "/pulls/comments": listReviewComments,
  "/pulls/{number}": getPull,
  "/pulls/{number}/comments": listReviewCommentsOfPull,
  "/pulls/{number}/commits": listCommits,
  "/pulls/{number}/files": listFiles,
  "/pulls/{number}/reviews": listReviews,
};

/** An answer, and what the ledger calls the question. */
export interface RoutedResult {
  readonly result: RestResult;
  /** The route as GitHub's reference writes it. */
  readonly operation: string;
  readonly repository?: Repository;
}

/** Answers a REST request from the world. */
export function routeRest(world: World, method: string, url: URL): RoutedResult {
  const [, root, ...segments] = url.pathname.split("/");
  const byId = root === "repositories";
  const head = segments.splice(0, byId ? 1 : 2);
  const path = segments.map((segment) => `/${segment}`).join("");
  const template = path.replace(/\/\d+(?=\/|$)/g, "/{number}");
  const prefix = byId ? "/repositories/{repository_id}" : "/repos/{owner}/{repo}";
  const operation = `${method} ${prefix}${template}`;
  const route = ROUTES[template];
  if ((root !== "repos" && !byId) || route === undefined || method !== "GET") {
    return { result: notFound(), operation: `${method} ${url.pathname}` };
  }
  const name = head.map(decodeURIComponent).join("/").toLowerCase();
  const repository = byId ? world.repositories.get(Number(name)) : world.names.get(name);
  if (repository !== undefined) {
    const numbers = segments.filter((segment) => /^\d+$/.test(segment)).map(Number);
    const urls = createUrls(url.origin);
    const result = route({ repository, query: url.searchParams, urls, path, numbers });
    return { result, operation, repository };
  }
  const moved = byId ? undefined : world.formerNames.get(name);
  return moved === undefined || moved.deleted
    ? { result: notFound(), operation }
    : { result: movedPermanently(moved, path, url), operation, repository: moved };
}

function movedPermanently(repository: Repository, path: string, url: URL): RestResult {
  const location = `${url.origin}/repositories/${repository.id}${path}${url.search}`;
  const { body } = restError(301, "Moved Permanently");
  return { status: 301, location, body: { ...(body as object), url: location } };
}
