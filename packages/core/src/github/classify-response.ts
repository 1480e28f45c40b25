import { GhsyncError } from "../model/ghsync-error.ts";
import { originOf, type ResponseFacts } from "./exchange.ts";
import { queryTooHeavy, quoteMessage } from "./graphql-errors.ts";

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

/** The error of a 403 that is no rate limit; its message says what to do. */
export function accessDenied(facts: ResponseFacts): GhsyncError {
  const options = { ...originOf(facts), userActionable: true };
  return new GhsyncError("access_denied", whatToDo(facts), options);
}

function whatToDo({ request, headers, message }: ResponseFacts): string {
  if (headers["x-github-sso"] !== undefined) {
    return "The organisation requires single sign-on for this token: authorise it for the organisation.";
  }
  if (/IP allow list/i.test(message)) {
    return "The organisation's IP allow list refuses this machine's address: add it to the list.";
  }
  // GitHub Enterprise Server sends a suspended account to its "installation administrator".
  if (/\baccount\b[^.]*\bsuspended\b/i.test(message)) {
    return "The account that this token belongs to is suspended: store a token of another account, or have it reinstated.";
  }
  if (/\binstallation\b[^.]*\bsuspended\b/i.test(message)) {
    return "The GitHub App's installation is suspended: an owner has to unsuspend it.";
  }
  const permissions = headers["x-accepted-github-permissions"];
  if (permissions === undefined && message === "") {
    return `This credential may not do ${request}; the answer (403) does not say why. Check its access to the repository, and any proxy before GitHub.`;
  }
  const says = message === "" ? "" : ` GitHub says: "${quoteMessage(message).replace(/\.$/, "")}".`;
  return permissions === undefined
    ? `This credential may not do ${request}.${says} Give it read access to the repository's pull requests, issues and contents, or store another one.`
    : `This credential may not do ${request}.${says} It needs: ${permissions}. Grant it that, or store another one.`;
}

/** What an answer says, however it says it. */
export type Words = Partial<Pick<ResponseFacts, "message" | "documentationUrl" | "page">>;

const words = /abuse\s+detection\s+mechanism|secondary\s+rate\s+limit/i;

/** `#about-secondary-rate-limits`, `#secondary-rate-limits` and, of old, `#abuse-rate-limits`. */
const anchor = /#(about-)?(secondary|abuse)-rate-limits/i;

/**
 * Whether an answer names a secondary rate limit: in GitHub's message, by its `documentation_url` alone, or inside an HTML page. A
 * page that names none proves nothing: proxies and firewalls answer with pages too. Pure.
 */
export function namesSecondaryLimit({
  message = "",
  documentationUrl = "",
  page = "",
}: Words): boolean {
  return words.test(message) || anchor.test(documentationUrl) || words.test(page);
}

/** The longest wait that an answer is believed, in milliseconds: nobody's mistake is to stop a repository for days. */
export const longestAdviceMs = 6 * 3_600_000;

/**
 * How long an answer asks to be left alone, in milliseconds: `Retry-After` in seconds or as an HTTP date (RFC 9110, section 10.2.3), six
 * hours at most; `undefined` where it asks for nothing, or for nonsense. Pure.
 */
export function retryAfterMs({
  headers,
  date,
}: Pick<ResponseFacts, "headers" | "date">): number | undefined {
  const text = String(headers["retry-after"] ?? "").trim();
  const until = httpDate(text)?.getTime() ?? Number.NaN;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : until - date.getTime();
  return ms > 0 ? Math.min(ms, longestAdviceMs) : undefined;
}

/**
 * When the primary limit is reset by an answer's headers (`x-ratelimit-reset`, seconds since 1970), six hours after the answer at most;
 * `undefined` where they don't tell. Pure.
 */
export function primaryResetAt({
  headers,
  date,
}: Pick<ResponseFacts, "headers" | "date">): Date | undefined {
  const seconds = headerCount(headers, "x-ratelimit-reset");
  if (seconds === undefined) return undefined;
  return new Date(Math.min(seconds * 1000, date.getTime() + longestAdviceMs));
}

/** A header that counts something; `undefined` where there is none, or no count in it. */
export function headerCount(headers: ResponseFacts["headers"], name: string): number | undefined {
  // `Number` takes an empty text for 0.
  const text = String(headers[name] ?? "").trim();
  const count = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(count) && count >= 0 ? count : undefined;
}

/**
 * The instant that a header of HTTP's names, in any of RFC 9110's three forms (section 5.6.7); `undefined` where it names none. `Date.parse`
 * alone takes much else for a date. Pure.
 */
export function httpDate(header: string | number | undefined): Date | undefined {
  const text = String(header ?? "").trim();
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  // The oldest form names no zone, and means the same one.
  const date = new Date(text.endsWith(" GMT") ? text : `${text} GMT`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
