import type { GhsyncError } from "../errors/ghsync-error.ts";
import type { SyncProgress, SyncUsage } from "../status/sync-status.ts";
import type { SyncOutcome } from "./sync-outcome.ts";

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
