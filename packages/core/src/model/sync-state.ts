import type { ChildKind, SnapshotPart } from "./snapshot.ts";
import type { SyncError, SyncProgress, SyncReason, SyncStatus, SyncUsage } from "./sync-status.ts";

/** A list at GitHub that tells which pull requests may have changed. */
export type StreamName = "issues" | "pulls" | "comments" | "reviewComments";

/** The newest stamp that each stream has shown of one pull request. Stamps of two streams are never compared. */
export type StreamStamps = { readonly [S in StreamName]?: Date };

/** A stored ETag. Good only for the same credential and URL. */
export interface StoredETag {
  readonly credentialId: string;
  readonly url: string;
  readonly value: string;
}

/** A `Date` of GitHub's, and what was known of GitHub's clock then. */
export interface ClockReading {
  readonly date: Date;
  /** GitHub's clock less the local one, in milliseconds: the smallest that was seen. A later run that sees a smaller one corrects the date. */
  readonly skewMs: number;
}

/** Where a change stream stands. */
export interface StreamCheckpoint {
  /** The next pass reads from here, inclusively. */
  readonly since: Date;
  /** What `since` was computed from. Absent where an older release computed it. */
  readonly setBy?: ClockReading;
  /** Changes from here on are marked in the next pass though they are known: they were read by a `Date` that was ahead. */
  readonly doubted?: Date;
  /** A pass that was begun and not yet read to its end. */
  readonly pass?: {
    /** GitHub's `Date` of the pass's first response. */
    readonly startedAt: Date;
    /** As in {@link ClockReading}. Absent where an older release began the pass. */
    readonly skewMs?: number;
    /** Restart key: read on from this stamp, inclusively. */
    readonly from: Date;
    /** Newest stamp seen in this pass. */
    readonly newest: Date;
    /** The first row that could not be read: the restart key of its page, and why. */
    readonly unread?: { readonly from: Date; readonly reason: string };
  };
  /** Why the last pass, though it came to its end, could not read all rows: the bound stays before them. */
  readonly unread?: string;
  /** Kept only by the commit that ends a pass. */
  readonly etag?: StoredETag;
  /** Rows a page, while GitHub was last seen not to bear as many as are usual. */
  readonly pageSize?: number;
}

/** Where the first full sync stands. */
export interface HistoryCheckpoint {
  /** GitHub's `Date` of the first answer ever had of this repository. */
  readonly firstContact: Date;
  /** As in {@link ClockReading}. Absent where an older release had the first contact. */
  readonly firstContactSkewMs?: number;
  /** It reads what was updated since; `null` means everything. */
  readonly from: Date | null;
  /** Behind the last page whose pull requests are all stored. */
  readonly place?: HistoryPlace;
  /** Pull requests on the pages before the place. */
  readonly done: number;
  /** GitHub's count when the list began; absent where GitHub gives none. */
  readonly expected?: number;
  /** A page before the place had fewer rows than it should have. */
  readonly isShort?: boolean;
  /** Why a row before the place could not be read. */
  readonly unread?: string;
  /** The list was shorter than it should have been: REST lists it once more. */
  readonly isCheck?: boolean;
  /** All that are to be read, as far as GitHub said. */
  readonly total: number;
}

/** A place in the list that the first full sync reads: behind this pull request, as it was listed there. */
export interface HistoryPlace {
  readonly number: number;
  /** Absent where an older release stored the place: REST then lists from the front. */
  readonly createdAt?: Date;
  readonly updatedAt: Date;
  /** Rows from the list's front to it. */
  readonly count: number;
  /** GitHub's opaque cursor, where GraphQL listed: REST goes on without it, GraphQL not. */
  readonly cursor?: string;
}

/**
 * What the host's store keeps of a repository's sync, beside its records. One value, read at the start of a run and
 * replaced, in parts, by `commitPage`. Adapters may keep `checkpoint` as one JSON value: core alone reads it.
 */
export interface SyncState {
  readonly status: SyncStatus;
  readonly reason?: SyncReason | undefined;
  /** When the last run began. */
  readonly lastAttemptAt?: Date | undefined;
  /** When a run last ended `complete`. */
  readonly lastSuccessAt?: Date | undefined;
  /** The watermark: what GitHub's lists showed up to here is stored, or waits on the dirty list. GitHub's clock. */
  readonly lastSyncAt?: Date | undefined;
  /** When the first full sync was done. */
  readonly historyCompletedAt?: Date | undefined;
  /** Not to be run before. */
  readonly nextAttemptAt?: Date | undefined;
  readonly progress?: SyncProgress | undefined;
  /** Of the last run, or of the one under way. */
  readonly usage?: SyncUsage | undefined;
  readonly consecutiveFailures: number;
  readonly lastSyncError?: SyncError | undefined;
  readonly checkpoint: SyncCheckpoint;
}

/** All that core needs to go on where it stopped. */
export interface SyncCheckpoint {
  /** The API that the repository's ids belong to: that of the first contact. Absent before it, and where an older release had it. */
  readonly apiRoot?: string;
  readonly streams: { readonly [S in StreamName]?: StreamCheckpoint };
  readonly history?: HistoryCheckpoint;
  /** Pull requests per hydration query that GitHub was last seen to bear. */
  readonly batchSize?: number;
  /** What the last run's credential is counted by: a hint, so that work can be grouped. */
  readonly quotaId?: string;
  /** GitHub asked not to be asked before, by a limit or by `Retry-After`: no request for a run cuts that short. Local clock. */
  readonly retryAfter?: Date;
  /** Parts of pull requests that the credential was not allowed to read; stored pull requests may lack them. */
  readonly forbiddenKinds?: readonly SnapshotPart[];
  /** The pull request at which each of them was refused first: it is read again by each run, and shows whether it still is. */
  readonly forbiddenAt?: { readonly [P in SnapshotPart]?: number };
  /** Child kinds that the host asked for when it last ran. */
  readonly kinds?: readonly ChildKind[];
  /** What was read up to here may lack a kind that was added, or allowed, since. GitHub's clock. */
  readonly kindsSince?: Date;
  /** The history is listed anew to have all of it read again: what is stored lacks a kind that may now be read. */
  readonly reread?: boolean;
  /** Pull requests of which REST showed fewer commits than GraphQL can: a run by GraphQL reads them again. */
  readonly cut?: readonly number[];
  /** A host that went by REST alone stored pull requests without linked issues: a run by GraphQL reads all of them again. */
  readonly unlinked?: boolean;
  /** The repository's name, `owner/name`, in what is stored: addresses and head repositories have it in them. */
  readonly storedName?: string;
  /** The name that the repository got in the course of its history, which is listed again for it. */
  readonly nextName?: string;
  /** The name that it had before the last rename, and when that was seen, by GitHub's clock: answers that lag still show it. */
  readonly leftName?: { readonly name: string; readonly at: Date };
  /** Pull requests were switched off when they were last asked for: the history may have been shown none. */
  readonly pullsOff?: boolean;
}

/** The state of a repository that was never synced. */
export const initialSyncState: SyncState = {
  status: "pending",
  consecutiveFailures: 0,
  checkpoint: { streams: {} },
};
