import type { SyncState } from "../../ports/sync-state.ts";
import type { RanOutcome } from "../sync-outcome.ts";

/**
 * The last state of a run, for a repository of which another run may have been asked for meanwhile. Pure.
 *
 * @param after the state as it would be without a request
 * @param before the state as it is by now. A run that has begun (`syncing`) has cleared `nextAttemptAt`: one that is there is a request's
 */
export function stateByRequest(
  after: Partial<SyncState>,
  outcome: RanOutcome,
  { status, nextAttemptAt, checkpoint: { retryAfter: _, ...checkpoint } }: SyncState,
  now: Date,
): Partial<SyncState> {
  const requestedAt = status === "syncing" ? nextAttemptAt : undefined;
  const retryAfter = askedWait(outcome, now);
  // A run that was stopped leaves the repository due.
  const { nextAttemptAt: dueAt } = after;
  const soonest = requestedAt && dueAt && earlier(dueAt, later(requestedAt, retryAfter));
  return {
    ...after,
    ...(requestedAt && { nextAttemptAt: soonest }),
    checkpoint: { ...checkpoint, ...(retryAfter && { retryAfter }) },
  };
}

/** From when on a run that is asked for may begin: GitHub may have asked to wait. Pure. */
export function requestableAt(
  { nextAttemptAt, checkpoint: { retryAfter } }: SyncState,
  requestedAt: Date,
): Date {
  // Another token, or a resume, has ended the wait.
  return nextAttemptAt && retryAfter
    ? later(requestedAt, earlier(nextAttemptAt, retryAfter))
    : requestedAt;
}

/** Until when GitHub asked not to be asked: no request cuts that short. */
function askedWait(outcome: RanOutcome, now: Date): Date | undefined {
  if (outcome.status === "deferred") return outcome.resumeAt;
  if (outcome.status !== "error") return undefined;
  const { retryAfterMs } = outcome.error;
  return retryAfterMs === undefined ? undefined : new Date(now.getTime() + retryAfterMs);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function later(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one;
}
