import type { ChildKind, PullRequestSnapshot, SnapshotPart } from "../model/snapshot.ts";
import type { StreamStamps, SyncState } from "../model/sync-state.ts";
import type { TrackedRepository, TrackRepositoryInput } from "./repository.ts";

/** The right to write to one repository, until it expires or somebody else takes it. */
export interface Lease {
  readonly repositoryId: string;
  /** Who holds it: a process, a worker. */
  readonly owner: string;
  /** Grows by one with each lease of this repository. A write under an older number is refused. */
  readonly fence: number;
  readonly expiresAt: Date;
}

/** What is stored of one pull request, as far as core needs it to judge whether a read is newer. */
export interface PullRequestState {
  readonly number: number;
  /** GitHub's own stamp of the stored row. */
  readonly updatedAt: Date;
  readonly headSha: string;
  readonly baseSha: string;
  /** When the stored row was read from GitHub. */
  readonly readAt: Date;
  /** The stream stamps that the stored row answers. */
  readonly seen: StreamStamps;
  /** The kinds of children that are not stored whole. */
  readonly truncated: readonly ChildKind[];
  /** The parts that GitHub did not give when they were last asked for: what is stored of them is older, or nothing. */
  readonly unread: readonly SnapshotPart[];
}

/** A pull request that is to be read (again). */
export interface DirtyPullRequest {
  readonly number: number;
  /** The stamps that say so. */
  readonly stamps: StreamStamps;
  /** Not to be read before, on GitHub's clock. Absent: now. */
  readonly notBefore?: Date | undefined;
  /** Reads that failed in a row. */
  readonly attempts: number;
  /** Why the last read failed. */
  readonly reason?: string | undefined;
}

/** A snapshot to be stored, with the stream stamps that it answers. */
export interface SnapshotToStore {
  readonly snapshot: PullRequestSnapshot;
  /** Replaces the stored stamps as a whole: they are not merged. */
  readonly seen: StreamStamps;
}

/** Everything that one step of a run writes, all or nothing. */
export interface CommitPage {
  /** The revision that the writer read, and that it judged staleness by. */
  readonly revision: number;
  /** Snapshots to store; the writer has already dropped those older than what is stored. */
  readonly snapshots?: readonly SnapshotToStore[];
  /** Entries to put on the dirty list; one per number, replacing what is there. */
  readonly dirty?: readonly DirtyPullRequest[];
  /** Numbers to take off the dirty list. A number that is in `dirty` too stays on it. */
  readonly clean?: readonly number[];
  /** Parts of the state to replace. A key that is present with `undefined` clears that part. */
  readonly state?: Partial<SyncState>;
  /** What GitHub says of the repository's identity. */
  readonly identity?: {
    readonly githubId: number;
    readonly nodeId: string;
    readonly fullName: string;
  };
}

/** What a commit did. */
export interface CommitResult {
  /** To be named by the next commit. */
  readonly revision: number;
  /** Record rows (pull requests and children) created, changed or deleted. A row that was already equal counts as none. */
  readonly rowsWritten: number;
  /** The pull requests of which a record was created, changed or deleted, themselves or a child; any order. `seen` and `readAt` are no record. */
  readonly changed: readonly number[];
}

/** A repository, how it stands, and who works on it. */
export interface RepositoryRead {
  readonly repository: TrackedRepository;
  readonly state: SyncState;
  /** Taken and not given back; it may have expired. `undefined` if there is none. */
  readonly lease: Pick<Lease, "owner" | "expiresAt"> | undefined;
}

/** The state of a repository, and the revision to name in the next commit. */
export interface StateRead {
  readonly repository: TrackedRepository;
  readonly state: SyncState;
  readonly revision: number;
  /** Entries on the dirty list, whether due or not. */
  readonly dirtyCount: number;
  /** Those of them whose last read failed: `attempts` is above 0. */
  readonly failedCount: number;
}

/**
 * Where ghsync keeps repositories, records and its own state: the host's database.
 *
 * Every method may be called from many processes at once. A method that fails throws whatever its driver throws; core
 * wraps it once. Not found is a value. Instants are `Date`s with millisecond precision; ids are safe integers; text may hold any
 * UTF-16 code unit (what a database cannot hold, the adapter cleans, by a rule that it documents).
 * A store never sees a token in clear text.
 */
export interface RepoStore {
  /**
   * Starts to track a repository, or changes what is known of it. Idempotent by (`tenantId`, `fullName`), names being the same
   * without regard to case: a second call answers the same row, with `active` and `encryptedToken` set where they are given,
   * records and state untouched.
   */
  trackRepository(input: TrackRepositoryInput): Promise<TrackedRepository>;

  /**
   * Stops tracking. With `deleteRecords`, rows of every kind, state and dirty list go in one transaction; without, the
   * repository becomes inactive and everything stays. A run in progress is refused its next commit.
   * Answers false if there is no such repository.
   */
  untrackRepository(
    repositoryId: string,
    options: { readonly deleteRecords: boolean },
  ): Promise<boolean>;

  /**
   * Changes what the host decides of a repository: keys that are absent or `undefined` stay. `undefined` if there is no such
   * repository. One that is set inactive is refused its next commit, like one that is untracked.
   */
  updateRepository(
    repositoryId: string,
    change: {
      readonly active?: boolean | undefined;
      readonly encryptedToken?: string | null | undefined;
    },
  ): Promise<TrackedRepository | undefined>;

