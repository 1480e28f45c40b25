import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readDirty } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { noLease, startRun } from "../start-run.ts";

/** So many milliseconds after noon. */
const after = (ms: number) => new Date(at(0).getTime() + ms);

/** The store's own instants, which need their milliseconds as GitHub's stamps never do. */
export const preciseInstantCases: readonly RepoStoreCase[] = [
  {
    name: "The instant at which a pull request was read keeps its milliseconds",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const readAt = async () => (await store.readPullRequestStates(id, [1]))[0]?.readAt;
      for (const ms of [60_987, 60_989, 61_001]) {
        const pullRequest = { title: `Read after ${ms} ms` };
        await commit(toStore(exampleSnapshot(1, { pullRequest, readAt: after(ms) })));
        assert.deepEqual(await readAt(), after(ms));
      }
    },
  },
  {
    name: "The instant before which an entry waits keeps its milliseconds, and so do its stamps",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const stamps = { issues: after(123), pulls: after(457) };
      const entry = { number: 1, stamps, attempts: 1, notBefore: after(60_987) };
      await commit({ dirty: [entry] });
      assert.deepEqual(await readDirty(store, id), [entry]);
      assert.deepEqual(await store.listDirty(id, { now: after(60_986), limit: 9 }), []);
      assert.deepEqual(await store.listDirty(id, { now: after(60_987), limit: 9 }), [entry]);
    },
  },
  {
    name: "The instant at which a lease ends keeps its milliseconds",
    async run({ store }) {
      const { id: repositoryId } = await store.trackRepository({ fullName: "octo/repo" });
      const acquire = (owner: string, ms: number) =>
        store.acquireLease({ repositoryId, owner, now: after(ms), ttlMs: 1_001 });
      const lease = await acquire("a", 987);
      assert.deepEqual(lease?.expiresAt, after(1_988));
      await noLease(acquire("b", 1_987));
      const renewed = await store.renewLease(lease, { now: after(1_989), ttlMs: 1_002 });
      assert.deepEqual(renewed?.expiresAt, after(2_991));
      await noLease(acquire("b", 2_990));
      assert.deepEqual((await acquire("b", 2_991))?.expiresAt, after(3_992));
    },
  },
];
