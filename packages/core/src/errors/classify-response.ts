import { GhsyncError, type GhsyncErrorOptions } from "./ghsync-error.ts";

/** An HTTP answer, as far as its meaning goes. */
export interface ResponseFacts {
  /** Method and path, without query: `GET /repositories/1/issues`. */
  readonly request: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** GitHub's own `message`. */
  readonly message: string;
  /** True for `POST /graphql`. */
  readonly graphql: boolean;
  /** GitHub's `Date`, or the best guess at it. */
  readonly date: Date;
}

const secondaryWaitMs = 60_000;

/** When the limit that this answer speaks of ends. Order of the rules: GitHub docs, "Rate limits for the REST API". */
export function limitResetAt(facts: Pick<ResponseFacts, "headers" | "date">): Date {
  const retryAfter = Number(facts.headers["retry-after"]);
  if (Number.isFinite(retryAfter) && retryAfter > 0) {
    return new Date(facts.date.getTime() + retryAfter * 1000);
  }
  const reset = Number(facts.headers["x-ratelimit-reset"]);
  if (isExhausted(facts) && Number.isFinite(reset) && reset > 0) return new Date(reset * 1000);
  return new Date(facts.date.getTime() + secondaryWaitMs);
}

function isExhausted({ headers }: Pick<ResponseFacts, "headers">): boolean {
  return String(headers["x-ratelimit-remaining"]) === "0";
}

/** The error that a rate limit answer means. */
export function rateLimitError(facts: ResponseFacts): GhsyncError {
  const limit = isExhausted(facts) ? "primary" : "secondary";
  const resetAt = limitResetAt(facts);
  return new GhsyncError(
    "rate_limited",
    `GitHub's ${limit} rate limit is reached until ${resetAt.toISOString()}; the sync goes on after that.`,
    { ...common(facts), retryable: true, resetAt, limit },
  );
}

/** What an answer that is neither 2xx nor 304 means. Pure; by status, headers and documented messages only. */
export function classifyResponse(facts: ResponseFacts): GhsyncError {
  const { status } = facts;
  if (status === 401) {
    return new GhsyncError(
      "token_refused",
      "GitHub refused the token (401): it is wrong, expired or revoked. Store a new one.",
      { ...common(facts), userActionable: true },
    );
  }
  if (status === 429 || (status === 403 && provesRateLimit(facts))) return rateLimitError(facts);
  if (status === 403) return accessDenied(facts);
  if (status === 404 || status === 410 || status === 451) {
    return new GhsyncError(
      "repository_gone",
      `GitHub answered ${status} to ${facts.request}: there is no such repository, or this token may not see it. Check the name and the token's access.`,
      { ...common(facts), userActionable: true },
    );
  }
  if (facts.graphql && (status === 502 || status === 504)) return queryTooHeavy(facts);
  if (status >= 500 || status === 409) {
    return new GhsyncError("transient", `GitHub answered ${status} to ${facts.request}.`, {
      ...common(facts),
      retryable: true,
    });
  }
  return new GhsyncError(
    "response_invalid",
    `GitHub answered ${status} to ${facts.request}: ${facts.message}`,
    common(facts),
  );
}

/** The error of a query that GitHub broke off. */
export function queryTooHeavy(facts: ResponseFacts): GhsyncError {
  return new GhsyncError("query_too_heavy", "GitHub could not answer the query in time.", {
    ...common(facts),
    retryable: true,
  });
}

// A 403 is a rate limit only with proof: GitHub uses the status for permissions too.
function provesRateLimit(facts: ResponseFacts): boolean {
  return (
    isExhausted(facts) ||
    facts.headers["retry-after"] !== undefined ||
    facts.headers["gh-limited-by"] !== undefined ||
    /\brate limit\b/i.test(facts.message)
  );
}

function accessDenied(facts: ResponseFacts): GhsyncError {
  return new GhsyncError("access_denied", whatToDo(facts), {
    ...common(facts),
    userActionable: true,
  });
}

function whatToDo({ request, headers, message }: ResponseFacts): string {
  if (headers["x-github-sso"] !== undefined) {
    return "The organisation requires single sign-on for this token: authorise it for the organisation.";
  }
  if (/IP allow list/i.test(message)) {
    return "The organisation's IP allow list refuses this machine's address: add it to the list.";
  }
  if (/suspended/i.test(message)) {
    return "The GitHub App's installation is suspended: an owner has to unsuspend it.";
  }
  const permissions = headers["x-accepted-github-permissions"];
  const needs = permissions === undefined ? "" : ` It needs: ${permissions}.`;
  return `This credential may not do ${request}.${needs}`;
}

function common({ headers, status }: ResponseFacts): GhsyncErrorOptions {
  const requestId = headers["x-github-request-id"];
  return { status, requestId: requestId === undefined ? undefined : String(requestId) };
}
