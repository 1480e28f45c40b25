import type { ChildKind, PullRequestSnapshot, SnapshotPart } from "../model/snapshot.ts";
import type { StreamStamps, SyncState } from "../model/sync-state.ts";
import type { TrackedRepository, TrackRepositoryInput } from "./repository.ts";

/** The right to write to one repository, until it expires or another worker takes it. */
export interface Lease {
  readonly repositoryId: string;
  /** The holder: a process or a worker. */
  readonly owner: string;
  /**
   * Increases by one with each lease of this repository. The store refuses a write with an older
   * number.
   */
  readonly fence: number;
  readonly expiresAt: Date;
}

/** What is stored of one pull request, for core to judge whether a read is newer. */
export interface PullRequestState {
  readonly number: number;
  /** GitHub's `updatedAt` of the stored row. */
  readonly updatedAt: Date;
  readonly headSha: string;
  readonly baseSha: string;
  /** When the stored row was read from GitHub. */
  readonly readAt: Date;
  /** The stream stamps that the stored row covers. */
  readonly seen: StreamStamps;
  /** The kinds of child records that are stored incompletely because GitHub truncated them. */
  readonly truncated: readonly ChildKind[];
  /**
   * The parts that GitHub did not return at the last read. Their stored values are older, or
   * missing.
   */
  readonly unread: readonly SnapshotPart[];
}

/** An entry of the dirty list: a pull request that has to be read (again). */
export interface DirtyPullRequest {
  readonly number: number;
  /** The stamps that put it on the list. */
  readonly stamps: StreamStamps;
  /** The earliest time to read it, on GitHub's clock. Absent: now. */
  readonly notBefore?: Date | undefined;
  /** The number of failed reads in a row. */
  readonly attempts: number;
  /** Why the last read failed. */
  readonly reason?: string | undefined;
}

/** A snapshot to store, with the stream stamps that it covers. */
export interface SnapshotToStore {
  readonly snapshot: PullRequestSnapshot;
  /** Replaces all stored stamps: they are not merged. */
  readonly seen: StreamStamps;
}

/** Everything that one step of a run writes, in one transaction. */
export interface CommitPage {
  /** The revision that the writer read, and by which it judged staleness. */
  readonly revision: number;
  /** Snapshots to store. The writer has already dropped those older than what is stored. */
  readonly snapshots?: readonly SnapshotToStore[];
  /** Entries for the dirty list, one per number. Each replaces the entry of its number. */
  readonly dirty?: readonly DirtyPullRequest[];
  /** Numbers to remove from the dirty list. A number that is also in `dirty` stays on it. */
  readonly clean?: readonly number[];
  /** Parts of the state to replace. A key with the value `undefined` clears its part. */
  readonly state?: Partial<SyncState>;
  /** The repository's identity at GitHub. */
  readonly identity?: {
    readonly githubId: number;
    readonly nodeId: string;
    readonly fullName: string;
  };
}

/** What a commit did. */
export interface CommitResult {
  /** The revision to name in the next commit. */
  readonly revision: number;
  /**
   * Record rows (pull requests and child records) created, changed or deleted. Equal rows do not
   * count.
   */
  readonly rowsWritten: number;
  /**
   * Pull requests whose row or child records were created, changed or deleted, in any order. `seen`
   * and `readAt` are not records.
   */
  readonly changed: readonly number[];
}

/** A repository, its state, and who works on it. */
export interface RepositoryRead {
  readonly repository: TrackedRepository;
  readonly state: SyncState;
  /**
   * The lease that was taken and not released. It may have expired. `undefined` if there is none.
   */
  readonly lease: Pick<Lease, "owner" | "expiresAt"> | undefined;
}

/** The state of a repository, and the revision to name in the next commit. */
export interface StateRead {
  readonly repository: TrackedRepository;
  readonly state: SyncState;
  readonly revision: number;
  /** Entries of the dirty list, due or not. */
  readonly dirtyCount: number;
  /** Entries whose last read failed: `attempts` is above 0. */
  readonly failedCount: number;
}

