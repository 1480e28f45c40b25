import type {
  ChildKind,
  PullRequest,
  PullRequestChildren,
  RepoStore,
  SnapshotPart,
} from "@ghsync/core";
import type { Subject } from "../bind-cases.ts";

/** What every record row has. */
interface RowBase {
  readonly pullRequestNumber: number;
  /** The revision that wrote the row last. */
  readonly revision: number;
  /** What `writeHostValue` put beside the row, if it is still there. */
  readonly hostValue?: string | undefined;
}

/** A pull request's own row. */
export interface StoredPullRequestRow extends RowBase {
  readonly table: "pullRequests";
  readonly record: PullRequest;
  /** Child kinds that GitHub truncated, in any order. */
  readonly truncated: readonly ChildKind[];
  /** Parts that GitHub did not give, in any order. */
  readonly unread: readonly SnapshotPart[];
}

/** A child's row. */
export interface StoredChildRow<K extends ChildKind = ChildKind> extends RowBase {
  readonly table: K;
  readonly record: PullRequestChildren[K];
}

/** A record row as a store holds it, with its values given back as core knows them. */
export type StoredRow = StoredPullRequestRow | { [K in ChildKind]: StoredChildRow<K> }[ChildKind];

/**
 * A store under test, empty, and what a test can do behind its back. An optional part that is missing makes the cases that need
 * it fail, unless it is declared unsupported.
 */
export interface RepoStoreSubject extends Subject {
  readonly store: RepoStore;
  /** Reads all record rows of a repository from where the store keeps them, in any order; none if it keeps nothing of it. */
  readRows(repositoryId: string): Promise<readonly StoredRow[]>;
  /**
   * Another handle onto the same data, as a second process would have it. A store that lives in one process gives itself.
   */
  connect?(): RepoStore | Promise<RepoStore>;
  /**
   * Writes a value into a column of the host's own, in every record row that is stored of the repository. `readRows` gives it as
   * `hostValue`.
   */
  writeHostValue?(repositoryId: string, value: string): Promise<void>;
  /**
   * From now on every commit that stores a file fails in the database, once the rest of it is written (a trigger, a missing table,
   * a full disk). Returns a function that makes commits work again.
   */
  failCommits?(): Promise<() => Promise<void>>;
}
