import type { components } from "@octokit/openapi-types";
import type { Identity } from "../identity.ts";
import { type RateLimits, type RateResource, remainingIn } from "../rate-limit.ts";
import { type RestResult, restError } from "./rest-result.ts";

/** The body of `GET /rate_limit`, which is free. */
export function rateLimitOverview(
  limits: RateLimits,
  identity: Identity,
): components["schemas"]["rate-limit-overview"] {
  const view = (resource: RateResource) => {
    const window = limits.window(identity, resource);
    return {
      limit: window.limit,
      remaining: remainingIn(window),
      reset: window.resetAt / 1000,
      used: window.used,
      resource,
    };
  };
  const core = view("core");
  const search = { ...core, limit: 30, remaining: 30, used: 0, resource: "search" };
  return { resources: { core, search, graphql: view("graphql") }, rate: core };
}

/** The refusal when the primary limit is spent. */
export function rateLimitExceeded({ anonymous, id }: Identity): RestResult {
  const message = anonymous
    ? "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
    : `API rate limit exceeded for user ID ${id}.`;
  return restError(403, message, "/using-the-rest-api/rate-limits-for-the-rest-api");
}
