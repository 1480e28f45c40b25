import { backoffMs } from "../github/retry.ts";
import type { GhsyncError } from "../model/ghsync-error.ts";
import { type ChildKind, isChildKind, type SnapshotPart } from "../model/snapshot.ts";
import type { RanOutcome } from "../model/sync-outcome.ts";
import type { SyncState } from "../model/sync-state.ts";
import type { SyncError, SyncUsage } from "../model/sync-status.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";

/** How much of its work a run did. */
export interface WorkDone {
  /** Every change stream was read completely. */
  readonly streamsRead: boolean;
  /** The time was up before everything was read. */
  readonly timeUp: boolean;
  /** Names a row of a list that could not be read. */
  readonly unread?: GhsyncError | undefined;
}

/** How a run ended. */
export type Ending =
  | ({
      readonly kind: "done";
      /** Child kinds that the host wants. */
      readonly kinds: readonly ChildKind[];
      /** The interface that the host chose. REST has no linked issues. */
      readonly api: "graphql" | "rest";
      /** Pull requests that could not be read. */
      readonly failedCount: number;
      /** Some pull requests were read so soon after a change that they must be read once more. */
      readonly isUnsettled: boolean;
    } & WorkDone)
  | { readonly kind: "failed"; readonly error: GhsyncError }
  | { readonly kind: "aborted" };

/** Returns the outcome for the caller. It is `complete` only if everything was read. Pure. */
export function outcomeOf(ending: Ending, state: SyncState, usage: SyncUsage): RanOutcome {
  if (ending.kind === "failed") {
    const { error } = ending;
    return error.code === "rate_limited" && error.resetAt
      ? { status: "deferred", resumeAt: error.resetAt, error, usage }
      : {
          status: "error",
          error,
          usage,
          ...(error.code === "repository_gone" && { reason: "gone" }),
        };
  }
  if (ending.kind === "aborted") return { status: "partial", reason: "stopped", usage };
  if (!state.historyCompletedAt) return { status: "partial", reason: "history", usage };
  if (ending.unread && !ending.timeUp) return { status: "partial", reason: "items", usage };
  if (!ending.streamsRead || ending.timeUp) return { status: "partial", reason: "stopped", usage };
  // All other pull requests are stored.
  if (ending.failedCount > 0) return { status: "partial", reason: "items", usage };
  if (forbiddenOf(ending, state).length > 0) {
    return { status: "partial", reason: "permission", usage };
  }
  return { status: "complete", usage };
}

/** What the last state is computed from, beside the run. */
export interface EndingContext extends AttemptContext {
  /**
   * GitHub's `Date` of the run's first response. If the streams were read, everything before it was
   * read.
   */
  readonly readUpTo: Date | undefined;
  /** How long after a change a read may still miss it, in milliseconds. */
  readonly settleMs: number;
}

