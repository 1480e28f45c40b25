import assert from "node:assert/strict";
import type { RepoStore } from "@ghsync/core";
import { at } from "../../at.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import { rejectsAsLeaseLost, startRun } from "../start-run.ts";

const isDueAt = async (store: RepoStore, id: string, minutes: number) =>
  (await store.listDue(at(minutes), { limit: 9 })).some(({ repository }) => repository.id === id);

/** A repository whose next attempt is at `at(30)`, with its lease released. */
async function waiting(store: RepoStore, fullName?: string): Promise<string> {
  const { id, lease, commit } = await startRun(store, fullName);
  await commit({ state: { nextAttemptAt: at(30) } });
  await store.releaseLease(lease);
  return id;
}

/** Passes if a request is answered by false, and changes nothing. */
async function changesNothing(
  store: RepoStore,
  id: string,
  request: Parameters<RepoStore["requestRun"]>[1],
  why: string,
): Promise<void> {
  const before = await store.readState(id);
  assert.equal(await store.requestRun(id, request), false, why);
  assert.deepEqual(await store.readState(id), before, why);
}

/** Requests for a run. */
export const requestCases: readonly RepoStoreCase[] = [
  {
    name: "A request makes a repository that waits due from the requested instant on",
    async run({ store }) {
      const id = await waiting(store);
      const other = await waiting(store, "octo/other");
      const request = { at: at(10), now: at(0) };
      assert.equal(await store.requestRun(id, request), true, "The request is new.");
      assert.deepEqual((await store.getRepository(id))?.state.nextAttemptAt, at(10));
      assert.equal(await isDueAt(store, id, 9), false, "It is not due before that instant.");
      assert.equal(await isDueAt(store, id, 10), true, "It is due from that instant on.");
      assert.equal(await isDueAt(store, other, 29), false, "Others wait as before.");
      await changesNothing(store, id, request, "The same request is new once.");
      const earlier = { at: at(5), now: at(0) };
      assert.equal(await store.requestRun(id, earlier), true, "An earlier one is new.");
      assert.equal(await isDueAt(store, id, 5), true, "It is due from the earlier instant on.");
    },
  },
  {
    name: "A request does not change a repository that is due before the requested instant",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName: "octo/new" });
      const late = { at: at(60), now: at(60) };
      await changesNothing(store, id, late, "One that was never synced is due.");
      const future = { at: at(90), now: at(60) };
      await changesNothing(store, id, future, "What is due is not postponed.");
      await changesNothing(store, await waiting(store), late, "One whose wait is over is due.");
      const request = { repositoryId: id, owner: "dead", now: at(0), ttlMs: 60_000 };
      assert.ok(await store.acquireLease(request), "The lease is granted.");
      await changesNothing(store, id, late, "One whose lease has expired is due.");
    },
  },
  {
    name: "A request while a lease is live leaves the lease, and refuses a commit that does not know of it",
    async run({ store, readRows }) {
      const { id, lease, commit, revision } = await startRun(store);
      await commit({ state: { status: "syncing", nextAttemptAt: undefined } });
      const before = await revision();
      const asked = { at: at(1), now: at(1) };
      assert.equal(await store.requestRun(id, asked), true, "The request is new.");
      await changesNothing(store, id, { at: at(2), now: at(2) }, "A second one is not.");
      assert.deepEqual(
        (await store.getRepository(id))?.lease,
        { owner: lease.owner, expiresAt: lease.expiresAt },
        "The lease is as it was.",
      );
      const ending = { status: "complete", nextAttemptAt: at(30) } as const;
      await rejectsAsLeaseLost(store.commitPage(lease, { revision: before, state: ending }));
      const read = await store.readState(id);
      assert.equal(read?.revision, before + 1, "The request raises the revision by one.");
      assert.equal(read?.state.status, "syncing", "The request changes no other part.");
      assert.deepEqual(read?.state.nextAttemptAt, at(1));
      assert.ok(
        await store.renewLease(lease, { now: at(2), ttlMs: 60_000 }),
        "The lease can be renewed.",
      );
      await commit({ state: { status: "complete" } });
      assert.deepEqual(await readRows(id), []);
    },
  },
  {
    name: "A request of a repository that is inactive, or not there, is answered by false",
    async run({ store }) {
      const id = await waiting(store);
      await store.updateRepository(id, { active: false });
      const asked = { at: at(1), now: at(1) };
      await changesNothing(store, id, asked, "An inactive repository is not run.");
      await store.updateRepository(id, { active: true });
      assert.equal(await isDueAt(store, id, 29), false, "Active again, it waits as before.");
      assert.equal(await store.requestRun("none", asked), false, "There is no such repository.");
    },
  },
  caseWith(
    "connect",
    "A request and a run's last commit at once through two handles never lose the request",
    async (subject) => {
      const other = await subject.connect();
      for (const fullName of ["octo/a", "octo/b", "octo/c", "octo/d"]) {
        const { id, lease } = await startRun(subject.store, fullName);
        const state = { nextAttemptAt: at(30) };
        const [request] = await Promise.allSettled([
          other.requestRun(id, { at: at(1), now: at(1) }),
          subject.store.commitPage(lease, { revision: 0, state }),
        ]);
        assert.deepEqual(request, { status: "fulfilled", value: true });
        assert.deepEqual((await other.getRepository(id))?.state.nextAttemptAt, at(1));
      }
    },
  ),
];