/**
 * Stores repositories, records and ghsync's own state: the host's database.
 *
 * - Many processes may call every method at the same time.
 * - A failing method throws whatever its driver throws; core wraps the error once.
 * - Not found is a value, not an error.
 * - Instants are `Date`s with millisecond precision. Ids are safe integers.
 * - Text may hold any UTF-16 code unit. The adapter cleans what its database cannot hold, by a
 *   documented rule.
 * - A store never sees a token in clear text.
 */
export interface RepoStore {
  /**
   * Starts tracking a repository, or changes a tracked one. Idempotent by (`tenantId`, `fullName`).
   *
   * Names are compared without regard to case. A second call returns the same row, with `active`
   * and `encryptedToken` set if they are given. Records and state stay unchanged.
   */
  trackRepository(input: TrackRepositoryInput): Promise<TrackedRepository>;

  /**
   * Stops tracking a repository. The store refuses the next commit of a run in progress.
   *
   * With `deleteRecords`, all its rows, its state and its dirty list are deleted in one
   * transaction. Without it, the repository becomes inactive and everything stays.
   *
   * @returns false if the repository does not exist
   */
  untrackRepository(
    repositoryId: string,
    options: { readonly deleteRecords: boolean },
  ): Promise<boolean>;

  /**
   * Changes what the host decides about a repository. Absent and `undefined` keys stay unchanged.
   *
   * If the change deactivates the repository, the store refuses the next commit of a run in
   * progress.
   *
   * @returns `undefined` if the repository does not exist
   */
  updateRepository(
    repositoryId: string,
    change: {
      readonly active?: boolean | undefined;
      readonly encryptedToken?: string | null | undefined;
    },
  ): Promise<TrackedRepository | undefined>;

  /**
   * Reads a repository with its state and lease at one instant.
   *
   * @returns `undefined` if the repository does not exist
   */
  getRepository(repositoryId: string): Promise<RepositoryRead | undefined>;

