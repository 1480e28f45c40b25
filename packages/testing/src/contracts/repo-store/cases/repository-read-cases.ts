import assert from "node:assert/strict";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

/** What a read of a repository returns: its state, and who has its lease. */
export const repositoryReadCases: readonly RepoStoreCase[] = [
  {
    name: "A repository is read with the owner of its lease, until the lease is released",
    async run({ store }) {
      const { id, lease } = await startRun(store);
      const held = { owner: lease.owner, expiresAt: lease.expiresAt };
      assert.deepEqual((await store.getRepository(id))?.lease, held);
      assert.deepEqual((await store.listRepositories({ limit: 1 }))[0]?.lease, held);
      await store.releaseLease(lease);
      assert.equal(
        (await store.getRepository(id))?.lease,
        undefined,
        "getRepository returns no lease after it was released.",
      );
      assert.equal(
        (await store.listRepositories({ limit: 1 }))[0]?.lease,
        undefined,
        "listRepositories returns no lease after it was released.",
      );
    },
  },
  {
    name: "A page of repositories has the state of each",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ state: { status: "partial", reason: "items", consecutiveFailures: 2 } });
      await store.trackRepository({ fullName: "octo/other" });
      const listed = await store.listRepositories({ limit: 9 });
      assert.equal(listed.length, 2, "Both repositories are listed.");
      for (const read of listed) {
        assert.deepEqual(await store.getRepository(read.repository.id), read);
      }
      const synced = listed.find(({ repository }) => repository.id === id);
      assert.equal(synced?.state.reason, "items");
    },
  },
  {
    name: "A repository that was never synced is pending, at revision 0",
    async run({ store }) {
      const repository = await store.trackRepository({ fullName: "octo/repo" });
      const state = { status: "pending", consecutiveFailures: 0, checkpoint: { streams: {} } };
      const read = { repository, state, lease: undefined };
      assert.deepEqual(await store.getRepository(repository.id), read);
      assert.deepEqual(await store.listRepositories({ limit: 2 }), [read]);
      const counts = { revision: 0, dirtyCount: 0, failedCount: 0 };
      assert.deepEqual(await store.readState(repository.id), { repository, state, ...counts });
    },
  },
];
