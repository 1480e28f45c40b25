import type { GhsyncErrorCode } from "../model/ghsync-error.ts";
import type { SyncState } from "../model/sync-state.ts";
import type { SyncReason, SyncStatus } from "../model/sync-status.ts";

/** How good or bad a status is, for a colour. */
export type StatusTone = "neutral" | "progress" | "success" | "warning" | "danger";

/** A repository's status as a host's page shows it: plain JSON, in English. What is unknown is absent. */
export interface SyncStatusDescription {
  /** As stored; `stalled` where a run is said to be under way and no worker holds the repository. */
  readonly status: SyncStatus | "stalled";
  /** Why, for code to switch on; `paused` where the repository is switched off. */
  readonly reason?: SyncReason;
  /** The code of the last error, for code to switch on. A newer release may have stored one that this one doesn't know. */
  readonly errorCode?: GhsyncErrorCode | (string & {});
  readonly tone: StatusTone;
  /** Two or three words. */
  readonly label: string;
  /** What happens next, or who has to act, in a sentence or two. */
  readonly detail: string;
  /** How far the sync has come, where there is more to come. */
  readonly progress?: {
    /** Pull requests. */
    readonly done: number;
    readonly total: number;
    /** False where `total` is only what is known so far. */
    readonly exact: boolean;
    /** From 0 to 100; 100 only when all is done. Absent unless `exact`. */
    readonly percent?: number;
  };
  /** When the next run may begin, as an ISO string; absent where it may now, or where none begins by itself. */
  readonly retryAt?: string;
  /** When a run last stored everything, as an ISO string. */
  readonly lastSuccessAt?: string;
  /** Up to when GitHub's changes are known, as an ISO string. */
  readonly lastSyncAt?: string;
  /** True where a person has to act. */
  readonly userActionable: boolean;
}

type Words = Pick<SyncStatusDescription, "tone" | "label" | "detail" | "userActionable">;

/** What stops a repository, or is still to come. Pure. */
export function describeReason(
  reason: SyncReason | undefined,
  { lastSyncError }: SyncState,
  progress: SyncStatusDescription["progress"] | undefined,
): Words {
  switch (reason) {
    case "history": {
      const far = progress ? `: ${progressText(progress)}` : "";
      return {
        tone: "progress",
        label: "First sync",
        detail: `The first full sync is under way${far}. The next run goes on from there.`,
        userActionable: false,
      };
    }
    case "items":
      return {
        tone: "warning",
        label: "Some items wait",
        detail:
          "Some pull requests could not be read and wait; later runs try again. All others are stored.",
        userActionable: false,
      };
    case "stopped":
      return {
        tone: "neutral",
        label: "Stopped",
        detail:
          "The last run was stopped before it had read everything. The next one goes on from there.",
        userActionable: false,
      };
    case "permission":
      return {
        tone: "warning",
        label: "Permission missing",
        detail:
          lastSyncError?.message ||
          "The token may not read everything that is asked for: give it read access to pull requests, issues and contents.",
        userActionable: true,
      };
    case "gone":
      return {
        tone: "danger",
        label: "Repository gone",
        detail:
          lastSyncError?.message ||
          "GitHub no longer shows the repository to this token. Check its name and the token's access; what is stored stays.",
        userActionable: true,
      };
    case "paused":
      return {
        tone: "neutral",
        label: "Paused",
        detail: "The repository is switched off. What is stored stays, and nothing new is read.",
        userActionable: false,
      };
    case undefined:
      return {
        tone: "warning",
        label: "Incomplete",
        detail: "What is stored is right, but something is still to come. The next run goes on.",
        userActionable: false,
      };
    default:
      return unknownReason(reason);
  }
}

// A newer release may have stored a reason that this one doesn't know.
function unknownReason(_: never): Words {
  return {
    tone: "warning",
    label: "Incomplete",
    detail: "Something is still to come.",
    userActionable: false,
  };
}

/** What an error code is called on a page. */
interface ErrorWords {
  readonly tone: StatusTone;
  readonly label: string;
}

const words: { readonly [C in GhsyncErrorCode]: ErrorWords } = {
  config_invalid: { tone: "danger", label: "Misconfigured" },
  token_undecryptable: { tone: "danger", label: "Token unreadable" },
  token_refused: { tone: "danger", label: "Token refused" },
  access_denied: { tone: "danger", label: "Access denied" },
  repository_gone: { tone: "danger", label: "Repository gone" },
  rate_limited: { tone: "warning", label: "Rate limit" },
  query_too_heavy: { tone: "warning", label: "Query too heavy" },
  transient: { tone: "warning", label: "GitHub unreachable" },
  response_invalid: { tone: "danger", label: "Unexpected answer" },
  store_failed: { tone: "warning", label: "Database failed" },
  lease_lost: { tone: "warning", label: "Taken over" },
  internal: { tone: "danger", label: "Internal error" },
};

/** The last error in words. A newer release may have stored a code that this one doesn't know. */
export function describeError({ lastSyncError }: SyncState, retryAt: string | undefined) {
  const { code = "", message = "", userActionable = false } = lastSyncError ?? {};
  const known: ErrorWords = Object.hasOwn(words, code)
    ? words[code as GhsyncErrorCode]
    : { tone: "danger", label: "Sync failed" };
  const next = retryAt
    ? `It is tried again after ${textOf(retryAt)}.`
    : "The next run tries again.";
  return { ...known, detail: `${message || "The last run failed."} ${next}`, userActionable };
}

type Progress = NonNullable<SyncStatusDescription["progress"]>;

/** How far the run that is under way has come; between runs, the first full sync while it lasts. Pure. */
export function describeProgress(
  { progress, checkpoint, ...state }: SyncState,
  { isRunning }: { readonly isRunning: boolean },
): Progress | undefined {
  const { history } = checkpoint;
  const historyCompletedAt = instantOf(state.historyCompletedAt);
  const counts = isRunning || historyCompletedAt ? progress : undefined;
  const known = counts ?? (progress?.phase === "history" ? progress : undefined);
  if (known) {
    const { done, total, totalExact: exact } = known;
    return isRunning || done < total ? progressOf(done, total, exact) : undefined;
  }
  // Before its first page nobody has counted; and a checkpoint doesn't say how sure its total is.
  if (historyCompletedAt || !history || history.total === 0) return undefined;
  return progressOf(history.done, history.total, false);
}

function progressOf(done: number, total: number, exact: boolean): Progress {
  if (!exact) return { done, total, exact };
  // Never 100 for the sake of rounding.
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  return { done, total, exact, percent: Math.min(100, Math.max(0, percent)) };
}

/** `40 of 300 pull requests` */
export function progressText({ done, total, exact }: Progress): string {
  return `${done} of ${exact ? "" : "at least "}${countText(total)}`;
}

/** `1 pull request`, `2 pull requests` */
function countText(count: number): string {
  return `${count} pull request${count === 1 ? "" : "s"}`;
}

/** An instant of a state, which may have gone through JSON; `undefined` for none, and for what is none. */
export function instantOf(value: Date | string | null | undefined): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** An instant as JSON has it. */
export function isoOf(value: Date | string | null | undefined): string | undefined {
  return instantOf(value)?.toISOString();
}

/** An instant in a sentence, to the minute: `2026-01-05 12:00 UTC`. */
export function textOf(iso: string): string {
  return iso.replace(/:[\d.]+Z$/, " UTC").replace("T", " ");
}
