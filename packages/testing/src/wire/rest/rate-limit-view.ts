import type { components } from "@octokit/openapi-types";
import type { Identity } from "../identity.ts";
import { type RateLimits, type RateResource, remainingIn } from "../rate-limit.ts";

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
  return {
    resources: { core, search: view("search"), graphql: view("graphql") },
    rate: core,
  };
}
