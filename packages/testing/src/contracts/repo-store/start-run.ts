import assert from "node:assert/strict";
import { type CommitPage, isGhsyncError, type Lease, type RepoStore } from "@ghsync/core";
import { at } from "../at.ts";

/** A tracked repository with a lease, and commits that carry the revision along. */
export interface Run {
  readonly id: string;
  readonly lease: Lease;
  /** Commits at the present revision. Returns how many rows were written. */
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
      assert.equal(await revision(), before + 1, "The commit returns the new revision.");
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

/** Passes if a commit, as `Run.commit` makes it, writes so many rows. */
export async function writes(commit: Promise<number>, rows: number): Promise<void> {
  const written = await commit;
  const expected =
    rows === 0
      ? "A page that changes nothing of what is stored writes no row"
      : `A page writes the rows that it creates, changes or deletes, here ${rows}`;
  assert.equal(written, rows, `${expected}; rowsWritten is ${written}.`);
}

/** Passes if a lease is refused, or not renewed. */
export async function noLease(answer: Promise<Lease | undefined>): Promise<void> {
  const lease = await answer;
  const answered = JSON.stringify(lease);
  assert.equal(lease, undefined, `The lease is refused, or not renewed; answered was ${answered}.`);
}

/** Passes if a commit is refused because the right to write is gone. */
export async function rejectsAsLeaseLost(commit: Promise<unknown>): Promise<void> {
  await assert.rejects(commit, (error: unknown) => {
    assert.ok(isGhsyncError(error), `A refusal is a GhsyncError, and not ${String(error)}.`);
    assert.equal(error.code, "lease_lost");
    return true;
  });
}
