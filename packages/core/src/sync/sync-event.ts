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
  /** A pull request was read and stored; `created` if it was not stored before. */
  | { readonly type: "pullRequest.stored"; readonly number: number; readonly created: boolean }
  | { readonly type: "run.finished"; readonly outcome: SyncOutcome };

/** What a run tells while it goes on; each event after its commit. */
export type SyncEvent = SyncEventBody & { readonly repositoryId: string };
