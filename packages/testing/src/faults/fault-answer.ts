import { type Answer, jsonAnswer } from "../wire/answer.ts";
import type { Identity } from "../wire/identity.ts";
import type { RateLimits, RateWindow } from "../wire/rate-limit.ts";
import {
  accessBlocked,
  notAccessibleBy,
  notOnIpAllowList,
  primaryLimitExceeded,
  type Refusal,
  SECONDARY_LIMIT_PAGE,
  secondaryLimitExceeded,
  ssoRequired,
  userAgentRequired,
} from "../wire/refusals.ts";
import { restError } from "../wire/rest/rest-result.ts";
import type { ErrorFault, ForbiddenFault, RedirectFault } from "./fault.ts";

const OUT_OF_TIME =
  "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request and contact us if the problem persists.";

const MESSAGES: Readonly<Record<ErrorFault["status"], string>> = {
  400: "Problems parsing JSON",
  401: "Bad credentials",
  404: "Not Found",
  409: "Git Repository is empty.",
  410: "This issue was deleted",
  422: "Validation Failed",
  451: "Repository access blocked",
  500: "Server Error",
  502: "Server Error",
  503: "Service Unavailable",
  504: OUT_OF_TIME,
};

/** Whom a refusal is told to, and against which window. */
export interface RefusedCaller {
  readonly operation: string;
  readonly identity: Identity;
  readonly window: RateWindow;
  readonly limits: RateLimits;
}

/** The answer of a fault that refuses, with the headers that GitHub has on such a one. */
export function faultAnswer(
  fault: ErrorFault | ForbiddenFault | RedirectFault,
  caller: RefusedCaller,
): Answer {
  const { operation, identity, window, limits } = caller;
  if (fault.kind === "redirect") {
    const { status = 302, location } = fault;
    const headers = location === undefined ? {} : { location };
    return { operation, status, headers, body: "" };
  }
  if (fault.kind === "forbidden") {
    const spent = fault.reason === "primary-limit" ? { ...window, used: window.limit } : window;
    if (fault.reason === "secondary-limit" && fault.form === "page") {
      return { ...htmlAnswer(operation, fault.status ?? 403), body: SECONDARY_LIMIT_PAGE };
    }
    return jsonAnswer(operation, refusalOf(fault, identity), limits.headers(spent));
  }
  if (fault.html) {
    return htmlAnswer(operation, fault.status);
  }
  const message = fault.message ?? MESSAGES[fault.status];
  const content =
    fault.status === 451
      ? accessBlocked("dmca", "2026-01-01T00:00:00Z")
      : restError(fault.status, message);
  // What broke down, or knows nobody, doesn't count either.
  const counts = fault.status < 500 && fault.status !== 401;
  return jsonAnswer(operation, content, counts ? limits.headers(window) : {});
}

/** The page of an overloaded proxy. */
export function htmlAnswer(operation: string, status: number): Answer {
  const body = `<!DOCTYPE html>\n<html>\n<head><title>Unicorn! &middot; GitHub</title></head>\n<body>\n<p><strong>We had issues producing the response to your request.</strong></p>\n</body>\n</html>\n`;
  return { operation, status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

function refusalOf(fault: ForbiddenFault, identity: Identity): Refusal {
  const { reason, status = 403, organization = "acme", form = "message" } = fault;
  const { retryAfterS = form === "message" ? 60 : null } = fault;
  switch (reason) {
    case "primary-limit":
      return primaryLimitExceeded(identity, status);
    case "secondary-limit":
      return secondaryLimitExceeded(status, retryAfterS, form);
    case "sso":
      return ssoRequired(organization);
    case "ip-allow-list":
      return notOnIpAllowList(organization);
    case "user-agent":
      return userAgentRequired();
    case "integration":
      return notAccessibleBy("integration");
    case "personal-access-token":
      return notAccessibleBy("personal access token");
  }
}
