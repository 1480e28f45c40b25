import type { GhsyncError } from "./ghsync-error.ts";
import type { SyncProgress, SyncReason, SyncUsage } from "./sync-status.ts";

/** How a run ended. A run returns classified errors as outcomes and does not throw them. */
export type SyncOutcome =
  /** Everything that GitHub showed is stored. */
  | { readonly status: "complete"; readonly usage: SyncUsage }
  /** Something is still missing, see `reason`. The next run continues here. */
  | {
      readonly status: "partial";
      readonly reason: Exclude<SyncReason, "gone" | "paused">;
      readonly usage: SyncUsage;
    }
  /** A rate limit was reached. Run again at `resumeAt` (local clock). */
  | {
      readonly status: "deferred";
      readonly resumeAt: Date;
      readonly error: GhsyncError;
      readonly usage: SyncUsage;
    }
  /**
   * The run failed. With `gone`, GitHub no longer shows the repository; the stored records stay.
   */
  | {
      readonly status: "error";
      readonly reason?: "gone";
      readonly error: GhsyncError;
      /** When another try is worthwhile. */
      readonly retryAt?: Date;
      readonly usage: SyncUsage;
    }
  /**
   * Another worker holds the lease, until it expires or is renewed. The run did nothing, or nothing
   * after the lease was taken over.
   */
  | { readonly status: "busy"; readonly leaseExpiresAt: Date }
  /** The repository is inactive. The run did nothing, or nothing after the deactivation. */
  | { readonly status: "inactive" }
  /**
   * The repository does not exist. The run did nothing, or nothing after the repository was
   * untracked.
   */
  | { readonly status: "unknown" };

/** An outcome of a run that took place. */
export type RanOutcome = Exclude<SyncOutcome, { readonly status: "busy" | "inactive" | "unknown" }>;

/** What happened, without the repository. */
export type SyncEventBody =
  | { readonly type: "run.started" }
  | {
      readonly type: "run.progress";
      readonly progress: SyncProgress;
      readonly usage: SyncUsage;
    }
  /**
   * A pull request was read and stored. `created`: it was not stored before. `changed`: its row or
   * a child record differs from what was stored.
   */
  | {
      readonly type: "pullRequest.stored";
      readonly number: number;
      readonly created: boolean;
      readonly changed: boolean;
    }
  /**
   * GitHub no longer has a pull request that was on the dirty list. It leaves the list, and its
   * stored records stay.
   */
  | { readonly type: "pullRequest.vanished"; readonly number: number }
  /** GitHub's name of the repository has changed. */
  | { readonly type: "repository.renamed"; readonly from: string; readonly to: string }
  /** The run met a rate limit and can continue at `resumeAt`. `run.finished` follows. */
  | { readonly type: "run.deferred"; readonly resumeAt: Date; readonly error: GhsyncError }
  /**
   * The run failed. `error.cause` is the original error, if there is one, for an error tracker.
   * `run.finished` follows.
   */
  | { readonly type: "run.failed"; readonly error: GhsyncError }
  | { readonly type: "run.finished"; readonly outcome: SyncOutcome };

/** What a run reports. Each event comes after its commit. */
export type SyncEvent = SyncEventBody & { readonly repositoryId: string };
