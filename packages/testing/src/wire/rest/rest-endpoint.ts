import type { components } from "@octokit/openapi-types";
import { fullNameOf } from "../../truth/records.ts";
import { type Answer, jsonAnswer } from "../answer.ts";
import { API_VERSION, DEPRECATION_HEADERS, DEPRECATION_LINK } from "../api-version.ts";
import { etagHash, matchesEtag } from "../etag.ts";
import type { Identity } from "../identity.ts";
import { writeJson } from "../json-text.ts";
import { operationOf } from "../operation.ts";
import { type RateLimits, type RateResource, remainingIn } from "../rate-limit.ts";
import { primaryLimitExceeded } from "../refusals.ts";
import type { WireRequest } from "../wire-message.ts";
import type { RestEndpoint } from "./rest-context.ts";
import { routeRest } from "./rest-router.ts";

/** Makes the answer to a REST request: limit, entity tag and all of GitHub's headers. */
export function answerRest(
  endpoint: RestEndpoint,
  request: WireRequest,
  identity: Identity,
): Answer {
  const { limits, settings } = endpoint;
  if (request.url.pathname === "/rate_limit") {
    const window = limits.window(identity, "core");
    const body = rateLimitOverview(limits, identity);
    return jsonAnswer("GET /rate_limit", { status: 200, body }, limits.headers(window));
  }
  const resource = request.url.pathname.startsWith("/search/") ? "search" : "core";
  const window = limits.window(identity, resource);
  if (remainingIn(window) === 0) {
    const refusal = primaryLimitExceeded(identity, settings.limits.status);
    return jsonAnswer(operationOf(request), refusal, limits.headers(window));
  }
  const answer = conditional(endpoint, request, identity);
  const points = answer.status === 304 && !identity.anonymous ? 0 : 1;
  window.used += points;
  const headers = { ...answer.headers, ...limits.headers(window) };
  return { ...answer, headers, charge: { resource, points } };
}

function conditional(endpoint: RestEndpoint, request: WireRequest, identity: Identity): Answer {
  const { url, headers } = request;
  const { result, operation, repository } = routeRest(endpoint, request, identity);
  const json = writeJson(endpoint.nodeIds.inBody(result.body));
  const base = endpoint.settings.linkBase ?? url.origin;
  const link = result.link?.replaceAll(`<${url.origin}/`, `<${base}/`);
  const links = [...(link === undefined ? [] : [link]), DEPRECATION_LINK];
  const full = {
    ...jsonAnswer(
      operation,
      { ...result, text: json.text },
      {
        ...DEPRECATION_HEADERS,
        link: links.join(", "),
        ...(result.location !== undefined && { location: result.location }),
      },
    ),
    ...(repository && { repository: fullNameOf(repository) }),
  };
  if (result.status !== 200) {
    return full;
  }
  const hash = etagHash({
    identity: endpoint.settings.etagPerToken ? identity.key : "",
    target: url.pathname + url.search,
    accept: headers.get("accept") ?? "",
    version: API_VERSION,
    body: json.outline.replaceAll(url.origin, ""),
  });
  if (!matchesEtag(headers.get("if-none-match"), hash)) {
    return { ...full, headers: { ...full.headers, ...CACHING, etag: `W/"${hash}"` } };
  }
  // A 304 says the hash in its strong form, and neither type nor Link: those of the stored answer hold.
  const unchanged = { ...DEPRECATION_HEADERS, ...CACHING, link: DEPRECATION_LINK };
  return { ...full, status: 304, headers: { ...unchanged, etag: `"${hash}"` }, body: "" };
}

const CACHING = {
  "cache-control": "private, max-age=60, s-maxage=60",
  vary: "Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, X-Requested-With",
};

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
