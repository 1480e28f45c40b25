import type { GhsyncError } from "../errors/ghsync-error.ts";
import { httpDate } from "../errors/http-date.ts";
import { type Asked, askedOf, poolOf } from "./asked.ts";
import { fromCache, limitKnown, tokenNotGiven, unasked, unchanged } from "./door-refusals.ts";
import type { ClientUsage } from "./github-client.ts";
import { createGitHubClock, type GitHubClock } from "./github-clock.ts";
import { type DoorResponse, judgeResponse, tidyErrors } from "./judge-response.ts";
import { limitReading } from "./limit-reading.ts";
import { type Pool, pools, type Quota } from "./quota.ts";
import { sendWithin } from "./send-within.ts";
import type { Sleep } from "./sleep.ts";

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
      const waitMs = quota.pace[poolOf(asked)].takeTurn(now());
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
