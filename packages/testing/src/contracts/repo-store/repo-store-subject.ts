import type {
  ChildKind,
  PullRequest,
  PullRequestChildren,
  RepoStore,
  SnapshotPart,
} from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/** The fields of every record row. */
interface RowBase {
  readonly pullRequestNumber: number;
  /** The revision that wrote the row last. */
  readonly revision: number;
  /** The value that `writeHostValue` wrote into the row, if it is still there. */
  readonly hostValue?: string | undefined;
}

/** A pull request's own row. */
export interface StoredPullRequestRow extends RowBase {
  readonly table: "pullRequests";
  readonly record: PullRequest;
  /** Child kinds that GitHub truncated, in any order. */
  readonly truncated: readonly ChildKind[];
  /** Parts that could not be read, in any order. */
  readonly unread: readonly SnapshotPart[];
}

/** A child's row. */
export interface StoredChildRow<K extends ChildKind = ChildKind> extends RowBase {
  readonly table: K;
  readonly record: PullRequestChildren[K];
}

/** A stored record row, with its values in core's types. */
export type StoredRow = StoredPullRequestRow | { [K in ChildKind]: StoredChildRow<K> }[ChildKind];

/**
 * An empty store under test, and what a test can do to its data directly. If an optional part is missing, the cases that need it
 * fail, unless it is declared unsupported.
 */
export interface RepoStoreSubject extends Subject {
  readonly store: RepoStore;
  /** Reads all stored record rows of a repository, in any order; an empty list if there are none. */
  readRows(repositoryId: string): Promise<readonly StoredRow[]>;
  /**
   * Opens the same data again, as a second process would. A store inside one process returns itself.
   */
  connect?(): RepoStore | Promise<RepoStore>;
  /**
   * Writes a value into the host's own column, in every stored record row of the repository. `readRows` returns it as
   * `hostValue`.
   */
  writeHostValue?(repositoryId: string, value: string): Promise<void>;
  /**
   * From now on every commit that stores a file fails in the database, once the rest of it is written (a trigger, a missing table,
   * a full disk). Returns a function that makes commits work again.
   */
  failCommits?(): Promise<() => Promise<void>>;
}
