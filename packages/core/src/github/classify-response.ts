import { GhsyncError } from "../model/ghsync-error.ts";
import { originOf, type ResponseFacts } from "./exchange.ts";
import { queryTooHeavy, quoteMessage } from "./graphql-errors.ts";

/**
 * The shortest waits, in milliseconds: after a limit without a known end, and after one whose reset
 * is over or near (replicas differ by a second, clocks by more). Both double with each limit in a
 * row.
 */
const firstWaitMs = { withoutReset: 60_000, withReset: 5_000 };
const maxGrownMs = 3_600_000;

type LimitFacts = Pick<ResponseFacts, "headers" | "date" | "limitsInARow"> & ResponseTexts;

/**
 * Returns when the limit that a response reports ends. Pure.
 *
 * The order of the rules, and the growing waits: GitHub docs, "Best practices for using the REST
 * API", "Handle rate limit errors appropriately".
 */
export function limitResetAt(facts: LimitFacts): Date {
  const after = (ms: number) => new Date(facts.date.getTime() + ms);
  const advised = retryAfterMs(facts);
  if (advised !== undefined) return after(advised);
  const reset = isExhausted(facts) ? primaryResetAt(facts) : undefined;
  const firstMs =
    reset && !namesSecondaryLimit(facts) ? firstWaitMs.withReset : firstWaitMs.withoutReset;
  const grown = after(Math.min(maxGrownMs, firstMs * 2 ** ((facts.limitsInARow ?? 1) - 1)));
  return reset && reset > grown ? reset : grown;
}

function isExhausted({ headers }: Pick<ResponseFacts, "headers">): boolean {
  return headerCount(headers, "x-ratelimit-remaining") === 0;
}

/** Creates the error of a rate limit response. */
export function rateLimitError(facts: ResponseFacts): GhsyncError {
  const isPrimary = isExhausted(facts) && !namesSecondaryLimit(facts);
  const limit = isPrimary ? "primary" : "secondary";
  const resetAt = limitResetAt(facts);
  return new GhsyncError(
    "rate_limited",
    `GitHub's ${limit} rate limit is reached until ${resetAt.toISOString()}; the sync continues after that.`,
    { ...originOf(facts), retryable: true, resetAt, limit },
  );
}

/**
 * Classifies a response that is neither 2xx nor 304, by status, headers and documented messages.
 * Pure.
 */
export function classifyResponse(facts: ResponseFacts): GhsyncError {
  const { status } = facts;
  if (status === 401) {
    return new GhsyncError(
      "token_refused",
      "GitHub refused the token (401): it is wrong, expired or revoked. Store a new one.",
      { ...originOf(facts), userActionable: true },
    );
  }
  const isLimit = status === 403 ? isRateLimit(facts) : status >= 500 && namesSecondaryLimit(facts);
  if (status === 429 || isLimit) return rateLimitError(facts);
  if (status === 403 && !isPageOfOther(facts)) return accessDenied(facts);
  if (status === 404 || status === 410 || status === 451) {
    return new GhsyncError(
      "repository_gone",
      `GitHub answered ${status} to ${facts.request}: the repository does not exist, or this token may not see it. Check the name and the token's access.`,
      { ...originOf(facts), userActionable: true },
    );
  }
  // GitHub sends no advice with a query that took too long. With advice, GitHub itself is
  // overloaded.
  const advised = retryAfterMs(facts);
  if (facts.graphql && (status === 502 || status === 504) && advised === undefined) {
    return queryTooHeavy(originOf(facts));
  }
  if (status === 407) {
    return new GhsyncError(
      "transient",
      `The proxy in front of GitHub answered 407 to ${facts.request}: it requires credentials. Set them in the proxy settings of this process, or in the \`fetch\` that you pass.`,
      { ...originOf(facts), retryable: true, userActionable: true },
    );
  }
  if (status >= 500 || status === 409 || isOfOther(facts)) {
    const by = isOfOther(facts)
      ? " Check any proxy before GitHub: the response is not GitHub's."
      : "";
    return new GhsyncError("transient", `GitHub answered ${status} to ${facts.request}.${by}`, {
      ...originOf(facts),
      retryable: true,
      retryAfterMs: advised,
    });
  }
  const reason = quoteMessage(facts.message) || "it gave no reason.";
  return new GhsyncError(
    "response_invalid",
    `GitHub answered ${status} to ${facts.request}: ${reason}`,
    originOf(facts),
  );
}

/** Statuses of proxies and load balancers. GitHub's API documents none of them for a read. */
const statusesOfOthers: readonly number[] = [408, 421, 425, 431, 499];

function isOfOther(facts: ResponseFacts): boolean {
  return statusesOfOthers.includes(facts.status) || isPageOfOther(facts);
}

// GitHub answers 403 by JSON with a request id. A page without one is a firewall's or a proxy's.
function isPageOfOther({ status, headers, page = "" }: ResponseFacts): boolean {
  return status === 403 && page !== "" && headers["x-github-request-id"] === undefined;
}

