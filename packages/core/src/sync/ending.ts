import type { GhsyncError } from "../errors/ghsync-error.ts";
import { backoffMs } from "../github/backoff.ts";
import type { SyncState } from "../ports/sync-state.ts";
import type { SyncUsage } from "../status/sync-status.ts";
import type { SyncOutcome } from "./sync-outcome.ts";

/** How the work of a run came to its end. */
export type Ending =
  | {
      readonly kind: "done";
      readonly stopped: "history" | "stopped" | undefined;
      /** Pull requests that could not be read. */
      readonly failedCount: number;
    }
  | { readonly kind: "failed"; readonly error: GhsyncError }
  | { readonly kind: "aborted" };

type RanOutcome = Exclude<SyncOutcome, { readonly status: "busy" | "inactive" | "unknown" }>;

/** What the caller is told. Pure: never `complete` unless everything was read. */
export function outcomeOf(ending: Ending, state: SyncState, usage: SyncUsage): RanOutcome {
  if (ending.kind === "failed") {
    const { error } = ending;
    return error.code === "rate_limited" && error.resetAt
      ? { status: "deferred", resumeAt: error.resetAt, error, usage }
      : { status: "error", error, usage };
  }
  if (ending.kind === "aborted") return { status: "partial", reason: "stopped", usage };
  if (ending.failedCount > 0) return { status: "partial", reason: "items", usage };
  if (ending.stopped) return { status: "partial", reason: ending.stopped, usage };
  if (!state.historyCompletedAt) return { status: "partial", reason: "history", usage };
  return { status: "complete", usage };
}

const retry = { baseMs: 60_000, maxMs: 6 * 3_600_000 };

/**
 * What is kept of the run. Pure.
 * @param at.readUpTo GitHub's `Date` of the run's first answer: all that happened before was read, if the run was through
 */
export function stateAfter(
  outcome: RanOutcome,
  ending: Ending,
  before: SyncState,
  at: { readonly now: Date; readonly readUpTo: Date | undefined },
): Partial<SyncState> {
  const wentThrough = ending.kind === "done" && ending.stopped !== "stopped";
  const reason = outcome.status === "partial" ? outcome.reason : undefined;
  const base = {
    status: outcome.status,
    reason,
    ...(wentThrough && at.readUpTo && { lastSyncAt: at.readUpTo }),
  };
  if (outcome.status === "complete" || outcome.status === "partial") {
    return {
      ...base,
      consecutiveFailures: 0,
      lastSyncError: undefined,
      nextAttemptAt: undefined,
      ...(outcome.status === "complete" && { lastSuccessAt: at.now }),
    };
  }
  const { error } = outcome;
  const lastSyncError = {
    code: error.code,
    message: error.message,
    requestId: error.requestId ?? null,
    at: at.now,
    userActionable: error.userActionable,
  };
  if (outcome.status === "deferred") {
    return { ...base, lastSyncError, nextAttemptAt: outcome.resumeAt };
  }
  const consecutiveFailures = before.consecutiveFailures + 1;
  const waitMs = error.retryable ? backoffMs(consecutiveFailures, 1, retry) : retry.maxMs;
  const nextAttemptAt = new Date(at.now.getTime() + waitMs);
  return { ...base, lastSyncError, consecutiveFailures, nextAttemptAt };
}
