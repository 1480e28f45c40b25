import { isGhsyncError } from "../errors/ghsync-error.ts";
import type { Asked } from "./asked.ts";
import { tooSlow, unreachable } from "./door-refusals.ts";
import { RefusedAnswer } from "./refused-answer.ts";
import { timerMs } from "./timer-ms.ts";
import { untilAborted } from "./until-aborted.ts";

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
