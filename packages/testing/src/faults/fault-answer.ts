import { type Answer, jsonAnswer } from "../wire/answer.ts";
import type { Identity } from "../wire/identity.ts";
import type { RateLimits, RateWindow } from "../wire/rate-limit.ts";
import {
  accessBlocked,
  notAccessibleBy,
  notOnIpAllowList,
  primaryLimitExceeded,
  type Refusal,
  secondaryLimitExceeded,
  ssoRequired,
  userAgentRequired,
} from "../wire/refusals.ts";
import { type RestResult, restError } from "../wire/rest/rest-result.ts";
import type { ErrorFault, ForbiddenFault } from "./fault.ts";

const OUT_OF_TIME =
  "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request and contact us if the problem persists.";

const MESSAGES: Readonly<Record<ErrorFault["status"], string>> = {
  400: "Problems parsing JSON",
  401: "Bad credentials",
  404: "Not Found",
  406: "Must accept 'application/json'",
  409: "Git Repository is empty.",
  410: "This issue was deleted",
  422: "Validation Failed",
  429: "Too Many Requests",
  451: "Repository access blocked",
  500: "Server Error",
  502: "Server Error",
  503: "Service Unavailable",
  504: OUT_OF_TIME,
};

/** What GitHub says where it can't make the diff of a pull request, by status. */
const DIFF_REFUSALS: Partial<Record<ErrorFault["status"], { message: string; code: string }>> = {
  406: {
    message: "Sorry, the diff exceeded the maximum number of files (300).",
    code: "too_large",
  },
  422: {
    message:
      "Sorry, there was a problem generating this diff. The repository may be missing relevant data.",
    code: "missing",
  },
  500: {
    message: "Server Error: Sorry, this diff is taking too long to generate.",
    code: "not_available",
  },
};

/** Whom a refusal is told to, and against which window. */
export interface RefusedCaller {
  readonly operation: string;
  readonly identity: Identity;
  readonly window: RateWindow;
  readonly limits: RateLimits;
}

/** The answer of a fault that refuses, with the headers that GitHub has on such a one. */
export function faultAnswer(fault: ErrorFault | ForbiddenFault, caller: RefusedCaller): Answer {
  const { operation, identity, window, limits } = caller;
  if (fault.kind === "forbidden") {
    const spent = fault.reason === "primary-limit" ? { ...window, used: window.limit } : window;
    return jsonAnswer(operation, refusalOf(fault, identity), limits.headers(spent));
  }
  if (fault.html) {
    return htmlAnswer(operation, fault.status);
  }
  const content = errorContent(fault);
  // What broke down, or knows nobody, doesn't count either.
  const counts = fault.status < 500 && fault.status !== 401;
  return jsonAnswer(operation, content, counts ? limits.headers(window) : {});
}

function errorContent({ status, message, diff }: ErrorFault): RestResult {
  if (status === 451) return accessBlocked("dmca", "2026-01-01T00:00:00Z");
  const refusal = diff ? DIFF_REFUSALS[status] : undefined;
  const error = restError(status, message ?? refusal?.message ?? MESSAGES[status]);
  if (refusal === undefined) return error;
  const errors = [{ resource: "PullRequest", field: "diff", code: refusal.code }];
  return { ...error, body: { ...(error.body as object), errors } };
}

/** The page of an overloaded proxy. */
export function htmlAnswer(operation: string, status: number): Answer {
  const body = `<!DOCTYPE html>\n<html>\n<head><title>Unicorn! &middot; GitHub</title></head>\n<body>\n<p><strong>We had issues producing the response to your request.</strong></p>\n</body>\n</html>\n`;
  return { operation, status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

function refusalOf(fault: ForbiddenFault, identity: Identity): Refusal {
  const { reason, status = 403, organization = "acme", retryAfterS = 60 } = fault;
  switch (reason) {
    case "primary-limit":
      return primaryLimitExceeded(identity, status);
    case "secondary-limit":
      return secondaryLimitExceeded(status, retryAfterS);
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
