import { foreignOrigin } from "./door-refusals.ts";
import type { Pool } from "./quota.ts";

/** A request, as far as limits and errors are concerned. */
export interface Asked {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  /** The whole address, with query. */
  readonly url: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
  /** Of a strategy's, on its way to a token, if false. */
  readonly byClient: boolean;
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
  readonly request?: { readonly byClient?: true };
}): Asked {
  const { origin, pathname, href } = new URL(sent.url, sent.baseUrl);
  // Octokit fills in a strategy's paths later.
  const request = `${sent.method} ${pathname.replace(/%7B(\w+)%7D/g, "{$1}")}`;
  if (origin !== new URL(sent.baseUrl).origin) throw foreignOrigin(request);
  // A repository can be called graphql, too.
  const graphql = sent.method === "POST" && pathname.endsWith("/graphql");
  return { request, url: href, graphql, byClient: sent.request?.byClient ?? false };
}
