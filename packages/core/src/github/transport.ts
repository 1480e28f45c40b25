import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import { httpDate } from "./classify-response.ts";
import type { ClientUsage } from "./client.ts";
import { createGitHubClock, type GitHubClock } from "./clock.ts";
import type { Asked, DoorResponse } from "./exchange.ts";
import { RefusedAnswer } from "./fetch.ts";
import { judgeResponse, tidyErrors } from "./judge-response.ts";
import { limitReading, type Pool, pools, type Quota } from "./quota.ts";
import { type Sleep, timerMs, untilAborted } from "./timing.ts";
import {
  foreignOrigin,
  fromCache,
  limitKnown,
  tokenNotGiven,
  tooSlow,
  unasked,
  unchanged,
  unreachable,
} from "./transport-errors.ts";

/** An answer's `Age`, in seconds, up to which no cache is blamed: GitHub's own front may keep one for a moment. */
const longestAgeS = 60;

/** A request as Octokit's innermost hook hands it over. */
export interface DoorRequest {
  readonly method: string;
  readonly url: string;
  readonly baseUrl: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly request?: {
    readonly signal?: AbortSignal;
    /** Of the client's own; a strategy's requests for tokens have no such mark. */
    readonly byClient?: true;
  };
}

/** What every request of one client passes last, after any queue: nothing else sends. */
export interface Door extends GitHubClock {
  /** Sends with `send`, or refuses; answers a good response, or throws. */
  pass<Response extends DoorResponse>(
    request: DoorRequest,
    send: (signal: AbortSignal) => Promise<Response>,
  ): Promise<Response>;
  usage(): ClientUsage;
}

export interface DoorOptions {
  readonly now: () => Date;
  readonly sleep: Sleep;
  readonly requestTimeoutMs: number;
  readonly quota: Quota;
  /** The share of each primary limit that is left alone. */
  readonly reserve: number;
}

/**
 * Refuses to send to another origin (the token would go with it), and while a limit is known. Keeps the pace, sets the time limit,
 * counts, and turns whatever is not a good answer into a `GhsyncError`. A 304 that was asked for is an error that has the `response`.
 */
export function createDoor(options: DoorOptions): Door {
  const { now, sleep, requestTimeoutMs, quota, reserve } = options;
  const usage = { requests: 0, points: 0, notModified: 0 };
  const { read: readClock, ...clock } = createGitHubClock(quota, now);
  const githubNow = clock.now;

  let cached: GhsyncError | undefined;

  /** What a cache has answered once is believed nowhere in this client. */
  function refuseIfCached(response: DoorResponse, { request, url, byClient }: Asked) {
    const { age, date, "x-github-request-id": id } = response.headers;
    // What fails says nothing of what is stored, and is tried again.
    if (!byClient || response.status >= 500) return;
    const isGet = request.startsWith("GET ");
    if (Number(age) > longestAgeS) cached = fromCache(request, `is ${age} seconds old`);
    else if (isGet && httpDate(date) && quota.dates.isRepeated(url, String(date), now())) {
      cached = fromCache(request, `has the same Date as more than a minute ago, ${date}`);
    } else if (isGet && id !== undefined && quota.requestIds.isRepeated(url, String(id), now())) {
      cached = fromCache(
        request,
        `has the same x-github-request-id as more than a minute ago, ${id}`,
      );
    }
    if (cached) throw cached;
  }

  function noteUnchanged(response: DoorResponse, pool: Pool) {
    usage.notModified += 1;
    readClock(response);
    noteGood(response, pool);
  }

  const closedUntil = (pool: Pool) => quota.closedUntil(pool, now());

  /** Closes a pool of which no more is left than the host's `reserve`. */
  function noteLimit({ headers }: DoorResponse, pool: Pool) {
    quota.noteGood();
    const reading = limitReading({ headers, date: githubNow() });
    if (!reading || reading.remaining > reading.limit * reserve) return;
    quota.close(pool, clock.localTime(reading.resetAt));
  }

  function noteGood(response: DoorResponse, pool: Pool) {
    // What was under way when a limit closed the pool tells nothing of what comes after it.
    if (!closedUntil(pool)) quota.limitsInARow[pool] = 0;
    noteLimit(response, pool);
  }

  function judge(response: DoorResponse, asked: Asked) {
    readClock(response);
    const pool = poolOf(asked);
    const before = quota.limitsInARow[pool];
    const limitsInARow = closedUntil(pool) ? Math.max(1, before) : before + 1;
    const context = { ...asked, date: githubNow(), limitsInARow };
    const { points, error } = judgeResponse(response, context);
    usage.points += points;
    if (error?.code === "token_refused") quota.strategy.forget();
    if (!asked.byClient && !error?.resetAt) return judgeToken(error);
    if (!error) return noteGood(response, pool);
    const { limit, resetAt } = error;
    if (limit) quota.limitsInARow[pool] = limitsInARow;
    if (!resetAt) noteLimit(response, pool);
    else {
      // A secondary limit stands for both.
      const closed = limit === "secondary" ? pools : [pool];
      for (const each of closed) quota.close(each, clock.localTime(resetAt));
    }
    throw error;
  }

  // It counts against the App: the credential's own limits stay unknown.
  function judgeToken(error: GhsyncError | undefined) {
    if (error) throw error.retryable ? error : tokenNotGiven(error);
  }

  function refuseIfClosed(asked: Asked) {
    const until = closedUntil(poolOf(asked));
    if (until) throw limitKnown(new Date(until.getTime() + quota.skewMs));
  }

  return {
    ...clock,
    usage: () => ({ ...usage }),
    async pass(request, send) {
      const asked = askedOf(request);
      const outer = request.request?.signal;
      refuseIfClosed(asked);
      if (cached) throw cached;
      const waitMs = quota.takeTurn(poolOf(asked), now());
      if (waitMs > 0) {
        await sleep(waitMs, outer);
        refuseIfClosed(asked);
      }
      outer?.throwIfAborted();
      usage.requests += 1;
      const { baseUrl } = request;
      const response = await sendWithin(
        requestTimeoutMs,
        send,
        { ...asked, baseUrl, outer },
        () => {
          // What was sent before a limit was met tells nothing of what comes after it.
          if (!closedUntil(poolOf(asked))) quota.noteSilence();
        },
      );
      refuseIfCached(response, asked);
      if (response.status === 304) {
        noteUnchanged(response, poolOf(asked));
        if (request.headers["if-none-match"] === undefined) throw unasked(asked.request);
        throw unchanged(response);
      }
      if (asked.graphql) tidyErrors(response);
      judge(response, asked);
      return response;
    },
  };
}

