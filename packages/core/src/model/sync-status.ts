/**
 * What is known of a repository's sync. `complete`: all that GitHub showed is stored. `partial`: something is still
 * to come, see the reason. `deferred`: waiting until a rate limit ends. `error`: see `lastSyncError`.
 */
export type SyncStatus = "pending" | "syncing" | "complete" | "partial" | "deferred" | "error";

/** Why a repository is `partial`, or what stopped it. */
export type SyncReason = "history" | "items" | "permission" | "gone" | "paused" | "stopped";

/** The part of a run that is under way. */
export type SyncPhase = "incremental" | "history";

/** How far a run has come. Counts pull requests; `total` never falls below `done`. */
export interface SyncProgress {
  readonly phase: SyncPhase;
  readonly done: number;
  readonly total: number;
  /** False where `total` is only what is known so far. */
  readonly totalExact: boolean;
}

/** What a run has cost at GitHub, and written to the store. */
export interface SyncUsage {
  readonly requests: number;
  /** GraphQL points. */
  readonly points: number;
  /** Answers of 304, which cost nothing. */
  readonly notModified: number;
  /** Record rows created, changed or deleted. */
  readonly rowsWritten: number;
}

/** The last error of a repository, fit for a person to read. Holds no secret. */
export interface SyncError {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly at: Date;
  /** True where a person has to act. */
  readonly userActionable: boolean;
}

/** A thousand years: what is due later than that is never. Not every database has room for `Infinity`. */
export const neverMs = 31_557_600_000_000;

/** Whether an instant stands for never. A host may have set it some time ago. */
export function isNever(instant: Date, now: Date): boolean {
  return instant.getTime() - now.getTime() > neverMs / 2;
}
