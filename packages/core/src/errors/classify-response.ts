import { accessDenied } from "./access-denied.ts";
import { GhsyncError } from "./ghsync-error.ts";
import { headerCount, primaryResetAt } from "./primary-reset.ts";
import { queryTooHeavy } from "./query-too-heavy.ts";
import { quoteMessage } from "./quote-message.ts";
import { originOf, type ResponseFacts } from "./response-facts.ts";
import { retryAfterMs } from "./retry-after.ts";
import { namesSecondaryLimit, type Words } from "./secondary-limit.ts";

/**
 * The wait after a limit that tells no end, and the least after one whose reset is over or near: replicas differ by a second, and
 * clocks by more. Both double with each limit that follows.
 */
const firstWaitMs = { untold: 60_000, told: 5_000 };
const longestGrownMs = 3_600_000;

type LimitFacts = Pick<ResponseFacts, "headers" | "date" | "limitsInARow"> & Words;

/**
 * When the limit that this answer speaks of ends. Order of the rules, and waits that grow: GitHub docs, "Best practices for using the
 * REST API", "Handle rate limit errors appropriately".
 */
export function limitResetAt(facts: LimitFacts): Date {
  const after = (ms: number) => new Date(facts.date.getTime() + ms);
  const advised = retryAfterMs(facts);
  if (advised !== undefined) return after(advised);
  const reset = isExhausted(facts) ? primaryResetAt(facts) : undefined;
  const firstMs = reset && !namesSecondaryLimit(facts) ? firstWaitMs.told : firstWaitMs.untold;
  const grown = after(Math.min(longestGrownMs, firstMs * 2 ** ((facts.limitsInARow ?? 1) - 1)));
  return reset && reset > grown ? reset : grown;
}

function isExhausted({ headers }: Pick<ResponseFacts, "headers">): boolean {
  return headerCount(headers, "x-ratelimit-remaining") === 0;
}

/** The error that a rate limit answer means. */
export function rateLimitError(facts: ResponseFacts): GhsyncError {
  const isPrimary = isExhausted(facts) && !namesSecondaryLimit(facts);
  const limit = isPrimary ? "primary" : "secondary";
  const resetAt = limitResetAt(facts);
  return new GhsyncError(
    "rate_limited",
    `GitHub's ${limit} rate limit is reached until ${resetAt.toISOString()}; the sync goes on after that.`,
    { ...originOf(facts), retryable: true, resetAt, limit },
  );
}

/** What an answer that is neither 2xx nor 304 means. Pure; by status, headers and documented messages only. */
export function classifyResponse(facts: ResponseFacts): GhsyncError {
  const { status } = facts;
  if (status === 401) {
    return new GhsyncError(
      "token_refused",
      "GitHub refused the token (401): it is wrong, expired or revoked. Store a new one.",
      { ...originOf(facts), userActionable: true },
    );
  }
  const isLimit =
    status === 403 ? provesRateLimit(facts) : status >= 500 && namesSecondaryLimit(facts);
  if (status === 429 || isLimit) return rateLimitError(facts);
  if (status === 403) return accessDenied(facts);
  if (status === 404 || status === 410 || status === 451) {
    return new GhsyncError(
      "repository_gone",
      `GitHub answered ${status} to ${facts.request}: there is no such repository, or this token may not see it. Check the name and the token's access.`,
      { ...originOf(facts), userActionable: true },
    );
  }
  // A query that took too long comes without advice; with it, GitHub is the one that is overloaded.
  const advised = retryAfterMs(facts);
  if (facts.graphql && (status === 502 || status === 504) && advised === undefined) {
    return queryTooHeavy(originOf(facts));
  }
  // A load balancer in front of GitHub answers 408 by itself.
  if (status >= 500 || status === 408 || status === 409) {
    return new GhsyncError("transient", `GitHub answered ${status} to ${facts.request}.`, {
      ...originOf(facts),
      retryable: true,
      retryAfterMs: advised,
    });
  }
  if (status === 407) {
    return new GhsyncError(
      "response_invalid",
      `The proxy before GitHub answered 407 to ${facts.request}: it wants credentials of its own. Give them to the proxy settings of this process, or to the \`fetch\` that it was given.`,
      { ...originOf(facts), userActionable: true },
    );
  }
  const reason = quoteMessage(facts.message) || "it does not say why.";
  return new GhsyncError(
    "response_invalid",
    `GitHub answered ${status} to ${facts.request}: ${reason}`,
    originOf(facts),
  );
}

// A 403 is a rate limit only with proof: GitHub uses the status for permissions too.
function provesRateLimit(facts: ResponseFacts): boolean {
  return isExhausted(facts) || asksToWait(facts);
}

/**
 * Whether an answer that is not what was asked for asks to be left alone: by a header or, as a secondary limit may, by its words or its
 * `documentation_url` only.
 */
export function asksToWait(facts: Pick<ResponseFacts, "headers"> & Words): boolean {
  return (
    facts.headers["retry-after"] !== undefined ||
    facts.headers["gh-limited-by"] !== undefined ||
    /\brate limit\b/i.test(facts.message ?? "") ||
    namesSecondaryLimit(facts)
  );
}
