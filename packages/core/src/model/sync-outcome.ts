import type { GhsyncError } from "./ghsync-error.ts";
import type { SyncProgress, SyncReason, SyncUsage } from "./sync-status.ts";

/** How a run ended. A classified error is an outcome, never thrown. */
export type SyncOutcome =
  /** All that GitHub showed is stored. */
  | { readonly status: "complete"; readonly usage: SyncUsage }
  /** Something is still to come, by `reason`. The next run goes on from here. */
  | {
      readonly status: "partial";
      readonly reason: Exclude<SyncReason, "gone" | "paused">;
      readonly usage: SyncUsage;
    }
  /** A rate limit: run again at `resumeAt`, by the local clock. */
  | {
      readonly status: "deferred";
      readonly resumeAt: Date;
      readonly error: GhsyncError;
      readonly usage: SyncUsage;
    }
  /** `gone`: GitHub no longer shows the repository; nothing stored was touched. */
  | {
      readonly status: "error";
      readonly reason?: "gone";
      readonly error: GhsyncError;
      /** When it is worth another try. */
      readonly retryAt?: Date;
      readonly usage: SyncUsage;
    }
  /** Another worker has the repository until its lease ends, or is renewed: nothing was done, or nothing more since it was taken over. */
  | { readonly status: "busy"; readonly leaseExpiresAt: Date }
  /** The repository is switched off: nothing was done, or nothing more since it was. */
  | { readonly status: "inactive" }
  /** There is no such repository: nothing was done, or nothing more since it was untracked. */
  | { readonly status: "unknown" };

/** An outcome of a run that took place. */
export type RanOutcome = Exclude<SyncOutcome, { readonly status: "busy" | "inactive" | "unknown" }>;

/** What happened, without where. */
export type SyncEventBody =
  | { readonly type: "run.started" }
  | {
      readonly type: "run.progress";
      readonly progress: SyncProgress;
      readonly usage: SyncUsage;
    }
  /**
   * A pull request was read and stored; `created` if it was not stored before, `changed` if it, or one of its children, differs from what
   * was.
   */
  | {
      readonly type: "pullRequest.stored";
      readonly number: number;
      readonly created: boolean;
      readonly changed: boolean;
    }
  /** GitHub has a pull request no more that was to be read: nobody waits for it any longer, and what is stored of it stays. */
  | { readonly type: "pullRequest.vanished"; readonly number: number }
  /** GitHub calls the repository by another name than before. */
  | { readonly type: "repository.renamed"; readonly from: string; readonly to: string }
  /** The run met a rate limit: it goes on at `resumeAt`. `run.finished` follows. */
  | { readonly type: "run.deferred"; readonly resumeAt: Date; readonly error: GhsyncError }
  /** The run failed; `error.cause` is the original, where there is one, for an error tracker. `run.finished` follows. */
  | { readonly type: "run.failed"; readonly error: GhsyncError }
  | { readonly type: "run.finished"; readonly outcome: SyncOutcome };

/** What a run tells while it goes on; each event after its commit. */
export type SyncEvent = SyncEventBody & { readonly repositoryId: string };
