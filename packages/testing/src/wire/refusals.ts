import type { Identity } from "./identity.ts";
import { type RestResult, restError } from "./rest/rest-result.ts";

/** A refusal with the headers that tell why. */
export interface Refusal extends RestResult {
  readonly headers?: Readonly<Record<string, string>>;
}

const LIMITS_PAGE = "/using-the-rest-api/rate-limits-for-the-rest-api";

/** The primary limit is spent; whoever has no token is told to get one. */
export function primaryLimitExceeded({ anonymous, id }: Identity, status: 403 | 429): Refusal {
  const message = anonymous
    ? "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
    : `API rate limit exceeded for user ID ${id}.`;
  return restError(status, message, LIMITS_PAGE);
}

/** A secondary limit is exceeded; `retryAfterS` of `null` leaves the caller without advice. */
export function secondaryLimitExceeded(status: 403 | 429, retryAfterS: number | null): Refusal {
  const message =
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.";
  return {
    ...restError(status, message, `${LIMITS_PAGE}#about-secondary-rate-limits`),
    ...(retryAfterS !== null && { headers: { "retry-after": String(retryAfterS) } }),
  };
}

/** The token isn't authorized for an organization with SAML single sign-on. */
export function ssoRequired(organization: string): Refusal {
  const message =
    "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.";
  const url = `https://github.com/orgs/${organization}/sso?authorization_request=A1B2C3`;
  return { ...restError(403, message), headers: { "x-github-sso": `required; url=${url}` } };
}

/** The caller's address isn't on an organization's list. */
export function notOnIpAllowList(organization: string): Refusal {
  return restError(
    403,
    `Although you appear to have the correct authorization credentials, the \`${organization}\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.`,
  );
}

/** The token lacks a permission. */
export function notAccessibleBy(client: "integration" | "personal access token"): Refusal {
  return {
    ...restError(403, `Resource not accessible by ${client}`),
    headers: { "x-accepted-github-permissions": "pull_requests=read" },
  };
}

/** The repository is blocked for its content. */
export function accessBlocked(reason: string, createdAt: string): Refusal {
  const html_url = "https://github.com/github/dmca";
  const block = { reason, created_at: createdAt, html_url };
  return { status: 451, body: { message: "Repository access blocked", block } };
}

/** The caller didn't name itself. */
export function userAgentRequired(): Refusal {
  return restError(
    403,
    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
  );
}