  /**
   * Reads one page of repositories with state and lease, by ascending id, in one query.
   *
   * @param page.after the last id of the previous page
   * @param page.limit the maximum number of rows, 1 or more
   * @param page.tenantId only repositories of this tenant; absent: of all
   * @param page.active only active or only inactive repositories; absent: both
   */
  listRepositories(page: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly tenantId?: string | undefined;
    readonly active?: boolean | undefined;
  }): Promise<readonly RepositoryRead[]>;

  /**
   * Reads one page of active repositories that may run now.
   *
   * A repository may run if `nextAttemptAt` is absent or not after `now`, and no lease is live at
   * `now`. The order is by the instant since when it may run, oldest first, then by id. That is the
   * later of `nextAttemptAt` and the end of the lease. An absent one counts as the earliest instant,
   * so a repository that waits for nothing comes first.
   *
   * @param page.after the last row of the previous page, as it was then
   * @param page.limit the maximum number of rows, 1 or more
   */
  listDue(
    now: Date,
    page: { readonly after?: RepositoryRead | undefined; readonly limit: number },
  ): Promise<readonly RepositoryRead[]>;

  /**
   * Records a request for a run: sets `nextAttemptAt` to `at` and raises the revision by one.
   * Atomic.
   *
   * It neither takes nor ends a lease. The new revision makes the store refuse the next commit of a
   * run in progress. That run reads the state again and continues, so it sees the request before it
   * decides when the repository is due.
   *
   * @param request.at when the repository becomes due
   * @param request.now the instant by which leases are judged
   * @returns false, with nothing changed, if the repository does not exist, is inactive, or is due
   * by `at` anyway: `nextAttemptAt` is not after `at`, or it is absent and no lease is live at
   * `now`
   */
  requestRun(
    repositoryId: string,
    request: { readonly at: Date; readonly now: Date },
  ): Promise<boolean>;

  /**
   * Takes the lease of an active repository that is free or expired at `now`, and raises the fence.
   *
   * One conditional write on one id. With `takeOver` it also takes a live lease: the former
   * holder's fence is then old.
   *
   * @returns `undefined` if another worker holds the lease, or if the repository does not exist or
   * is inactive
   */
  acquireLease(request: {
    readonly repositoryId: string;
    readonly owner: string;
    readonly now: Date;
    readonly ttlMs: number;
    readonly takeOver?: boolean | undefined;
  }): Promise<Lease | undefined>;

  /**
   * Moves the lease's expiry to `now + ttlMs`.
   *
   * @returns `undefined` if the fence is no longer that of this lease, or if the lease was
   * released: the caller stops at once
   */
  renewLease(
    lease: Lease,
    request: { readonly now: Date; readonly ttlMs: number },
  ): Promise<Lease | undefined>;

  /**
   * Releases the lease: it can no longer be renewed or used for a commit.
   *
   * Does nothing if the fence is no longer that of this lease.
   */
  releaseLease(lease: Lease): Promise<void>;

  /**
   * Reads state, revision and the sizes of the dirty list at one instant.
   *
   * @returns `undefined` if the repository is not tracked
   */
  readState(repositoryId: string): Promise<StateRead | undefined>;

  /**
   * Reads what is stored of these pull requests, each once, in any order. Unknown numbers are left
   * out.
   */
  readPullRequestStates(
    repositoryId: string,
    numbers: readonly number[],
  ): Promise<readonly PullRequestState[]>;

  /**
   * Reads GitHub's ids of the stored reviews of one pull request.
   *
   * @returns the ids in any order; none if the pull request is not stored
   */
  readReviewIds(repositoryId: string, number: number): Promise<readonly number[]>;

  /**
   * Reads entries of the dirty list whose `notBefore` is absent or not after `now`.
   *
   * @returns at most `limit` entries, highest number first
   */
  listDirty(
    repositoryId: string,
    request: { readonly now: Date; readonly limit: number },
  ): Promise<readonly DirtyPullRequest[]>;

  /**
   * Reads the entries of these numbers from the dirty list, each once, in any order. Numbers
   * without an entry are left out.
   */
  readDirty(repositoryId: string, numbers: readonly number[]): Promise<readonly DirtyPullRequest[]>;

  /**
   * Writes one step of a run: rows, dirty list, state, identity. Atomic.
   *
   * The store refuses the whole commit and writes nothing unless all of these hold:
   * - The repository exists and is active.
   * - Its fence is `lease.fence`, and this lease was not released. An expired lease that nobody
   *   took still counts.
   * - Its revision is `page.revision`.
   *
   * The commit raises the revision by one. Each record row that it creates or changes gets the new
   * revision.
   *
   * For each snapshot, the store creates or updates the pull request row:
   * - It compares the rows of each child kind by id (`sha` for commits, `path` for files). It
   *   creates new rows, updates changed ones, deletes missing ones and leaves equal ones alone, so
   *   columns that a host added survive.
   * - A kind that is `undefined` is left alone, and so is its place in `truncated`.
   * - A field named in `unread` keeps its stored value. On a new row it is empty (`null` or an
   *   empty list). `unread` is stored with the row, by the rule of `mergeUnread`.
   * - A pull request row whose fields, `truncated`, `unread` and `seen` are all equal is not
   *   written, and may keep its old `readAt`.
   * - `null` in `linkedIssues` never replaces a stored list.
   * - It may store a person's avatar and type once for all rows of the repository that name this id
   *   and login. The person of the page with the latest `readAt` counts, and a change of these two
   *   alone need not change a row.
   * - It may derive a child's `url` from that of its pull request: `#pullrequestreview-<id>`,
   *   `#discussion_r<id>` or `#issuecomment-<id>` follows it.
   *
   * An `identity` whose name belongs to another row of the tenant does not fail the commit: that
   * row keeps the name, and the renamed row keeps its former name.
   *
   * @throws GhsyncError `lease_lost` if the commit is refused
   */
  commitPage(lease: Lease, page: CommitPage): Promise<CommitResult>;

  /**
   * Reads until when a quota (a credential at one API) must not be used. All processes share it.
   *
   * @returns an instant of the local clock, or `undefined` if the quota may be used
   */
  readCredentialBlock(quotaId: string): Promise<Date | undefined>;

  /** Stores that a quota must not be used before `until`. A later stored instant stays. */
  blockCredential(quotaId: string, until: Date): Promise<void>;
}
