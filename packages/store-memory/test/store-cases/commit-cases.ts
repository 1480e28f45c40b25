import assert from "node:assert/strict";
import { exampleSnapshot, toStore } from "./example-snapshot.ts";
import {
  at,
  type Run,
  rejectsAsLeaseLost,
  type StoreCase,
  type Subject,
  startRun,
} from "./store-case.ts";

const page = {
  ...toStore(exampleSnapshot(1)),
  dirty: [{ number: 2, stamps: {}, attempts: 0 }],
  state: { status: "complete" as const },
  identity: { githubId: 1, nodeId: "R_1", fullName: "octo/renamed" },
};

type Prepare = (subject: Subject, run: Run) => Promise<{ readonly revision: number }>;

/** How a writer loses its right, and the revision that it then names. */
const lostRights: readonly [string, Prepare][] = [
  [
    "under an old fence",
    async ({ store }, { id }) => {
      const request = { repositoryId: id, owner: "other", now: at(60), ttlMs: 1 };
      assert.ok(await store.acquireLease(request));
      return { revision: 0 };
    },
  ],
  [
    "at an old revision",
    async (_, { commit }) => {
      await commit({});
      return { revision: 0 };
    },
  ],
  ["at a revision that is still to come", async () => ({ revision: 1 })],
  [
    "to an inactive repository",
    async ({ store }, { id }) => {
      await store.untrackRepository(id, { deleteRecords: false });
      return { revision: 0 };
    },
  ],
];

/** Commits are whole, or refused as a whole. */
export const commitCases: readonly StoreCase[] = [
  {
    name: "I3: a commit writes rows, dirty list, state and identity, and raises the revision by one",
    async run({ store, rows }) {
      const { id, lease } = await startRun(store);
      const result = await store.commitPage(lease, { revision: 0, ...page });
      assert.deepEqual(result, { revision: 1, rowsWritten: 6 });
      const read = await store.readState(id);
      assert.equal(read?.revision, 1);
      assert.equal(read.dirtyCount, 1);
      assert.equal(read.state.status, "complete");
      const { githubId, nodeId, fullName } = read.repository;
      assert.deepEqual({ githubId, nodeId, fullName }, page.identity);
      assert.ok((await rows(id)).every(({ revision }) => revision === 1));
    },
  },
  ...lostRights.map(([name, prepare]) => ({
    name: `I5: a commit ${name} is refused, and nothing is written`,
    async run(subject: Subject) {
      const { store, rows } = subject;
      const run = await startRun(store);
      const { revision } = await prepare(subject, run);
      const before = await store.readState(run.id);
      await rejectsAsLeaseLost(store.commitPage(run.lease, { ...page, revision }));
      assert.deepEqual(await store.readState(run.id), before);
      assert.deepEqual(await rows(run.id), []);
      assert.deepEqual(await store.readDirty(run.id, [2]), []);
    },
  })),
  {
    name: "I5: a commit to a repository that was untracked in mid-run is refused, and leaves no row behind",
    async run({ store, rows }) {
      const { id, lease, commit } = await startRun(store);
      await commit(page);
      await store.untrackRepository(id, { deleteRecords: true });
      await rejectsAsLeaseLost(store.commitPage(lease, { revision: 1, ...page }));
      assert.equal(await store.getRepository(id), undefined);
      assert.deepEqual(await rows(id), []);
      assert.deepEqual(await store.readDirty(id, [2]), []);
    },
  },
  {
    name: "I5: of two commits at one revision, exactly one is written",
    async run({ store, rows }) {
      const { id, lease } = await startRun(store);
      const results = await Promise.allSettled(
        [1, 2].map((number) =>
          store.commitPage(lease, { revision: 0, ...toStore(exampleSnapshot(number)) }),
        ),
      );
      assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
      for (const result of results) {
        if (result.status === "rejected") await rejectsAsLeaseLost(Promise.reject(result.reason));
      }
      assert.equal((await rows(id)).length, 6);
    },
  },
  {
    name: "A commit of nothing raises the revision all the same",
    async run({ store }) {
      const { commit, revision } = await startRun(store);
      assert.equal(await commit({}), 0);
      assert.equal(await commit({ snapshots: [], dirty: [], clean: [], state: {} }), 0);
      assert.equal(await revision(), 2);
    },
  },
  {
    name: "A rename onto a name that is tracked already does not stop a commit",
    async run({ store }) {
      await store.trackRepository({ fullName: "octo/renamed" });
      const { id, commit } = await startRun(store);
      await commit({ identity: page.identity });
      assert.equal((await store.getRepository(id))?.repository.fullName, "octo/renamed");
      await store.trackRepository({ fullName: "octo/renamed" });
      assert.equal((await store.listRepositories({ limit: 9 })).length, 2);
    },
  },
  {
    name: "Repositories are committed side by side, each with revisions of its own",
    async run({ store, rows }) {
      const runs = [await startRun(store, "octo/a"), await startRun(store, "octo/b")];
      await Promise.all(runs.map(({ commit }) => commit(toStore(exampleSnapshot(1)))));
      for (const { id, revision } of runs) {
        assert.equal(await revision(), 1);
        assert.equal((await rows(id)).length, 6);
      }
    },
  },
];