/** Returns the state that the run leaves in the store. Pure. */
export function stateAfter(
  outcome: RanOutcome,
  ending: Ending,
  before: SyncState,
  at: EndingContext,
): Partial<SyncState> {
  const streamsRead = ending.kind === "done" && ending.streamsRead;
  const reason = "reason" in outcome ? outcome.reason : undefined;
  const base = {
    status: outcome.status,
    reason,
    ...(streamsRead && at.readUpTo && { lastSyncAt: at.readUpTo }),
  };
  // A stop from outside says nothing about GitHub: keep the stored failures.
  if (ending.kind === "aborted") return base;
  if (outcome.status === "complete" || outcome.status === "partial") {
    return {
      ...base,
      consecutiveFailures: 0,
      lastSyncError:
        outcome.status === "partial"
          ? (unreadError(ending, at.now) ?? permissionError(ending, before, at.now))
          : undefined,
      nextAttemptAt: nextAttempt(outcome, 0, { ...at, resyncAfterMs: dueAfterMs(ending, at) }),
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
  const isFailure = outcome.status === "error";
  const consecutiveFailures = before.consecutiveFailures + (isFailure ? 1 : 0);
  const nextAttemptAt = nextAttempt(outcome, consecutiveFailures, at);
  return {
    ...base,
    lastSyncError,
    nextAttemptAt,
    ...(isFailure && { consecutiveFailures }),
  };
}

// After this wait, every entry that only waits to settle is due. One more run reads them all.
function dueAfterMs(ending: Ending, { resyncAfterMs, settleMs }: EndingContext): number {
  return ending.kind === "done" && ending.isUnsettled
    ? Math.min(settleMs, resyncAfterMs)
    : resyncAfterMs;
}

function unreadError(ending: Ending, at: Date): SyncError | undefined {
  if (ending.kind !== "done" || !ending.unread) return undefined;
  const { code, message } = ending.unread;
  return { code, message, requestId: null, at, userActionable: false };
}

function permissionError(ending: Ending, state: SyncState, at: Date): SyncError | undefined {
  const kinds = forbiddenOf(ending, state);
  if (kinds.length === 0) return undefined;
  const message = `This credential may not read ${kinds.join(", ")}: ${whatToGrant(kinds)}`;
  return { code: "access_denied", message, requestId: null, at, userActionable: true };
}

function whatToGrant(parts: readonly SnapshotPart[]): string {
  if (parts.every((part) => part === "linkedIssues")) {
    return 'GitHub refuses GraphQL to it. Allow GraphQL, or set api to "rest" to sync without linked issues.';
  }
  if (parts.every((part) => part === "requestedReviewers")) {
    return "give a classic token the scope read:org, or another token read access to the organization's members.";
  }
  return "give it read access to pull requests, issues and contents.";
}

// A part that the host no longer wants is not missing. An aborted run does not say what it wanted.
function forbiddenOf(ending: Ending, { checkpoint }: SyncState): readonly SnapshotPart[] {
  const { forbiddenParts = [] } = checkpoint;
  if (ending.kind !== "done") return [];
  const isAsked = (part: SnapshotPart) =>
    isChildKind(part)
      ? ending.kinds.includes(part)
      : part !== "linkedIssues" || ending.api === "graphql";
  return forbiddenParts.filter(isAsked);
}

const failure = { baseMs: 60_000, maxMs: 6 * 3_600_000 };
const hourMs = 3_600_000;

/** What the next attempt is computed from, beside the outcome. */
export interface AttemptContext {
  readonly now: Date;
  /** How long a repository that is up to date waits for its next run, in milliseconds. */
  readonly resyncAfterMs: number;
  /** From 0 to below 1. */
  readonly random: number;
}

/**
 * Returns when the repository is due again; `undefined` means at once. Pure.
 * @param failures runs that failed in a row, including this one
 */
export function nextAttempt(
  outcome: RanOutcome,
  failures: number,
  { now, resyncAfterMs, random }: AttemptContext,
): Date | undefined {
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (outcome.status) {
    case "complete":
      return after(resyncAfterMs);
    case "deferred":
      return outcome.resumeAt;
    case "error":
      if (isForPerson(outcome.error)) return after(resyncAfterMs);
      return after(Math.max(backoffMs(failures, random, failure), outcome.error.retryAfterMs ?? 0));
    case "partial":
      if (outcome.reason === "permission") return after(resyncAfterMs);
      return outcome.reason === "items" ? after(Math.min(hourMs, resyncAfterMs)) : undefined;
  }
}

/** Whether an error stays until a person acts, so that retries do not help. Pure. */
export function isForPerson({ userActionable, retryable }: GhsyncError): boolean {
  return userActionable && !retryable;
}

/**
 * Adds a request for a sync, which came during the run, to the run's last state. Pure.
 *
 * @param after the state without the request
 * @param before the state in the store. The run cleared `nextAttemptAt` at its start (`syncing`),
 * so a value there belongs to a request
 */
export function stateByRequest(
  after: Partial<SyncState>,
  outcome: RanOutcome,
  { status, nextAttemptAt, checkpoint: { retryAfter: _, ...checkpoint } }: SyncState,
  now: Date,
): Partial<SyncState> {
  const requestedAt = status === "syncing" ? nextAttemptAt : undefined;
  const retryAfter = requestedWait(outcome, now);
  // A stopped run leaves the repository due at once.
  const { nextAttemptAt: dueAt } = after;
  const soonest = requestedAt && dueAt && earlier(dueAt, later(requestedAt, retryAfter));
  return {
    ...after,
    ...(requestedAt && { nextAttemptAt: soonest }),
    checkpoint: { ...checkpoint, ...(retryAfter && { retryAfter }) },
  };
}

/** Returns when a requested run may begin. GitHub may have asked us to wait. Pure. */
export function requestableAt(
  { nextAttemptAt, checkpoint: { retryAfter } }: SyncState,
  requestedAt: Date,
): Date {
  // Without `nextAttemptAt`, a new token or `resume` has ended the wait.
  return nextAttemptAt && retryAfter
    ? later(requestedAt, earlier(nextAttemptAt, retryAfter))
    : requestedAt;
}

/**
 * Returns when a repository that is requested now is due. A worker's clock may be behind this one,
 * but its last attempt is over by both clocks. Pure.
 */
export function requestedAt(state: SyncState, now: Date): Date {
  const { lastAttemptAt = now } = state;
  return requestableAt(state, earlier(lastAttemptAt, now));
}

/** Returns until when GitHub asked us to wait. A request for a sync does not shorten it. */
function requestedWait(outcome: RanOutcome, now: Date): Date | undefined {
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

/**
 * Whether a run that begins now is the recheck that the last run scheduled. A recheck schedules no
 * further one: a busy repository would be read every few minutes. Pure.
 */
export function isRecheck(
  { status, lastSuccessAt, nextAttemptAt }: SyncState,
  now: Date,
  { settleMs, resyncAfterMs }: Pick<ResolvedSyncOptions, "settleMs" | "resyncAfterMs">,
): boolean {
  if (status !== "complete" || !lastSuccessAt || !nextAttemptAt || nextAttemptAt > now)
    return false;
  const waitedMs = nextAttemptAt.getTime() - lastSuccessAt.getTime();
  // A requested run is due at another instant.
  return waitedMs === Math.floor(settleMs) && settleMs < resyncAfterMs;
}
