import { GhsyncError } from "../model/ghsync-error.ts";
import { type RequestFacts, shortHeader, type TransportResponse } from "./exchange.ts";

/** A person should check what is between ghsync and GitHub. But it may have been one response. */
const mayPass = { userActionable: true, retryable: true };

export function dateMissing(): GhsyncError {
  const message =
    "GitHub's responses have no valid Date header, which ghsync needs to know what it has read: let the proxy before GitHub, or your `fetch`, pass it on.";
  return new GhsyncError("response_invalid", message, mayPass);
}

export function foreignOrigin(request: string): GhsyncError {
  const message = `GitHub's response points ${request} to another host; ghsync did not send it.`;
  return new GhsyncError("response_invalid", message);
}

/** @param what what the host's `fetch` did */
export function fetchFault(what: string, cause?: unknown): GhsyncError {
  return new GhsyncError("internal", `github.fetch ${what}: fix it.`, { cause });
}

export function limitInForce(resetAt: Date): GhsyncError {
  const message = `This credential must not be used until ${resetAt.toISOString()}, when its rate limit is reset; nothing was sent.`;
  return new GhsyncError("rate_limited", message, { retryable: true, resetAt });
}

/**
 * @param cause the response that asked for the wait
 * @param leftMs the rest of the wait, in milliseconds
 */
export function waitRequested(cause: GhsyncError, leftMs: number): GhsyncError {
  const { requestId } = cause;
  const message = `${cause.message} GitHub asked us to wait ${Math.ceil(leftMs / 1000)} s more; nothing was sent.`;
  const options = { retryable: true, retryAfterMs: leftMs, requestId, cause };
  return new GhsyncError("transient", message, options);
}

/** @param sign what shows that it is cached */
export function cachedResponse(request: string, sign: string): GhsyncError {
  const message = `The response to ${request} comes from a cache: it ${sign}. Pass a \`github.fetch\` that does not cache, or let the proxy before GitHub pass its API through.`;
  return new GhsyncError("response_invalid", message, mayPass);
}

/** @param to where the response redirects, without query; `target` is `null` if it does not say */
export function redirected(
  { request }: RequestFacts,
  to: { readonly host: string; readonly target: string | null; readonly isForeign: boolean },
): GhsyncError {
  const { host, target, isForeign } = to;
  if (target !== null && isForeign) {
    const message = `${host} redirected to ${target}; ghsync did not follow, so that no credential goes there. If GitHub's API is there, set \`baseUrl\`; otherwise check what responds in its place.`;
    return new GhsyncError("config_invalid", message, mayPass);
  }
  const where = target === null ? "without a target" : `to ${target}`;
  const message = `${host} redirected ${request} ${where}; ghsync follows at most five redirects of a GET, within its host. Check \`baseUrl\`, and any proxy before GitHub.`;
  return new GhsyncError("response_invalid", message, mayPass);
}

/** @param headers the response's headers, for its request id */
export function tooLarge(
  { request }: RequestFacts,
  maxBytes: number,
  headers: Pick<Headers, "get">,
): GhsyncError {
  const message = `GitHub's response to ${request} is larger than ${maxBytes} bytes, so reading stopped. To read it, set a larger github.maxResponseBytes.`;
  const requestId = shortHeader(headers.get("x-github-request-id"));
  return new GhsyncError("query_too_heavy", message, { retryable: true, requestId });
}

export function tooSlow(
  { request, graphql }: RequestFacts,
  timeoutMs: number,
  cause: unknown,
): GhsyncError {
  const message = `GitHub did not answer ${request} within ${timeoutMs} ms.`;
  const code = graphql ? "query_too_heavy" : "transient";
  return new GhsyncError(code, message, { retryable: true, cause });
}

/**
 * @param error the error that GitHub's response to a strategy's request would mean for a client's
 * request
 */
export function tokenNotGiven(error: GhsyncError): GhsyncError {
  const { code, status, requestId } = error;
  const why =
    code === "access_denied"
      ? error.message
      : "for a GitHub App, check that the App is installed, and its id, its private key and the installation's id.";
  const message = `GitHub gave this credential no token (${status}): ${why}`;
  const options = { userActionable: true, status, requestId, cause: error };
  return new GhsyncError("token_refused", message, options);
}

export function unreachable(baseUrl: string, cause: unknown): GhsyncError {
  const message = `GitHub could not be reached at ${new URL(baseUrl).origin}: check the address and the network.`;
  return new GhsyncError("transient", message, { retryable: true, cause });
}

/** Not a failure: a list treats it as an unchanged page. */
export function notModified(response: TransportResponse): Error {
  return Object.assign(new Error("Not modified."), { response });
}

export function unexpectedNotModified(request: string): GhsyncError {
  const message = `GitHub answered 304 to ${request}, which was not a conditional request.`;
  return new GhsyncError("transient", message, { status: 304, retryable: true });
}
