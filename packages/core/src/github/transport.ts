import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import { createCacheDetection } from "./cache-detection.ts";
import type { ClientUsage } from "./client.ts";
import { createGitHubClock, type GitHubClock } from "./clock.ts";
import type { RequestFacts, TransportResponse } from "./exchange.ts";
import { RefusedResponse } from "./fetch.ts";
import { judgeResponse, normalizeErrors } from "./judge-response.ts";
import { type Pool, pools, primaryLimitOf, type Quota } from "./quota.ts";
import { type Sleep, startTimeLimit, untilAborted } from "./timing.ts";
import {
  foreignOrigin,
  limitInForce,
  notModified,
  tokenNotGiven,
  tooSlow,
  unexpectedNotModified,
  unreachable,
} from "./transport-errors.ts";

/** A request as Octokit's innermost request hook passes it. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly baseUrl: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly request?: {
    readonly signal?: AbortSignal;
    /** Set on the client's own requests. A strategy's requests for tokens do not have it. */
    readonly byClient?: true;
  };
}

/** Sends every request of one client, after all queues. */
export interface Transport extends GitHubClock {
  /**
   * Sends a request with `next`.
   *
   * @returns a good response
   * @throws GhsyncError for any other response, and for a request that may not be sent
   * @throws the 304 that a conditional request expects, as an error with a `response`
   */
  send<Response extends TransportResponse>(
    request: TransportRequest,
    next: (signal: AbortSignal) => Promise<Response>,
  ): Promise<Response>;
  usage(): ClientUsage;
}

export interface TransportOptions {
  readonly now: () => Date;
  readonly sleep: Sleep;
  readonly requestTimeoutMs: number;
  readonly quota: Quota;
  /** The share of each primary limit that the client leaves to others. */
  readonly reserve: number;
}

/** Creates the transport of one client. */
export function createTransport(options: TransportOptions): Transport {
  const { now, sleep, requestTimeoutMs, quota, reserve } = options;
  const usage = { requests: 0, points: 0, notModified: 0 };
  const { noteDate, ...clock } = createGitHubClock(quota, now);
  const cache = createCacheDetection(quota, now);
  const closedUntil = (pool: Pool) => quota.closedUntil(pool, now());

  function throwIfClosed(pool: Pool) {
    const until = closedUntil(pool);
    if (until) throw limitInForce(new Date(until.getTime() + quota.skewMs));
  }

  async function takeTurn(pool: Pool, signal: AbortSignal | undefined) {
    const waitMs = quota.takeTurn(pool, now());
    if (waitMs > 0) {
      await sleep(waitMs, signal);
      throwIfClosed(pool);
    }
    signal?.throwIfAborted();
  }

  // A request that was sent before a limit was reached proves nothing about the time after it.
  function noteNoResponse(pool: Pool) {
    if (!closedUntil(pool)) quota.noteNoResponse();
  }

  function noteSuccess(response: TransportResponse, pool: Pool) {
    if (!closedUntil(pool)) quota.limitsInARow[pool] = 0;
    noteRemaining(response, pool);
  }

  function noteError(
    response: TransportResponse,
    pool: Pool,
    { limit, resetAt }: GhsyncError,
    limitsInARow: number,
  ) {
    if (limit) quota.limitsInARow[pool] = limitsInARow;
    if (!resetAt) return noteRemaining(response, pool);
    // A secondary limit applies to both interfaces.
    const closed = limit === "secondary" ? pools : [pool];
    for (const each of closed) quota.close(each, clock.localTime(resetAt));
  }

  /** Closes the pool once at most the host's `reserve` remains. */
  function noteRemaining({ headers }: TransportResponse, pool: Pool) {
    quota.noteGood();
    const primary = primaryLimitOf({ headers, date: clock.now() });
    if (!primary || primary.remaining > primary.limit * reserve) return;
    quota.close(pool, clock.localTime(primary.resetAt));
  }

  /** @returns the error that the response means, if any; notes what it shows about the limits */
  function judge(response: TransportResponse, facts: RequestFacts): GhsyncError | undefined {
    const pool = poolOf(facts);
    const before = quota.limitsInARow[pool];
    // Responses to requests that were in flight together count as one limit.
    const limitsInARow = closedUntil(pool) ? Math.max(1, before) : before + 1;
    const context = { ...facts, date: clock.now(), limitsInARow };
    const { points, error } = judgeResponse(response, context);
    usage.points += points;
    if (error?.code === "token_refused") quota.strategy.forget();
    // GitHub counts a request for a token against the App, not against this credential.
    if (!facts.byClient && !error?.resetAt) {
      return error && !error.retryable ? tokenNotGiven(error) : error;
    }
    if (error) noteError(response, pool, error, limitsInARow);
    else noteSuccess(response, pool);
    return error;
  }

  return {
    ...clock,
    usage: () => ({ ...usage }),
    async send(request, next) {
      const facts = requestFactsOf(request);
      const pool = poolOf(facts);
      const outer = request.request?.signal;
      throwIfClosed(pool);
      cache.throwIfSeen();
      await takeTurn(pool, outer);
      usage.requests += 1;
      const sent = { ...facts, baseUrl: request.baseUrl, outer };
      const response = await sendWithin(requestTimeoutMs, next, sent, () => noteNoResponse(pool));
      cache.throwIfCached(response, facts);
      noteDate(response);
      if (response.status === 304) {
        usage.notModified += 1;
        noteSuccess(response, pool);
        const isConditional = request.headers["if-none-match"] !== undefined;
        throw isConditional ? notModified(response) : unexpectedNotModified(facts.request);
      }
      if (facts.graphql) normalizeErrors(response);
      const error = judge(response, facts);
      if (error) throw error;
      return response;
    },
  };
}

