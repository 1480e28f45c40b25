import { fullNameOf } from "../../truth/repository.ts";
import type { World } from "../../truth/world.ts";
import { type Answer, jsonAnswer } from "../answer.ts";
import { API_VERSION, DEPRECATION_HEADERS, DEPRECATION_LINK } from "../api-version.ts";
import { etagHash, matchesEtag } from "../etag.ts";
import type { Identity } from "../identity.ts";
import { type RateLimits, rateLimitHeaders, remainingIn } from "../rate-limit.ts";
import type { WireRequest } from "../wire-message.ts";
import { rateLimitExceeded, rateLimitOverview } from "./rate-limit-view.ts";
import { type RoutedResult, routeRest } from "./rest-router.ts";

/** What REST answers from. */
export interface RestEndpoint {
  readonly world: World;
  readonly limits: RateLimits;
}

/** Answers a REST request: within the limit, conditionally, with all of GitHub's headers. */
export function answerRest(
  { world, limits }: RestEndpoint,
  request: WireRequest,
  identity: Identity,
): Answer {
  const window = limits.window(identity, "core");
  if (request.url.pathname === "/rate_limit") {
    const body = rateLimitOverview(limits, identity);
    return jsonAnswer("GET /rate_limit", { status: 200, body }, rateLimitHeaders(window));
  }
  if (remainingIn(window) === 0) {
    const { operation } = routeRest(world, request.method, request.url);
    return jsonAnswer(operation, rateLimitExceeded(identity), rateLimitHeaders(window));
  }
  const routed = routeRest(world, request.method, request.url);
  const answer = conditional(request, identity, routed);
  if (answer.status !== 304 || identity.anonymous) {
    window.used += 1;
  }
  return { ...answer, headers: { ...answer.headers, ...rateLimitHeaders(window) } };
}

function conditional(request: WireRequest, identity: Identity, routed: RoutedResult): Answer {
  const { result, operation, repository } = routed;
  const { url, headers } = request;
  const links = [...(result.link === undefined ? [] : [result.link]), DEPRECATION_LINK];
  const full = jsonAnswer(operation, result, {
    ...DEPRECATION_HEADERS,
    link: links.join(", "),
    ...(result.location !== undefined && { location: result.location }),
  });
  const about = repository === undefined ? {} : { repository: fullNameOf(repository) };
  if (result.status !== 200) {
    return { ...full, ...about };
  }
  const hash = etagHash({
    identity: identity.key,
    target: url.pathname + url.search,
    accept: headers.get("accept") ?? "",
    version: API_VERSION,
    body: full.body.replaceAll(url.origin, ""),
  });
  if (!matchesEtag(headers.get("if-none-match"), hash)) {
    return { ...full, ...about, headers: { ...full.headers, ...CACHING, etag: `W/"${hash}"` } };
  }
  // A 304 says the hash in its strong form, and neither type nor Link: those of the stored answer hold.
  const unchanged = { ...DEPRECATION_HEADERS, ...CACHING, link: DEPRECATION_LINK };
  return {
    operation,
    ...about,
    status: 304,
    headers: { ...unchanged, etag: `"${hash}"` },
    body: "",
  };
}

const CACHING = {
  "cache-control": "private, max-age=60, s-maxage=60",
  vary: "Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, X-Requested-With",
};