/**
 * Sends within a time limit that begins now, whether `send` heeds its signal or not. Answers what GitHub answers, be it good or not.
 * @param noteSilence called if there is no answer, be it that the time is up or that nobody can be reached
 * @throws GhsyncError if no answer came, or one that may not be used; or the outer signal's reason
 */
export async function sendWithin<Answer>(
  timeoutMs: number,
  send: (signal: AbortSignal) => Promise<Answer>,
  asked: Asked & { readonly baseUrl: string; readonly outer: AbortSignal | undefined },
  noteSilence: () => void,
): Promise<Answer> {
  const { outer, baseUrl } = asked;
  const timeLimit = AbortSignal.timeout(timerMs(timeoutMs));
  const signal = outer ? AbortSignal.any([outer, timeLimit]) : timeLimit;
  try {
    const answer = await untilAborted(send(signal).catch(answerIn<Answer>), signal);
    signal.throwIfAborted();
    return answer;
  } catch (error) {
    outer?.throwIfAborted();
    if (!timeLimit.aborted && isGhsyncError(error)) throw error;
    if (error instanceof Error && error.cause instanceof RefusedAnswer) {
      throw error.cause.errorFor(asked);
    }
    noteSilence();
    if (!timeLimit.aborted) throw unreachable(baseUrl, withoutRequest(error));
    throw tooSlow(asked, timeoutMs, withoutRequest(error));
  }
}

/** The answer that an error of Octokit's is about. */
function answerIn<Answer>(error: { readonly response?: Answer } | undefined): Answer {
  if (error?.response) return error.response;
  throw error;
}

// Octokit's error has the whole request beside it, and a strategy may sign by any header.
function withoutRequest(error: unknown): unknown {
  return error instanceof Error && "request" in error ? error.cause : error;
}

/** What GitHub counts the request against. */
export function poolOf({ graphql }: Asked): Pool {
  return graphql ? "graphql" : "rest";
}

/** @throws GhsyncError `response_invalid` if the URL leads to another origin */
export function askedOf(sent: {
  readonly method: string;
  readonly url: string;
  readonly baseUrl: string;
  readonly request?: { readonly byClient?: true };
}): Asked {
  const { origin, pathname, href } = new URL(sent.url, sent.baseUrl);
  // Octokit fills in a strategy's paths later.
  const request = `${sent.method} ${pathname.replace(/%7B(\w+)%7D/g, "{$1}")}`;
  if (origin !== new URL(sent.baseUrl).origin) throw foreignOrigin(request);
  // A repository can be called graphql, too.
  const graphql = sent.method === "POST" && pathname.endsWith("/graphql");
  return { request, url: href, graphql, byClient: sent.request?.byClient ?? false };
}
