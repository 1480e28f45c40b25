import type { GhsyncErrorCode } from "../model/ghsync-error.ts";
import type { SyncState } from "../model/sync-state.ts";
import type { SyncReason, SyncStatus } from "../model/sync-status.ts";

/** How good or bad a status is. A page shows it as a colour. */
export type StatusTone = "neutral" | "progress" | "success" | "warning" | "danger";

/** A repository's status for a page or an API: plain JSON, in English. Unknown facts are absent. */
export interface SyncStatusDescription {
  /** The stored status, or `stalled` if it is `syncing` and no worker holds the repository. */
  readonly status: SyncStatus | "stalled";
  /** The reason, for code to switch on. `paused` if the repository is switched off. */
  readonly reason?: SyncReason;
  /** The last error's code, for code to switch on. A newer release may have stored a new one. */
  readonly errorCode?: GhsyncErrorCode | (string & {});
  readonly tone: StatusTone;
  /** Two or three words. */
  readonly label: string;
  /** What happens next, or who must act, in a sentence or two. */
  readonly detail: string;
  /** How far the sync is. Absent if nothing is left to read. */
  readonly progress?: {
    /** Pull requests. */
    readonly done: number;
    readonly total: number;
    /** False if `total` is only what is known so far. */
    readonly exact: boolean;
    /** From 0 to 100; 100 only if all are done. Absent unless `exact`. */
    readonly percent?: number;
  };
  /**
   * When the next run may start, as an ISO string. Absent if it may start now, or if no run starts
   * without a request.
   */
  readonly retryAt?: string;
  /** When a run last stored everything, as an ISO string. */
  readonly lastSuccessAt?: string;
  /** GitHub's changes up to this instant are known. An ISO string. */
  readonly lastSyncAt?: string;
  /** True if a person must act. */
  readonly userActionable: boolean;
}

type Words = Pick<SyncStatusDescription, "tone" | "label" | "detail" | "userActionable">;

/** Describes why a repository is not complete. Pure. */
export function describeReason(
  reason: SyncReason | undefined,
  { lastSyncError }: SyncState,
  progress: SyncStatusDescription["progress"] | undefined,
): Words {
  switch (reason) {
    case "history": {
      const soFar = progress ? `: ${formatProgress(progress)}` : "";
      return {
        tone: "progress",
        label: "First sync",
        detail: `The first full sync is in progress${soFar}. The next run continues from there.`,
        userActionable: false,
      };
    }
    case "items":
      return {
        tone: "warning",
        label: "Some items wait",
        detail:
          "Some pull requests could not be read. Later runs try again. All others are stored.",
        userActionable: false,
      };
    case "stopped":
      return {
        tone: "neutral",
        label: "Stopped",
        detail:
          "The last run was stopped before it read everything. The next run continues from there.",
        userActionable: false,
      };
    case "permission":
      return {
        tone: "warning",
        label: "Permission missing",
        detail:
          lastSyncError?.message ||
          "The token cannot read all requested data: give it read access to pull requests, issues and contents.",
        userActionable: true,
      };
    case "gone":
      return {
        tone: "danger",
        label: "Repository gone",
        detail:
          lastSyncError?.message ||
          "GitHub no longer shows the repository to this token. Check its name and the token's access. Stored data stays.",
        userActionable: true,
      };
    case "paused":
      return {
        tone: "neutral",
        label: "Paused",
        detail: "The repository is switched off. Stored data stays, and no new data is read.",
        userActionable: false,
      };
    case undefined:
      return {
        tone: "warning",
        label: "Incomplete",
        detail: "The stored data is correct but incomplete. The next run continues.",
        userActionable: false,
      };
    default:
      return describeUnknownReason(reason);
  }
}

// A newer release may have stored a reason that this one does not know.
function describeUnknownReason(_: never): Words {
  return {
    tone: "warning",
    label: "Incomplete",
    detail: "The stored data is incomplete.",
    userActionable: false,
  };
}

interface ErrorWords {
  readonly tone: StatusTone;
  readonly label: string;
}

const errorWords: { readonly [C in GhsyncErrorCode]: ErrorWords } = {
  config_invalid: { tone: "danger", label: "Misconfigured" },
  token_undecryptable: { tone: "danger", label: "Token unreadable" },
  token_refused: { tone: "danger", label: "Token refused" },
  access_denied: { tone: "danger", label: "Access denied" },
  repository_gone: { tone: "danger", label: "Repository gone" },
  rate_limited: { tone: "warning", label: "Rate limit" },
  query_too_heavy: { tone: "warning", label: "Query too heavy" },
  transient: { tone: "warning", label: "GitHub unreachable" },
  response_invalid: { tone: "danger", label: "Unexpected response" },
  store_failed: { tone: "warning", label: "Database failed" },
  lease_lost: { tone: "warning", label: "Taken over" },
  internal: { tone: "danger", label: "Internal error" },
};

/** Describes the last error. A newer release may have stored a code that this one does not know. */
export function describeError({ lastSyncError }: SyncState, retryAt: string | undefined) {
  const { code = "", message = "", userActionable = false } = lastSyncError ?? {};
  const known: ErrorWords = Object.hasOwn(errorWords, code)
    ? errorWords[code as GhsyncErrorCode]
    : { tone: "danger", label: "Sync failed" };
  const next = retryAt
    ? `ghsync tries again after ${formatMinute(retryAt)}.`
    : "The next run tries again.";
  return { ...known, detail: `${message || "The last run failed."} ${next}`, userActionable };
}

type Progress = NonNullable<SyncStatusDescription["progress"]>;

/** The progress of the run in progress or, between runs, of an unfinished first full sync. Pure. */
export function describeProgress(
  { progress, checkpoint, ...state }: SyncState,
  { isRunning }: { readonly isRunning: boolean },
): Progress | undefined {
  const { history } = checkpoint;
  const historyCompletedAt = parseInstant(state.historyCompletedAt);
  const counts = isRunning || historyCompletedAt ? progress : undefined;
  const known = counts ?? (progress?.phase === "history" ? progress : undefined);
  if (known) {
    const { done, total, totalExact: exact } = known;
    return isRunning || done < total ? createProgress(done, total, exact) : undefined;
  }
  // The total is 0 before the first page. A checkpoint does not say whether its total is exact.
  if (historyCompletedAt || !history || history.total === 0) return undefined;
  return createProgress(history.done, history.total, false);
}

function createProgress(done: number, total: number, exact: boolean): Progress {
  if (!exact) return { done, total, exact };
  // Rounding must not show 100 while something is left.
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  return { done, total, exact, percent: Math.min(100, Math.max(0, percent)) };
}

/** Formats progress: `40 of 300 pull requests`. */
export function formatProgress({ done, total, exact }: Progress): string {
  return `${done} of ${exact ? "" : "at least "}${formatCount(total)}`;
}

function formatCount(count: number): string {
  return `${count} pull request${count === 1 ? "" : "s"}`;
}

/** Parses an instant, which JSON may have made a string. Returns `undefined` if it is not one. */
export function parseInstant(value: Date | string | null | undefined): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Formats an instant as an ISO string. */
export function formatIso(value: Date | string | null | undefined): string | undefined {
  return parseInstant(value)?.toISOString();
}

/** Formats an ISO string for a sentence, to the minute: `2026-01-05 12:00 UTC`. */
export function formatMinute(iso: string): string {
  return iso.replace(/:[\d.]+Z$/, " UTC").replace("T", " ");
}
