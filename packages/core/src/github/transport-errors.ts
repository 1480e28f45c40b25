import { GhsyncError } from "../model/ghsync-error.ts";
import type { DoorResponse, ResponseFacts } from "./exchange.ts";
import { isGiven } from "./shape.ts";

type RequestFacts = Pick<ResponseFacts, "request" | "graphql">;

export function dateless(): GhsyncError {
  const message =
    "GitHub's answers come without a valid Date header, by which ghsync tells what it has read: let the proxy before GitHub, or your `fetch`, pass it on.";
  return new GhsyncError("response_invalid", message, { userActionable: true });
}

export function foreignOrigin(request: string): GhsyncError {
  const message = `GitHub's answer points ${request} at another host; it was not followed.`;
  return new GhsyncError("response_invalid", message);
}

export function limitKnown(resetAt: Date): GhsyncError {
  const message = `This credential may not be used until ${resetAt.toISOString()}, when its rate limit is reset; nothing was sent.`;
  return new GhsyncError("rate_limited", message, { retryable: true, resetAt });
}

/** @param cause the answer that asked for it; @param leftMs what is left of the time, in milliseconds */
export function leftAlone(cause: GhsyncError, leftMs: number): GhsyncError {
  const { requestId } = cause;
  const message = `${cause.message} It asks to be left alone for ${Math.ceil(leftMs / 1000)} s more; nothing was sent.`;
  const options = { retryable: true, retryAfterMs: leftMs, requestId, cause };
  return new GhsyncError("transient", message, options);
}

/** @param sign by what it shows */
export function fromCache(request: string, sign: string): GhsyncError {
  const message = `Answers come from a cache: that to ${request} ${sign}. Pass a \`github.fetch\` that does not cache, or have the proxy before GitHub pass its API through.`;
  return new GhsyncError("response_invalid", message, { userActionable: true });
}

/** @param to where the answer leads, without query; `target` is `null` if it does not say so */
export function redirected(
  { request }: RequestFacts,
  to: { readonly host: string; readonly target: string | null; readonly isForeign: boolean },
): GhsyncError {
  const { host, target, isForeign } = to;
  if (target !== null && isForeign) {
    const message = `${host} redirected to ${target}; it was not followed, so that no credential goes there. If GitHub's API is there, set \`baseUrl\`; otherwise look at what answers in its place.`;
    return new GhsyncError("config_invalid", message, { userActionable: true });
  }
  const where = target === null ? "without telling where" : `to ${target}`;
  const message = `${host} redirected ${request} ${where}; ghsync follows at most five redirects of a GET, within its host. Check \`baseUrl\`, and any proxy before GitHub.`;
  return new GhsyncError("response_invalid", message, { userActionable: true });
}

/** @param headers of the answer, for its request id */
export function tooLarge(
  { request }: RequestFacts,
  maxBytes: number,
  headers: Pick<Headers, "get">,
): GhsyncError {
  const message = `GitHub's answer to ${request} is larger than ${maxBytes} bytes; reading it was stopped. Set a larger github.maxResponseBytes if it is to be read.`;
  const id = headers.get("x-github-request-id");
  const requestId = isGiven(id) ? id : undefined;
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

/** @param answer what GitHub's answer to a strategy's request would mean to a client's */
export function tokenNotGiven(answer: GhsyncError): GhsyncError {
  const { code, status, requestId } = answer;
  const why =
    code === "access_denied"
      ? answer.message
      : "if it is an App's, check that the App is installed, and its id, its private key and the installation's id.";
  const message = `GitHub gave this credential no token (${status}): ${why}`;
  const options = { userActionable: true, status, requestId, cause: answer };
  return new GhsyncError("token_refused", message, options);
}

export function unreachable(baseUrl: string, cause: unknown): GhsyncError {
  const message = `GitHub could not be reached at ${new URL(baseUrl).origin}: check the address and the network.`;
  return new GhsyncError("transient", message, { retryable: true, cause });
}

/** No failure: what a list takes for an unchanged page. */
export function unchanged(response: DoorResponse): Error {
  return Object.assign(new Error("Not modified."), { response });
}

export function unasked(request: string): GhsyncError {
  const message = `GitHub answered 304 to ${request}, which has no earlier answer.`;
  return new GhsyncError("response_invalid", message, { status: 304 });
}
