import assert from "node:assert/strict";
import type { CommitPage, Lease, RepoStore } from "@ghsync/core";
import { at } from "../at.ts";

/** A tracked repository with a lease, and commits that carry the revision along. */
export interface Run {
  readonly id: string;
  readonly lease: Lease;
  /** Commits at the present revision. Answers the rows written. */
  commit(page: Omit<CommitPage, "revision">): Promise<number>;
  revision(): Promise<number>;
}

/** Tracks a repository and takes its lease, at `at(0)` for a thousand hours. */
export async function startRun(store: RepoStore, fullName = "octo/repo"): Promise<Run> {
  const { id } = await store.trackRepository({ fullName });
  const lease = await acquire(store, id);
  const revision = async () => {
    const read = await store.readState(id);
    assert.ok(read, "A tracked repository has a state.");
    return read.revision;
  };
  return {
    id,
    lease,
    revision,
    async commit(page) {
      const before = await revision();
      const result = await store.commitPage(lease, { revision: before, ...page });
      assert.equal(result.revision, before + 1, "A commit raises the revision by one.");
      assert.equal(await revision(), before + 1, "The revision is told as it was raised.");
      return result.rowsWritten;
    },
  };
}

/** Takes a lease that is free, or, with `takeOver`, one that is not. */
export async function acquire(
  store: RepoStore,
  repositoryId: string,
  { owner = "worker", takeOver = false } = {},
): Promise<Lease> {
  const ttlMs = 60_000 * 60_000;
  const lease = await store.acquireLease({ repositoryId, owner, now: at(0), ttlMs, takeOver });
  assert.ok(lease, "The lease is granted.");
  return lease;
}
