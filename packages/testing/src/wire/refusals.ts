import type { Identity } from "./identity.ts";
import { type RestResult, restError } from "./rest/rest-result.ts";

/** A refusal, with the headers of its reason. */
export interface Refusal extends RestResult {
  readonly headers?: Readonly<Record<string, string>>;
}

const LIMITS_PAGE = "/using-the-rest-api/rate-limits-for-the-rest-api";

/** The primary limit is spent. Without a token, the message advises to get one. */
export function primaryLimitExceeded({ anonymous, id }: Identity, status: number): Refusal {
  const message = anonymous
    ? "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
    : `API rate limit exceeded for user ID ${id}.`;
  return restError(status, message, LIMITS_PAGE);
}

/**
 * How GitHub shows a secondary limit: by today's message; by the one of old, "abuse detection mechanism"; by `documentation_url` alone,
 * in one of three spellings; or by a page instead of JSON. Sources: hub4j/github-api#289, octokit/plugin-throttling#438,
 * ossf/criticality_score#813, gidgethub/gidgethub#81.
 */
export type SecondaryLimitForm =
  | "message"
  | "abuse-message"
  | "about-secondary-url"
  | "secondary-url"
  | "abuse-url"
  | "page";

const FORMS: Readonly<Record<SecondaryLimitForm, readonly [message: string, page: string]>> = {
  message: [
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.",
    `${LIMITS_PAGE}#about-secondary-rate-limits`,
  ],
  "abuse-message": [
    "You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.",
    "",
  ],
  "about-secondary-url": ["Forbidden", `${LIMITS_PAGE}#about-secondary-rate-limits`],
  "secondary-url": ["Forbidden", "/overview/resources-in-the-rest-api#secondary-rate-limits"],
  "abuse-url": ["Forbidden", "/overview/resources-in-the-rest-api#abuse-rate-limits"],
  page: ["", ""],
};

/** The page that stands for the form "page": like GitHub's, it begins with styles that are longer than its words. */
export const SECONDARY_LIMIT_PAGE = `<!DOCTYPE html>
<html>
<head><title>Rate limit &middot; GitHub</title>
<style type="text/css">
${"  .container { margin: 50px auto 40px auto; width: 600px; text-align: center; }\n".repeat(50)}</style></head>
<body>
<div class="container">
  <h1>Access has been restricted</h1>
  <p>You have triggered an abuse
  detection mechanism.<br>Please wait a few minutes before you try again.</p>
</div>
</body>
</html>
`;

/** A secondary limit is exceeded; `retryAfterS` of `null` leaves the caller without advice. */
export function secondaryLimitExceeded(
  status: number,
  retryAfterS: number | null,
  form: SecondaryLimitForm = "message",
): Refusal {
  return {
    ...restError(status, ...FORMS[form]),
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
