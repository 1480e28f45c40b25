import assert from "node:assert/strict";
import type { ChildKind, CommitPage, Lease, RepoStore } from "@ghsync/core";

/** A record row as a store holds it, reduced to what every store can show. */
export interface StoredRow {
  readonly table: ChildKind | "pullRequests";
  readonly pullRequest: number;
  /** The child's key; absent for a pull request's own row. */
  readonly key?: string;
  readonly revision: number;
}

/** A store under test. */
export interface Subject {
  readonly store: RepoStore;
  /** All record rows of a repository, in any order. */
  readonly rows: (repositoryId: string) => Promise<readonly StoredRow[]>;
}

/** Something that holds for every store. Throws where it does not. */
export interface StoreCase {
  readonly name: string;
  readonly run: (subject: Subject) => Promise<void>;
}

/** Noon of some day; tests count minutes from here. */
export const at = (minutes: number): Date => new Date(Date.UTC(2026, 4, 1, 12, minutes));

/** A tracked repository with a lease, and commits that carry the revision along. */
export interface Run {
  readonly id: string;
  readonly lease: Lease;
  /** Commits at the present revision. Answers the rows written. */
  commit(page: Omit<CommitPage, "revision">): Promise<number>;
  revision(): Promise<number>;
}

/** Tracks a repository and takes its lease. */
export async function startRun(store: RepoStore, fullName = "octo/repo"): Promise<Run> {
  const { id } = await store.trackRepository({ fullName });
  const lease = await store.acquireLease({
    repositoryId: id,
    owner: "worker",
    now: at(0),
    ttlMs: 60_000,
  });
  assert.ok(lease);
  const revision = async () => {
    const read = await store.readState(id);
    assert.ok(read);
    return read.revision;
  };
  return {
    id,
    lease,
    revision,
    async commit(page) {
      const result = await store.commitPage(lease, { revision: await revision(), ...page });
      assert.equal(result.revision, await revision());
      return result.rowsWritten;
    },
  };
}

/** Passes if the commit is refused because the right to write is gone. */
export async function rejectsAsLeaseLost(commit: Promise<unknown>): Promise<void> {
  await assert.rejects(commit, { name: "GhsyncError", code: "lease_lost" });
}
