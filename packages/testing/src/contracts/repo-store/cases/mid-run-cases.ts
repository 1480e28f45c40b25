import assert from "node:assert/strict";
import type { RepoStore } from "@ghsync/core";
import { allChangingPage, commitSomething } from "../example/all-changing-page.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readAll, readDirty } from "../read-rows.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { acquire, noLease, rejectsAsLeaseLost, startRun, writes } from "../start-run.ts";

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
      assert.equal(before.state?.repository.active, false, "The repository is inactive.");
      assert.equal(before.rows.length, 6, "Its six rows stay.");
      assert.equal(before.dirty.length, 1, "Its entry of the dirty list stays.");
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
      await noLease(store.renewLease(run.lease, { now: new Date(0), ttlMs: 1 }));
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
        assert.equal(
          await subject.store.getRepository(id),
          undefined,
          "The repository is untracked.",
        );
        assert.deepEqual(await subject.readRows(id), []);
        assert.deepEqual(await readDirty(subject.store, id), []);
      }
    },
  ),
  {
    name: "I5: a lease from before a repository was untracked with its records is refused after it is tracked again",
    async run(subject) {
      const { store } = subject;
      const old = await startRun(store);
      await store.untrackRepository(old.id, { deleteRecords: true });
      const second = await startRun(store);
      const page = { ...toStore(exampleSnapshot(1)), revision: 0 };
      await rejectsAsLeaseLost(store.commitPage(old.lease, page));
      await noLease(store.renewLease(old.lease, { now: new Date(0), ttlMs: 1 }));
      assert.deepEqual(await subject.readRows(second.id), []);
      await writes(second.commit(toStore(exampleSnapshot(1))), 6);
    },
  },
  {
    name: "A repository that is activated again goes on where it stood",
    async run({ store, readRows }) {
      const run = await startRun(store);
      await commitSomething(run);
      await store.untrackRepository(run.id, { deleteRecords: false });
      assert.equal(
        (await store.trackRepository({ fullName, active: true })).id,
        run.id,
        "Activated again, the repository has the id that it had.",
      );
      await acquire(store, run.id, { takeOver: true });
      assert.equal(
        await run.revision(),
        1,
        "Activated again, the repository has the revision that it had.",
      );
      assert.equal(
        (await readRows(run.id)).length,
        6,
        "Activated again, the repository has the rows that it had.",
      );
    },
  },
  {
    name: "Untracking returns whether there was such a repository, also when called again",
    async run({ store }) {
      const { id } = await store.trackRepository({ fullName });
      const untrack = (deleteRecords: boolean) => store.untrackRepository(id, { deleteRecords });
      assert.equal(await untrack(false), true, "There is such a repository.");
      assert.equal(await untrack(false), true, "There is one, though it is inactive.");
      assert.equal(await untrack(true), true, "There is one, though it is inactive.");
      assert.equal(await untrack(true), false, "There is none any more.");
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
      assert.equal(await store.getRepository(gone.id), undefined, "The repository is gone.");
      assert.deepEqual(await subject.readRows(gone.id), []);
      assert.deepEqual(await readDirty(store, gone.id), []);
      assert.deepEqual(await readAll(subject, kept.id), before);
    },
  },
];
