import assert from "node:assert/strict";
import { allChangingPage, commitSomething } from "../example/all-changing-page.ts";
import { exampleChildren } from "../example/example-children.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readAll, readDirty, readRows, rowsOf } from "../read-rows.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import { startRun, writes } from "../start-run.ts";

/** A page that is stored as far as its last value, which cannot be read. */
const unreadablePage = {
  ...allChangingPage,
  ...toStore(
    exampleSnapshot(1, { pullRequest: { title: "Changed" } }),
    exampleSnapshot(3, {
      children: {
        files: [
          exampleChildren.files,
          {
            ...exampleChildren.files,
            get path(): string {
              throw new Error("This value cannot be read.");
            },
          },
        ],
      },
    }),
  ),
};

/** Commits are whole. */
export const commitCases: readonly RepoStoreCase[] = [
  {
    name: "I3: a commit writes rows, dirty list, state and identity, and raises the revision by one",
    async run(subject) {
      const { store } = subject;
      const { id, lease } = await startRun(store);
      const result = await store.commitPage(lease, { revision: 0, ...allChangingPage });
      assert.deepEqual([result.revision, result.rowsWritten], [1, 12]);
      const read = await store.readState(id);
      assert.deepEqual(
        [read?.revision, read?.dirtyCount, read?.failedCount, read?.state.status],
        [1, 1, 1, "complete"],
      );
      const { githubId, nodeId, fullName } = read?.repository ?? {};
      assert.deepEqual({ githubId, nodeId, fullName }, allChangingPage.identity);
      assert.deepEqual(await readDirty(store, id), allChangingPage.dirty);
      const snapshots = allChangingPage.snapshots?.map(({ snapshot }) => snapshot) ?? [];
      assert.deepEqual(await readRows(subject, id), rowsOf(1, ...snapshots));
    },
  },
  {
    name: "I3: a commit whose last value cannot be stored writes nothing, and the next one is as good as ever",
    async run(subject) {
      const run = await startRun(subject.store);
      await commitSomething(run);
      const before = await readAll(subject, run.id);
      await assert.rejects(
        subject.store.commitPage(run.lease, { ...unreadablePage, revision: 1 }),
        "The value cannot be read, so it cannot be stored.",
      );
      assert.deepEqual(await readAll(subject, run.id), before);
      await writes(run.commit(allChangingPage), 10);
    },
  },
  caseWith(
    "failCommits",
    "I3: a commit that fails in the database writes nothing, and succeeds when the database works again",
    async (subject) => {
      const run = await startRun(subject.store);
      await commitSomething(run);
      const before = await readAll(subject, run.id);
      const repair = await subject.failCommits();
      await assert.rejects(
        subject.store.commitPage(run.lease, { ...allChangingPage, revision: 1 }),
        "The database fails, so the commit does.",
      );
      await repair();
      assert.deepEqual(await readAll(subject, run.id), before);
      await writes(run.commit(allChangingPage), 10);
    },
  ),
  {
    name: "A commit of nothing raises the revision all the same",
    async run(subject) {
      const { id, commit, revision } = await startRun(subject.store);
      await writes(commit({}), 0);
      await writes(commit({ snapshots: [], dirty: [], clean: [], state: {} }), 0);
      assert.equal(await revision(), 2, "Two commits of nothing raise the revision to 2.");
      assert.deepEqual(await readRows(subject, id), []);
    },
  },
  {
    name: "A large page is stored whole, and found equal",
    async run({ store, readRows }) {
      const { id, commit } = await startRun(store);
      const files = Array.from({ length: 3000 }, (_, index) => ({
        ...exampleChildren.files,
        path: `src/${index}.ts`,
      }));
      const numbers = Array.from({ length: 250 }, (_, index) => index + 2);
      const page = toStore(
        exampleSnapshot(1, { children: { files } }),
        ...numbers.map((number) => exampleSnapshot(number)),
      );
      const rows = 3005 + 250 * 6;
      await writes(commit(page), rows);
      assert.equal((await readRows(id)).length, rows, "Every row of the large page is stored.");
      await writes(commit(page), 0);
      const fewer = toStore(exampleSnapshot(1, { children: { files: files.slice(0, 1000) } }));
      await writes(commit(fewer), 2000);
    },
  },
];
