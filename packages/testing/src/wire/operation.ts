import { parseGraphqlRequest } from "./graphql/graphql-request.ts";
import type { WireRequest } from "./wire-message.ts";

/** Whether a request goes to GraphQL. */
export function isGraphql({ method, url }: Pick<WireRequest, "method" | "url">): boolean {
  return url.pathname === "/graphql" && method === "POST";
}

/** A GraphQL operation's name, or the REST route as GitHub's reference writes it. */
export function operationOf(request: WireRequest): string {
  if (!isGraphql(request)) {
    return restOperation(request.method, request.url.pathname);
  }
  const parsed = parseGraphqlRequest(request.body);
  const named = /^\s*(?:query|mutation)\s+(\w+)/m.exec(parsed?.query ?? "")?.[1];
  return parsed?.operationName ?? named ?? "GraphQL";
}

/** The REST route of a path; names become placeholders below repositories only. */
export function restOperation(method: string, pathname: string): string {
  const [, root = "", ...segments] = pathname.split("/");
  if (root !== "repos" && root !== "repositories") {
    return `${method} ${pathname}`;
  }
  const below = segments.slice(root === "repos" ? 2 : 1);
  const prefix = root === "repos" ? "/repos/{owner}/{repo}" : "/repositories/{repository_id}";
  return `${method} ${prefix}${routeBelow(below)}`;
}

/** The template of a path below a repository. */
export function routeBelow(segments: readonly string[]): string {
  return segments
    .map((segment, index) => {
      if (segments[0] === "commits" && index === 1) {
        return "/{ref}";
      }
      return /^\d+$/.test(segment) ? "/{number}" : `/${segment}`;
    })
    .join("");
}
