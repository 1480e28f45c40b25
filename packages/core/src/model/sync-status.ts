/**
 * The state of a repository's sync.
 *
 * - `complete`: everything that GitHub showed is stored.
 * - `partial`: something is still missing, see the reason.
 * - `deferred`: waiting for the end of a rate limit.
 * - `error`: see `lastSyncError`.
 */
export type SyncStatus = "pending" | "syncing" | "complete" | "partial" | "deferred" | "error";

/** Why a repository is `partial`, or what stopped its run. */
export type SyncReason = "history" | "items" | "permission" | "gone" | "paused" | "stopped";

/** The part of the run that is in progress. */
export type SyncPhase = "incremental" | "history";

/** The progress of a run, in pull requests. `total` is never less than `done`. */
export interface SyncProgress {
  readonly phase: SyncPhase;
  readonly done: number;
  readonly total: number;
  /** False if `total` is only what is known so far. */
  readonly totalExact: boolean;
}

/** What a run cost at GitHub, and how much it wrote to the store. */
export interface SyncUsage {
  readonly requests: number;
  /** GraphQL points. */
  readonly points: number;
  /** 304 responses, which cost nothing. */
  readonly notModified: number;
  /** Record rows created, changed or deleted. */
  readonly rowsWritten: number;
}

/** The last error of a repository, for people to read. It holds no secret. */
export interface SyncError {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly at: Date;
  /** True if a user must fix something. */
  readonly userActionable: boolean;
}

/**
 * A thousand years: anything due later than that is never due. Not every database can store
 * `Infinity`.
 */
export const neverMs = 31_557_600_000_000;

/** Returns whether an instant stands for never. A host may have set it some time ago. */
export function isNever(instant: Date, now: Date): boolean {
  return instant.getTime() - now.getTime() > neverMs / 2;
}
