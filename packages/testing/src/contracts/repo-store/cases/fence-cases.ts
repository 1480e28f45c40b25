import assert from "node:assert/strict";
import type { Lease } from "@ghsync/core";
import { allChangingPage, commitSomething } from "../example/all-changing-page.ts";
import { readAll } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { acquire, type Run, rejectsAsLeaseLost, startRun } from "../start-run.ts";

/** How a writer loses its right, and with what it then tries to write. */
type Loss = (
  subject: RepoStoreSubject,
  run: Run,
) => Promise<{ readonly lease: Lease; readonly revision: number }>;

const losses: { readonly [name: string]: Loss } = {
  "under the fence of a lease that was taken over": async ({ store }, { id, lease }) => {
    await acquire(store, id, { takeOver: true });
    return { lease, revision: 1 };
  },
  "under the fence of a lease that was given back and granted to another": async (
    { store },
    { id, lease },
  ) => {
    await store.releaseLease(lease);
    await acquire(store, id, { owner: lease.owner });
    return { lease, revision: 1 };
  },
  "under a lease that was given back": async ({ store }, { lease }) => {
    await store.releaseLease(lease);
    return { lease, revision: 1 };
  },
  "under a fence that is still to come": async (_, { lease }) => ({
    lease: { ...lease, fence: lease.fence + 1 },
    revision: 1,
  }),
  "at an old revision": async (_, { lease, commit }) => {
    await commit({});
    return { lease, revision: 1 };
  },
  "at a revision that is still to come": async (_, { lease }) => ({ lease, revision: 2 }),
  "under an old fence, at an old revision": async ({ store }, { id, lease }) => {
    const present = await acquire(store, id, { takeOver: true });
    await store.commitPage(present, { revision: 1 });
    return { lease, revision: 1 };
  },
};

/** Writers that have lost their right, or never had it, write nothing at all. */
export const fenceCases: readonly RepoStoreCase[] = [
  ...Object.entries(losses).map(([name, lose]) => ({
    name: `I5: a commit ${name} is refused, and nothing of it is written`,
    async run(subject: RepoStoreSubject) {
      const run = await startRun(subject.store);
      await commitSomething(run);
      const { lease, revision } = await lose(subject, run);
      const before = await readAll(subject, run.id);
      await rejectsAsLeaseLost(subject.store.commitPage(lease, { ...allChangingPage, revision }));
      assert.deepEqual(await readAll(subject, run.id), before);
    },
  })),
  {
    name: "After a commit that was refused, the rightful writer writes the same page as if nothing had been",
    async run(subject) {
      const { store } = subject;
      const run = await startRun(store);
      await commitSomething(run);
      const present = await acquire(store, run.id, { takeOver: true });
      const page = { ...allChangingPage, revision: 1 };
      await rejectsAsLeaseLost(store.commitPage(run.lease, page));
      const { revision, rowsWritten } = await store.commitPage(present, page);
      assert.deepEqual([revision, rowsWritten], [2, 10]);
    },
  },
  {
    name: "I5: the fence of one repository opens no other",
    async run(subject) {
      const { store } = subject;
      const run = await startRun(store, "octo/a");
      await acquire(store, run.id, { takeOver: true });
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/b" });
      const lease = { ...run.lease, repositoryId };
      await rejectsAsLeaseLost(store.commitPage(lease, { ...allChangingPage, revision: 0 }));
      assert.deepEqual(await subject.readRows(repositoryId), []);
    },
  },
];
