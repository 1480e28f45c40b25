import type { Issue, Repository } from "../../truth/records.ts";
import type { World } from "../../truth/world.ts";
import { refusalFor } from "../access.ts";
import type { Identity } from "../identity.ts";
import { restOperation, routeBelow } from "../operation.ts";
import type { WireRequest } from "../wire-message.ts";
import type { RestContext, RestEndpoint } from "./rest-context.ts";
import { notFound, type RestResult, restError } from "./rest-result.ts";
import { REPOSITORY_ROUTES, ROOT_ROUTES } from "./rest-routes.ts";
import { createUrls } from "./urls.ts";

/** An answer, and what the ledger calls the question. */
export interface RoutedResult {
  readonly result: RestResult;
  /** The route as GitHub's reference writes it. */
  readonly operation: string;
  readonly repository?: Repository;
}

/** Routes a REST request and makes its result from the world. */
export function routeRest(
  endpoint: RestEndpoint,
  request: WireRequest,
  identity: Identity,
): RoutedResult {
  const { world } = endpoint;
  const { method, url } = request;
  const operation = restOperation(method, url.pathname);
  const rootRoute = method === "GET" ? ROOT_ROUTES[url.pathname] : undefined;
  if (rootRoute !== undefined) {
    return { result: rootRoute({ ...endpoint, identity, url }), operation };
  }
  const [, root, ...segments] = url.pathname.split("/");
  const byId = root === "repositories";
  const name = decoded(segments.splice(0, byId ? 1 : 2).join("/"));
  if (name === undefined || (root !== "repos" && !byId)) {
    return { result: notFound(), operation };
  }
  const path = segments.map((segment) => `/${segment}`).join("");
  const { repository, moved } = resolve(world, byId, name.toLowerCase());
  if (repository === undefined || repository.deleted) {
    return { result: notFound(), operation };
  }
  const refusal = refusalFor(repository, identity);
  if (refusal !== undefined) {
    return { result: refusal, operation, repository };
  }
  if (moved) {
    const status = method === "GET" ? 301 : 307;
    return { result: moveTo(repository, path, url, status), operation, repository };
  }
  const route = REPOSITORY_ROUTES[routeBelow(segments)];
  if (route === undefined || method !== "GET") {
    return { result: notFound(), operation };
  }
  const numbers = segments.filter((segment) => /^\d+$/.test(segment)).map(Number);
  const departed = departure(repository, segments);
  if (departed !== undefined) {
    return { result: tellDeparture(departed, url), operation, repository };
  }
  const { settings, mergeability } = endpoint;
  const context: RestContext = {
    world,
    repository,
    query: url.searchParams,
    search: url.search,
    urls: createUrls(url.origin),
    identity,
    settings,
    mergeability,
    path,
    segments,
    numbers,
  };
  return { result: route(context), operation, repository };
}

/** The name in a path; `undefined` when its escapes spell none. */
function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

function resolve(world: World, byId: boolean, name: string) {
  const repository = byId ? world.repositories.get(Number(name)) : world.names.get(name);
  const moved = repository === undefined && !byId;
  return { repository: moved ? world.formerNames.get(name) : repository, moved };
}

function moveTo(repository: Repository, path: string, url: URL, status: 301 | 307): RestResult {
  const location = `${url.origin}/repositories/${repository.id}${path}${url.search}`;
  const { body } = restError(status, "Moved Permanently");
  return { status, location, body: { ...(body as object), url: location } };
}

/** Where an issue went that the path asks for: `null` when it was deleted. */
function departure(repository: Repository, segments: readonly string[]): Issue | null | undefined {
  return segments[0] === "issues" ? repository.departed.get(Number(segments[1])) : undefined;
}

function tellDeparture(departed: Issue | null, url: URL): RestResult {
  if (departed === null) {
    return restError(410, "This issue was deleted", "/issues/issues#get-an-issue");
  }
  return moveTo(departed.repository, `/issues/${departed.number}`, url, 301);
}
