import assert from "node:assert/strict";
import type { RepoStore } from "@ghsync/core";
import { allChangingPage, commitSomething } from "../example/all-changing-page.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readAll, readDirty } from "../read-all.ts";
import { rejectsAsLeaseLost } from "../rejects-as-lease-lost.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { acquire, startRun } from "../start-run.ts";

const fullName = "octo/repo";

const deactivations: {
  readonly [name: string]: (store: RepoStore, id: string) => Promise<unknown>;
} = {
  "untracked without its records": (store, id) =>
    store.untrackRepository(id, { deleteRecords: false }),
  deactivated: (store) => store.trackRepository({ fullName, active: false }),
};

/** Repositories that the host lets go, with a run under way or without. */
export const midRunCases: readonly RepoStoreCase[] = [
  ...Object.entries(deactivations).map(([name, deactivate]) => ({
    name: `I5: a commit to a repository that was ${name} in mid-run is refused, and everything stays as it was`,
    async run(subject: RepoStoreSubject) {
      const { store } = subject;
      const run = await startRun(store);
      await commitSomething(run);
      await deactivate(store, run.id);
      const before = await readAll(subject, run.id);
      assert.equal(before.state?.repository.active, false);
      assert.equal(before.rows.length, 6);
      assert.equal(before.dirty.length, 1);
      const page = { ...allChangingPage, revision: 1 };
      await rejectsAsLeaseLost(store.commitPage(run.lease, page));
      assert.deepEqual(await readAll(subject, run.id), before);
    },
  })),
  {
    name: "I5: a commit to a repository that was untracked with its records in mid-run is refused, and leaves no row behind",
    async run(subject) {
      const { store } = subject;
      const run = await startRun(store);
      await commitSomething(run);
      await store.untrackRepository(run.id, { deleteRecords: true });
      for (const revision of [0, 1]) {
        await rejectsAsLeaseLost(store.commitPage(run.lease, { ...allChangingPage, revision }));
      }
      assert.deepEqual(await readAll(subject, run.id), {
        state: undefined,
        pullRequests: [],
        dirty: [],
        rows: [],
      });
      assert.equal(await store.renewLease(run.lease, { now: new Date(0), ttlMs: 1 }), undefined);
      await store.releaseLease(run.lease);
    },
  },
  caseWith(
    "connect",
    "I5: untracked and committed at once through two handles, a repository leaves no row behind",
    async (subject) => {
      const other = await subject.connect();
      for (const fullName of ["octo/a", "octo/b", "octo/c"]) {
        const { id, lease } = await startRun(subject.store, fullName);
        await Promise.allSettled([
          subject.store.commitPage(lease, { ...allChangingPage, revision: 0 }),
          other.untrackRepository(id, { deleteRecords: true }),
        ]);
        assert.equal(await subject.store.getRepository(id), undefined);
        assert.deepEqual(await subject.readRows(id), []);
        assert.deepEqual(await readDirty(subject.store, id), []);
      }
    },
  ),
  {
    name: "I5: a lease from before a repository was untracked with its records does not fit the one tracked anew",
    async run(subject) {
      const { store } = subject;
      const old = await startRun(store);
      await store.untrackRepository(old.id, { deleteRecords: true });
      const anew = await startRun(store);
      const page = { ...toStore(exampleSnapshot(1)), revision: 0 };
      await rejectsAsLeaseLost(store.commitPage(old.lease, page));
      assert.equal(await store.renewLease(old.lease, { now: new Date(0), ttlMs: 1 }), undefined);
      assert.deepEqual(await subject.readRows(anew.id), []);
      assert.equal(await anew.commit(toStore(exampleSnapshot(1))), 6);
    },
  },
  {
    name: "A repository that is activated again goes on where it stood",
    async run({ store, readRows }) {
      const run = await startRun(store);
      await commitSomething(run);
      await store.untrackRepository(run.id, { deleteRecords: false });
      assert.equal((await store.trackRepository({ fullName, active: true })).id, run.id);
      await acquire(store, run.id, { takeOver: true });
      assert.equal(await run.revision(), 1);
      assert.equal((await readRows(run.id)).length, 6);
    },
  },
  {
    name: "Untracking answers whether there was such a repository, however often",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName });
      assert.equal(await store.untrackRepository(id, { deleteRecords: false }), true);
      assert.equal(await store.untrackRepository(id, { deleteRecords: false }), true);
      assert.equal(await store.untrackRepository(id, { deleteRecords: true }), true);
      assert.equal(await store.untrackRepository(id, { deleteRecords: true }), false);
    },
  },
  {
    name: "Untracked with its records, a repository leaves nothing, and others keep theirs",
    async run(subject) {
      const { store } = subject;
      const gone = await startRun(store, "octo/gone");
      const kept = await startRun(store, "octo/kept");
      for (const { commit } of [gone, kept]) await commit(allChangingPage);
      const before = await readAll(subject, kept.id);
      await store.untrackRepository(gone.id, { deleteRecords: true });
      assert.equal(await store.getRepository(gone.id), undefined);
      assert.deepEqual(await subject.readRows(gone.id), []);
      assert.deepEqual(await readDirty(store, gone.id), []);
      assert.deepEqual(await readAll(subject, kept.id), before);
    },
  },
];
