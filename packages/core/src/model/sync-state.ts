import type { ChildKind, SnapshotPart } from "./snapshot.ts";
import type { SyncError, SyncProgress, SyncReason, SyncStatus, SyncUsage } from "./sync-status.ts";

/** A list at GitHub that shows which pull requests may have changed. */
export type StreamName = "issues" | "pulls" | "comments" | "reviewComments";

/**
 * The newest stamp of one pull request in each stream. Stamps of two streams are never compared.
 */
export type StreamStamps = { readonly [S in StreamName]?: Date };

/** A stored ETag. Valid only for the same credential and URL. */
export interface StoredETag {
  readonly credentialId: string;
  readonly url: string;
  readonly value: string;
}

/** A `Date` of GitHub, and the clock skew that was known then. */
export interface ClockReading {
  readonly date: Date;
  /**
   * GitHub's clock minus the local clock, in milliseconds: the smallest difference seen. A later
   * run that sees a smaller one corrects the date.
   */
  readonly skewMs: number;
}

/** The state of one change stream. */
export interface StreamCheckpoint {
  /** The next pass reads from here, inclusively. */
  readonly since: Date;
  /** What `since` was computed from. Absent if an older release computed it. */
  readonly setBy?: ClockReading;
  /**
   * Changes from here on go to the dirty list in the next pass, even if they are known: they were
   * read by a `Date` that was ahead.
   */
  readonly untrustedFrom?: Date;
  /** A pass that began and has not reached its end. */
  readonly pass?: {
    /** GitHub's `Date` of the pass's first response. */
    readonly startedAt: Date;
    /** As in {@link ClockReading}. Absent if an older release began the pass. */
    readonly skewMs?: number;
    /** Restart key: continue from this stamp, inclusively. */
    readonly from: Date;
    /** The newest stamp of this pass. */
    readonly newest: Date;
    /** The first row that could not be read: the restart key of its page, and the reason. */
    readonly unread?: { readonly from: Date; readonly reason: string };
  };
  /**
   * Why the last pass, although it reached its end, could not read all rows. The bound stays before
   * them.
   */
  readonly unread?: string;
  /** Stored only by the commit that ends a pass. */
  readonly etag?: StoredETag;
  /** Rows per page, while GitHub could not return the usual number. */
  readonly pageSize?: number;
}

/** The state of the first full sync. */
export interface HistoryCheckpoint {
  /** GitHub's `Date` of the first response about this repository. */
  readonly firstContact: Date;
  /** As in {@link ClockReading}. Absent if an older release made the first contact. */
  readonly firstContactSkewMs?: number;
  /** The sync reads pull requests updated since then; `null` means all. */
  readonly from: Date | null;
  /** The place after the last page whose pull requests are all stored. */
  readonly place?: HistoryPlace;
  /** Pull requests on the pages before the place. */
  readonly done: number;
  /** GitHub's count when the list began. Absent if GitHub gave none. */
  readonly expected?: number;
  /** A page before the place was incomplete: it had fewer rows than it should have. */
  readonly isIncomplete?: boolean;
  /** Why a row before the place could not be read. */
  readonly unread?: string;
  /** The list was incomplete, so REST lists it again. */
  readonly isCheck?: boolean;
  /** The number of pull requests to read, as far as GitHub reported it. */
  readonly total: number;
}

/** A place in the list of the first full sync: after this pull request, as the list showed it. */
export interface HistoryPlace {
  readonly number: number;
  /** Absent if an older release stored the place. REST then lists from the start. */
  readonly createdAt?: Date;
  readonly updatedAt: Date;
  /** Rows from the start of the list up to here. */
  readonly count: number;
  /** GitHub's opaque cursor, if GraphQL listed. REST continues without it, GraphQL does not. */
  readonly cursor?: string;
}

/**
 * The sync state of a repository, which the host's store keeps beside the records.
 *
 * A run reads it once at its start, and `commitPage` replaces parts of it. Adapters may store
 * `checkpoint` as one JSON value: only core reads it.
 */
export interface SyncState {
  readonly status: SyncStatus;
  readonly reason?: SyncReason | undefined;
  /** When the last run began. */
  readonly lastAttemptAt?: Date | undefined;
  /** When a run last ended `complete`. */
  readonly lastSuccessAt?: Date | undefined;
  /**
   * The watermark: everything that GitHub's lists showed up to here is stored, or is on the dirty
   * list. GitHub's clock.
   */
  readonly lastSyncAt?: Date | undefined;
  /** When the first full sync was completed. */
  readonly historyCompletedAt?: Date | undefined;
  /** The next run must not start earlier. */
  readonly nextAttemptAt?: Date | undefined;
  readonly progress?: SyncProgress | undefined;
  /** The usage of the last run, or of the run in progress. */
  readonly usage?: SyncUsage | undefined;
  readonly consecutiveFailures: number;
  readonly lastSyncError?: SyncError | undefined;
  readonly checkpoint: SyncCheckpoint;
}

/** Everything that core needs to continue where it stopped. */
export interface SyncCheckpoint {
  /**
   * The API that the repository's ids belong to: that of the first contact. Absent before it, and
   * if an older release made it.
   */
  readonly apiRoot?: string;
  readonly streams: { readonly [S in StreamName]?: StreamCheckpoint };
  readonly history?: HistoryCheckpoint;
  /** Pull requests per hydration query that GitHub was last able to return. */
  readonly batchSize?: number;
  /** The quota of the last run's credential: a hint for grouping work. */
  readonly quotaId?: string;
  /**
   * GitHub asked us not to send requests earlier, by a rate limit or by `Retry-After`. A requested
   * run does not shorten this. Local clock.
   */
  readonly retryAfter?: Date;
  /**
   * Parts of pull requests that the credential may not read. Stored pull requests may lack them.
   */
  readonly forbiddenParts?: readonly SnapshotPart[];
  /**
   * The pull request at which each part was refused first. Each run reads it again to see whether
   * the part is still refused.
   */
  readonly forbiddenAt?: { readonly [P in SnapshotPart]?: number };
  /** Child kinds that the host wanted in its last run. */
  readonly kinds?: readonly ChildKind[];
  /**
   * Pull requests that were read up to here may lack a kind that was added or allowed since.
   * GitHub's clock.
   */
  readonly kindsSince?: Date;
  /**
   * The history is listed again to read all of it again: stored pull requests lack a kind that may
   * now be read.
   */
  readonly reread?: boolean;
  /**
   * Pull requests for which REST showed fewer commits than GraphQL can. A run by GraphQL reads them
   * again.
   */
  readonly truncatedCommits?: readonly number[];
  /**
   * A host that used only REST stored pull requests without linked issues. A run by GraphQL reads
   * them all again.
   */
  readonly lacksLinkedIssues?: boolean;
  /**
   * The repository's name, `owner/name`, in the stored records: URLs and head repositories contain
   * it.
   */
  readonly storedName?: string;
  /**
   * The repository's new name, if it was renamed during its history. The history is listed again
   * for it.
   */
  readonly nextName?: string;
  /**
   * The name before the last rename, and when that was seen, by GitHub's clock: responses that lag
   * still show it.
   */
  readonly leftName?: { readonly name: string; readonly at: Date };
  /** Pull requests were disabled at the last read, so the history may have seen none. */
  readonly pullsOff?: boolean;
}

/** The state of a repository that was never synced. */
export const initialSyncState: SyncState = {
  status: "pending",
  consecutiveFailures: 0,
  checkpoint: { streams: {} },
};
