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
import { type RestResult, restError } from "../wire/rest/rest-result.ts";
import type { EchoFault, EchoForm, ErrorFault, ForbiddenFault, RedirectFault } from "./fault.ts";

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

/** A fault that answers in GitHub's place. */
export type RefusingFault = EchoFault | ErrorFault | ForbiddenFault | RedirectFault;
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
  /** The `Authorization` header. */
  readonly authorization: string;
  readonly identity: Identity;
  readonly window: RateWindow;
  readonly limits: RateLimits;
}

/** The answer of a fault that refuses, with the headers that GitHub has on such a one. */
export function faultAnswer(fault: RefusingFault, caller: RefusedCaller): Answer {
  const { operation, identity, window, limits } = caller;
  if (fault.kind === "echo") {
    return echoAnswer(fault, caller);
  }
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
  const content = errorContent(fault);
  // Server errors and unknown callers do not count either.
  const counts = fault.status < 500 && fault.status !== 401;
  return jsonAnswer(operation, content, counts ? limits.headers(window) : {});
}

function echoAnswer(fault: EchoFault, { operation, authorization }: RefusedCaller): Answer {
  const { form = "plain", status = 403 } = fault;
  const echo = ECHOES[form](authorization);
  const headers = { "content-type": "application/json; charset=utf-8", "x-echo": echo };
  const body = `{"message":"Refused: ${echo}","${echo}":"${echo}"}`;
  return { operation, status, headers, body };
}

const hexOf = (character: string, length: number) =>
  (character.codePointAt(0) ?? 0).toString(16).padStart(length, "0");

// Each digit in upper or lower case by its place: both are allowed.
const ECHOES: Readonly<Record<EchoForm, (text: string) => string>> = {
  plain: (text) => text,
  json: (text) =>
    [...text]
      .map((each, at) => hexOf(each, 4)[at % 2 === 0 ? "toUpperCase" : "toLowerCase"]())
      .map((code) => `\\u${code}`)
      .join(""),
  percent: (text) =>
    [...text]
      .map((each, at) => hexOf(each, 2)[at % 2 === 0 ? "toUpperCase" : "toLowerCase"]())
      .map((code) => `%${code}`)
      .join(""),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
};

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
