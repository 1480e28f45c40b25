import type { GhsyncErrorCode } from "../errors/ghsync-error.ts";
import type { SyncReason, SyncStatus } from "./sync-status.ts";

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