  /** The repository with its state and lease, read at one instant, or `undefined`. */
  getRepository(repositoryId: string): Promise<RepositoryRead | undefined>;

  /**
   * Repositories with state and lease by ascending id, a page at a time, in one query.
   * @param page.after the last id of the page before
   * @param page.limit at most so many, 1 or more
   */
  listRepositories(page: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly tenantId?: string | undefined;
    readonly active?: boolean | undefined;
  }): Promise<readonly RepositoryRead[]>;

  /**
   * Active repositories that may run now: `nextAttemptAt` is absent or not after `now`, and no lease is live at `now`.
   * Longest without an attempt first, never attempted before all others; ties by id. A page at a time.
   * @param page.after the last one of the page before, as it was then
   * @param page.limit at most so many, 1 or more
   */
  listDue(
    now: Date,
    page: { readonly after?: RepositoryRead | undefined; readonly limit: number },
  ): Promise<readonly RepositoryRead[]>;

  /**
   * Remembers that a run was asked for, also while one is in progress: sets `nextAttemptAt` to `at`, and raises the revision by one.
   * Atomic. It takes no lease and ends none: a run in progress is refused its next commit by the revision, reads the state again and
   * goes on, so that it knows of the request before it says when the repository is due.
   *
   * @param request.at from when on the repository is to be due
   * @param request.now the instant that leases are judged by
   * @returns false, with nothing changed, if there is no such repository, if it is inactive, or if it is due by `at` anyway:
   * `nextAttemptAt` is not after `at`, or it is absent and no lease is live at `now`
   */
  requestRun(
    repositoryId: string,
    request: { readonly at: Date; readonly now: Date },
  ): Promise<boolean>;

  /**
   * Takes the lease of an active repository if it is free or expired at `now` (by one conditional write on one id), and
   * raises the fence. With `takeOver` a live lease is taken too: whoever held it has an old fence from then on.
   * `undefined` if somebody else holds it, or if the repository is missing or inactive.
   */
  acquireLease(request: {
    readonly repositoryId: string;
    readonly owner: string;
    readonly now: Date;
    readonly ttlMs: number;
    readonly takeOver?: boolean | undefined;
  }): Promise<Lease | undefined>;

  /**
   * Moves the expiry to `now + ttlMs`. `undefined` if the fence is no longer this lease's, or if the lease was given back:
   * stop at once.
   */
  renewLease(
    lease: Lease,
    request: { readonly now: Date; readonly ttlMs: number },
  ): Promise<Lease | undefined>;

  /**
   * Gives the lease back: it can neither be renewed nor be committed under from then on. Does nothing if the fence is no longer
   * this lease's.
   */
  releaseLease(lease: Lease): Promise<void>;

  /** State, revision and sizes of the dirty list, read at one instant. `undefined` if the repository is not tracked. */
  readState(repositoryId: string): Promise<StateRead | undefined>;

  /** What is stored of these pull requests, each once. Unknown numbers are left out; any order. */
  readPullRequestStates(
    repositoryId: string,
    numbers: readonly number[],
  ): Promise<readonly PullRequestState[]>;

  /** GitHub's ids of the reviews that are stored of one pull request, in any order; none of one that is not stored. */
  readReviewIds(repositoryId: string, number: number): Promise<readonly number[]>;

  /** Entries of the dirty list whose `notBefore` is absent or not after `now`, highest number first, at most `limit`. */
  listDirty(
    repositoryId: string,
    request: { readonly now: Date; readonly limit: number },
  ): Promise<readonly DirtyPullRequest[]>;

  /** Entries of the dirty list with these numbers, each once. Numbers without an entry are left out; any order. */
  readDirty(repositoryId: string, numbers: readonly number[]): Promise<readonly DirtyPullRequest[]>;

  /**
   * Writes one step of a run: rows, dirty list, state, identity. Atomic. Refused as a whole, with a `GhsyncError` of code
   * `lease_lost` and nothing written, unless the repository exists, is active, has `lease.fence` as its fence, under a lease that
   * was not given back (one that expired untaken still counts), and `page.revision` as its revision. Raises the revision by one;
   * each record row it creates or changes carries the new revision.
   *
   * A snapshot's pull request row is created or updated. Of each child kind that the snapshot holds, rows are compared
   * by id (`sha` for commits, `path` for files): new ones created, changed ones updated, vanished ones deleted, equal ones left alone, so
   * that what a host added to a row survives. A kind that is `undefined` is left alone, and so is its place in `truncated`. A field of
   * the row that is named in `unread` keeps what is stored; on a new row it is empty (`null`, or an empty list). `unread` is stored with the
   * row, by the rule of `mergeUnread`. A pull request row whose fields, `truncated`, `unread` and `seen` are all equal is not written, and
   * may keep its old `readAt`. `null` in `linkedIssues` never replaces a stored list.
   *
   * An `identity` whose name another row of the tenant holds does not fail the commit: the name goes on answering the row that
   * held it, and the renamed row answers to its former name.
   */
  commitPage(lease: Lease, page: CommitPage): Promise<CommitResult>;

  /** Until when this quota (a credential, at one API) must not be used, by the local clock; `undefined` if it may be. Shared by all processes. */
  readCredentialBlock(quotaId: string): Promise<Date | undefined>;

  /** Remembers that this quota must not be used before `until`. A later instant stands; an earlier one is ignored. */
  blockCredential(quotaId: string, until: Date): Promise<void>;
}