/**
 * Sends within a time limit that begins now, even if `send` ignores its signal.
 *
 * @param noteNoResponse called if the time is up or GitHub cannot be reached
 * @returns GitHub's response, whatever its status
 * @throws GhsyncError if there is no response, or one that may not be used; or the outer signal's
 * reason
 */
export async function sendWithin<Response>(
  timeoutMs: number,
  send: (signal: AbortSignal) => Promise<Response>,
  facts: RequestFacts & { readonly baseUrl: string; readonly outer: AbortSignal | undefined },
  noteNoResponse: () => void,
): Promise<Response> {
  const { outer, baseUrl } = facts;
  const { signal: timeLimit, clear } = startTimeLimit(timeoutMs);
  const signal = outer ? AbortSignal.any([outer, timeLimit]) : timeLimit;
  try {
    const response = await untilAborted(send(signal).catch(responseOf<Response>), signal);
    signal.throwIfAborted();
    return response;
  } catch (error) {
    outer?.throwIfAborted();
    if (!timeLimit.aborted && isGhsyncError(error)) throw error;
    if (error instanceof Error && error.cause instanceof RefusedResponse) {
      throw error.cause.errorFor(facts);
    }
    noteNoResponse();
    if (!timeLimit.aborted) throw unreachable(baseUrl, stripRequest(error));
    throw tooSlow(facts, timeoutMs, stripRequest(error));
  } finally {
    clear();
  }
}

/** Returns the response of an error of Octokit's; throws any other error again. */
function responseOf<Response>(error: { readonly response?: Response } | undefined): Response {
  if (error?.response) return error.response;
  throw error;
}

// Octokit's error holds the whole request, and a strategy may put a secret into any header.
function stripRequest(error: unknown): unknown {
  return error instanceof Error && "request" in error ? error.cause : error;
}

function poolOf({ graphql }: RequestFacts): Pool {
  return graphql ? "graphql" : "rest";
}

/**
 * @throws GhsyncError `response_invalid` if the URL has another origin: the token would go there
 */
function requestFactsOf(
  request: Pick<TransportRequest, "method" | "url" | "baseUrl" | "request">,
): RequestFacts {
  const { origin, pathname, href } = new URL(request.url, request.baseUrl);
  // Octokit fills in a strategy's paths later.
  const name = `${request.method} ${pathname.replace(/%7B(\w+)%7D/g, "{$1}")}`;
  if (origin !== new URL(request.baseUrl).origin) throw foreignOrigin(name);
  // A repository can be called graphql too.
  const graphql = request.method === "POST" && pathname.endsWith("/graphql");
  return { request: name, url: href, graphql, byClient: request.request?.byClient ?? false };
}