// GitHub also uses 403 for permissions, so a rate limit needs proof.
function isRateLimit(facts: ResponseFacts): boolean {
  return isExhausted(facts) || asksToWait(facts);
}

/**
 * Returns whether a response that is not the requested one asks us to wait. It may ask by a header,
 * or, for a secondary limit, only by its message or its `documentation_url`.
 */
export function asksToWait(facts: Pick<ResponseFacts, "headers"> & ResponseTexts): boolean {
  return (
    facts.headers["retry-after"] !== undefined ||
    facts.headers["gh-limited-by"] !== undefined ||
    /\brate limit\b/i.test(facts.message ?? "") ||
    namesSecondaryLimit(facts)
  );
}

/** Creates the error of a 403 that is not a rate limit. The message says what to do. */
export function accessDenied(facts: ResponseFacts): GhsyncError {
  const options = { ...originOf(facts), userActionable: true };
  return new GhsyncError("access_denied", whatToDo(facts), options);
}

function whatToDo({ request, headers, message }: ResponseFacts): string {
  if (headers["x-github-sso"] !== undefined) {
    return "The organization requires single sign-on for this token: authorize it for the organization.";
  }
  if (/IP allow list/i.test(message)) {
    return "The organization's IP allow list refuses this machine's address: add it to the list.";
  }
  // GitHub Enterprise Server tells a suspended account to contact its "installation administrator".
  if (/\baccount\b[^.]*\bsuspended\b/i.test(message)) {
    return "The account that this token belongs to is suspended: store a token of another account, or have it reinstated.";
  }
  if (/\binstallation\b[^.]*\bsuspended\b/i.test(message)) {
    return "The GitHub App's installation is suspended: an owner has to unsuspend it.";
  }
  const permissions = headers["x-accepted-github-permissions"];
  if (permissions === undefined && message === "") {
    return `This credential may not do ${request}; the response (403) gives no reason. Check its access to the repository, and any proxy before GitHub.`;
  }
  const says = message === "" ? "" : ` GitHub says: "${quoteMessage(message).replace(/\.$/, "")}".`;
  return permissions === undefined
    ? `This credential may not do ${request}.${says} Give it read access to the repository's pull requests, issues and contents, or store another credential.`
    : `This credential may not do ${request}.${says} It needs: ${permissions}. Grant it these permissions, or store another credential.`;
}

/** The texts of a response, wherever they are. */
export type ResponseTexts = Partial<Pick<ResponseFacts, "message" | "documentationUrl" | "page">>;

const secondaryLimitText = /abuse\s+detection\s+mechanism|secondary\s+rate\s+limit/i;

/** `#about-secondary-rate-limits`, `#secondary-rate-limits` and the older `#abuse-rate-limits`. */
const secondaryLimitAnchor = /#(about-)?(secondary|abuse)-rate-limits/i;

/**
 * Returns whether a response names a secondary rate limit: in GitHub's message, only by its
 * `documentation_url`, or inside an HTML page. Any other page proves nothing: proxies and firewalls
 * send pages too. Pure.
 */
export function namesSecondaryLimit({
  message = "",
  documentationUrl = "",
  page = "",
}: ResponseTexts): boolean {
  return (
    secondaryLimitText.test(message) ||
    secondaryLimitAnchor.test(documentationUrl) ||
    secondaryLimitText.test(page)
  );
}

/**
 * The longest accepted wait, in milliseconds: a wrong header must not stop a repository for days.
 */
export const longestAdviceMs = 6 * 3_600_000;

/**
 * Returns how long a response asks us to wait, in milliseconds, at most six hours. Pure.
 *
 * `Retry-After` holds seconds or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @returns `undefined` if the header is absent or invalid
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
 * Returns when the primary limit is reset (`x-ratelimit-reset`, seconds since 1970), at most six
 * hours after the response. Pure.
 *
 * @returns `undefined` if the header is absent or invalid
 */
export function primaryResetAt({
  headers,
  date,
}: Pick<ResponseFacts, "headers" | "date">): Date | undefined {
  const seconds = headerCount(headers, "x-ratelimit-reset");
  if (seconds === undefined) return undefined;
  return new Date(Math.min(seconds * 1000, date.getTime() + longestAdviceMs));
}

/** Parses a header that counts something; returns `undefined` if it is absent or invalid. */
export function headerCount(headers: ResponseFacts["headers"], name: string): number | undefined {
  // `Number` converts an empty string to 0.
  const text = String(headers[name] ?? "").trim();
  const count = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(count) && count >= 0 ? count : undefined;
}

/**
 * Parses an HTTP date in any of the three forms of RFC 9110 (section 5.6.7). Pure.
 *
 * `Date.parse` alone accepts many other texts.
 *
 * @returns `undefined` if the header is absent or invalid
 */
export function httpDate(header: string | number | undefined): Date | undefined {
  // A proxy may send the same header twice, which arrives as one.
  const text = String(header ?? "")
    .trim()
    .replace(/^(.+), \1$/, "$1");
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  // The oldest form (asctime) has no zone and also means GMT.
  const date = new Date(text.endsWith(" GMT") ? text : `${text} GMT`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
