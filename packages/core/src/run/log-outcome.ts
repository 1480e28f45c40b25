import type { SyncOutcome } from "../model/sync-outcome.ts";
import type { SyncState } from "../model/sync-state.ts";
import { isNever } from "../model/sync-status.ts";
import type { ResolvedSyncOptions } from "../options/sync-options.ts";

/**
 * How much the end of one limit may differ between runs, in milliseconds, after conversion to the
 * local clock.
 */
const sameEndMs = 5_000;

/** What a log line says about a failure. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly userActionable: boolean;
}

/** What is known about a run that ended. */
interface Ended {
  readonly fullName: string;
  /** The quota of its credential, if it had one. */
  readonly quotaId: string | undefined;
  readonly state: Pick<SyncState, "lastSyncError" | "nextAttemptAt">;
}

/**
 * Logs one line for a run that failed, was refused or was deferred: the repository, the code, what
 * to do, and the next attempt. If one limit defers many repositories, only the first is logged.
 */
export function logOutcome(
  { github, loggedLimits }: Pick<ResolvedSyncOptions, "github" | "loggedLimits">,
  outcome: SyncOutcome,
  { fullName, quotaId = fullName, state }: Ended,
): void {
  const { log } = github;
  const now = github.now();
  if (outcome.status === "error") {
    const { error, retryAt } = outcome;
    log[error.retryable ? "warn" : "error"](failureLine(fullName, error, retryAt, now));
  }
  if (outcome.status === "deferred") {
    const { error, resumeAt } = outcome;
    if (!isNewLimit(loggedLimits, quotaId, resumeAt.getTime(), now.getTime())) return;
    const line = failureLine(fullName, error, resumeAt, now);
    log.warn(`${line} All repositories with this credential wait until then.`);
  }
  if (outcome.status === "partial" && outcome.reason === "permission" && state.lastSyncError) {
    log.warn(failureLine(fullName, state.lastSyncError, state.nextAttemptAt, now));
  }
}

/** Formats the log line of a failure. Pure. */
export function failureLine(
  repository: string,
  { code, message, userActionable }: Failure,
  nextAt: Date | undefined,
  now: Date,
): string {
  const act = userActionable ? " Someone must act." : "";
  return `${repository}: ${code}. ${message.replace(/[\r\n]+/g, " ")}${act} Next try: ${nextAttemptText(nextAt, now)}.`;
}

function nextAttemptText(at: Date | undefined, now: Date): string {
  if (!at || at <= now) return "at once";
  return isNever(at, now) ? "when requestSync is called" : at.toISOString();
}

/** Remembers a limit. Returns false if it was logged already. */
function isNewLimit(
  told: Map<string, number>,
  quotaId: string,
  endMs: number,
  nowMs: number,
): boolean {
  for (const [id, toldMs] of told) if (toldMs <= nowMs) told.delete(id);
  const toldMs = told.get(quotaId) ?? Number.NEGATIVE_INFINITY;
  if (endMs <= toldMs + sameEndMs) return false;
  told.set(quotaId, endMs);
  return true;
}
