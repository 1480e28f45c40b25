import { GhsyncError } from "../errors/ghsync-error.ts";
import type { ClientUsage } from "./github-client.ts";
import { type DoorResponse, judgeResponse } from "./judge-response.ts";
import { timerMs } from "./timer-ms.ts";

/** A request as Octokit's innermost hook hands it over. */
export interface DoorRequest {
  readonly method: string;
  readonly url: string;
  readonly baseUrl: string;
  readonly request?: { readonly signal?: AbortSignal | undefined } | undefined;
}

/** What every request of one client passes last, after any queue: nothing else sends. */
export interface Door {
  /** Sends with `send`, or refuses; answers a good response, or throws. */
  pass<Response extends DoorResponse>(
    request: DoorRequest,
    send: (signal: AbortSignal) => Promise<Response>,
  ): Promise<Response>;
  usage(): ClientUsage;
  /** GitHub's time: the local clock, corrected by the last answer's `Date`. */
  now(): Date;
  /** GitHub's `Date` of the first answer; absent before it. */
  firstAnswerAt(): Date | undefined;
}

export interface DoorOptions {
  readonly now: () => Date;
  readonly requestTimeoutMs: number;
  /** A limit that is known already. */
  readonly blockedUntil?: Date | undefined;
}

/**
 * Refuses to send to another origin (the token would go with it), and while a limit is known. Sets the time limit, counts, and
 * turns whatever is not a good answer into a `GhsyncError`. A 304 passes as Octokit's own error.
 */
export function createDoor({ now, requestTimeoutMs, blockedUntil }: DoorOptions): Door {
  const usage = { requests: 0, points: 0, notModified: 0 };
  let skewMs = 0;
  let firstAnswerAt: Date | undefined;
  let closedUntil = blockedUntil;
  const githubNow = () => new Date(now().getTime() + skewMs);

  function readClock({ headers }: DoorResponse) {
    const date = Date.parse(String(headers.date ?? ""));
    if (!Number.isNaN(date)) skewMs = date - now().getTime();
    firstAnswerAt ??= githubNow();
  }

  function judge(response: DoorResponse, asked: { request: string; graphql: boolean }) {
    readClock(response);
    const { points, error } = judgeResponse(response, { ...asked, date: githubNow() });
    usage.points += points;
    if (error?.resetAt && !(closedUntil && closedUntil > error.resetAt))
      closedUntil = error.resetAt;
    if (error) throw error;
  }

  return {
    now: githubNow,
    firstAnswerAt: () => firstAnswerAt,
    usage: () => ({ ...usage }),
    async pass(request, send) {
      const target = new URL(request.url, request.baseUrl);
      const asked = {
        request: `${request.method} ${target.pathname}`,
        // A repository can be called graphql, too.
        graphql: request.method === "POST" && target.pathname.endsWith("/graphql"),
      };
      if (target.origin !== new URL(request.baseUrl).origin) throw foreignOrigin(asked.request);
      if (closedUntil && githubNow() < closedUntil) throw limitKnown(closedUntil);
      const outer = request.request?.signal;
      const timeLimit = AbortSignal.timeout(timerMs(requestTimeoutMs));
      const signal = outer ? AbortSignal.any([outer, timeLimit]) : timeLimit;
      outer?.throwIfAborted();
      usage.requests += 1;
      let refused: DoorResponse | undefined;
      try {
        const response = await send(signal);
        signal.throwIfAborted();
        judge(response, asked);
        return response;
      } catch (error) {
        outer?.throwIfAborted();
        if (timeLimit.aborted) throw tooSlow(asked, requestTimeoutMs, error);
        if (error instanceof GhsyncError) throw error;
        refused = (error as { response?: DoorResponse }).response;
        if (!refused) throw unreachable(target.origin, error);
        if (refused.status === 304) {
          usage.notModified += 1;
          readClock(refused);
          throw error;
        }
      }
      judge(refused, asked);
      throw new GhsyncError(
        "response_invalid",
        `GitHub answered ${refused.status} to ${asked.request}.`,
      );
    },
  };
}

function foreignOrigin(request: string): GhsyncError {
  const message = `GitHub's answer points ${request} at another host; it was not followed.`;
  return new GhsyncError("response_invalid", message);
}

function limitKnown(resetAt: Date): GhsyncError {
  const message = `This credential's rate limit lasts until ${resetAt.toISOString()}; nothing was sent.`;
  return new GhsyncError("rate_limited", message, { retryable: true, resetAt });
}

function tooSlow(
  { request, graphql }: { request: string; graphql: boolean },
  timeoutMs: number,
  cause: unknown,
): GhsyncError {
  const message = `GitHub did not answer ${request} within ${timeoutMs} ms.`;
  const code = graphql ? "query_too_heavy" : "transient";
  return new GhsyncError(code, message, { retryable: true, cause });
}

function unreachable(origin: string, cause: unknown): GhsyncError {
  const message = `GitHub could not be reached at ${origin}: check the address and the network.`;
  return new GhsyncError("transient", message, { retryable: true, cause });
}
