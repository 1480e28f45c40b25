import { foreignOrigin } from "./door-refusals.ts";
import type { Pool } from "./quota.ts";

/** A request, as far as limits and errors are concerned. */
export interface Asked {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
}

/** What GitHub counts the request against. */
export function poolOf({ graphql }: Asked): Pool {
  return graphql ? "graphql" : "rest";
}

/** @throws GhsyncError `response_invalid` if the URL leads to another origin */
export function askedOf(sent: {
  readonly method: string;
  readonly url: string;
  readonly baseUrl: string;
}): Asked {
  const { origin, pathname } = new URL(sent.url, sent.baseUrl);
  const request = `${sent.method} ${pathname}`;
  if (origin !== new URL(sent.baseUrl).origin) throw foreignOrigin(request);
  // A repository can be called graphql, too.
  return { request, graphql: sent.method === "POST" && pathname.endsWith("/graphql") };
}
