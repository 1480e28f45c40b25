import type { GhsyncError } from "../errors/ghsync-error.ts";
import type { SyncReason, SyncUsage } from "../status/sync-status.ts";

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
