import assert from "node:assert/strict";
import type { DirtyPullRequest } from "@ghsync/core";
import { at } from "../../at.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readDirty } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";

const dirty = (number: number, changes: Partial<DirtyPullRequest> = {}): DirtyPullRequest => ({
  number,
  stamps: { issues: at(1), pulls: at(2) },
  attempts: 0,
  ...changes,
});
const failed = { attempts: 3, reason: "GitHub answered 502.", notBefore: at(9) };

/** Pull requests that are to be read. */
export const dirtyListCases: readonly RepoStoreCase[] = [
  {
    name: "Entries of the dirty list are put, replaced as a whole, and removed",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ dirty: [dirty(1), dirty(2, failed)] });
      assert.deepEqual(await readDirty(store, id), [dirty(1), dirty(2, failed)]);
      const bare = { number: 2, stamps: {}, attempts: 0 };
      await commit({ dirty: [bare, dirty(3)], clean: [1, 99] });
      assert.deepEqual(await readDirty(store, id), [bare, dirty(3)]);
      await commit({ clean: [2, 3] });
      assert.deepEqual(await readDirty(store, id), []);
    },
  },
  {
    name: "An entry that one page both puts and removes stays",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ dirty: [dirty(1)], clean: [1] });
      assert.deepEqual(await readDirty(store, id), [dirty(1)]);
      await commit({ dirty: [dirty(1, failed)], clean: [1] });
      assert.deepEqual(await readDirty(store, id), [dirty(1, failed)]);
    },
  },
  {
    name: "listDirty returns what is due, highest number first, and at most as many as asked",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const waiting = [dirty(30, { notBefore: at(5) }), dirty(400, { notBefore: at(6) })];
      await commit({ dirty: [dirty(1), ...waiting, dirty(200)] });
      const listed = async (minutes: number, limit: number) => {
        const entries = await store.listDirty(id, { now: at(minutes), limit });
        return entries.map(({ number }) => number);
      };
      assert.deepEqual(await listed(4, 9), [200, 1]);
      assert.deepEqual(await listed(5, 9), [200, 30, 1]);
      assert.deepEqual(await listed(6, 2), [400, 200]);
      assert.deepEqual(await listed(4, 1), [200], "What waits takes no place.");
    },
  },
  {
    name: "An entry is listed as it was put",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ dirty: [dirty(1, failed), dirty(2)] });
      assert.deepEqual(await store.listDirty(id, { now: at(9), limit: 9 }), [
        dirty(2),
        dirty(1, failed),
      ]);
    },
  },
  {
    name: "The state counts entries, due or not, and those of them that failed",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const counts = async () => {
        const read = await store.readState(id);
        return [read?.dirtyCount, read?.failedCount];
      };
      await commit({ dirty: [dirty(1), dirty(2, failed), dirty(3, { attempts: 1 })] });
      assert.deepEqual(await counts(), [3, 2]);
      await commit({ dirty: [dirty(3)], clean: [1] });
      assert.deepEqual(await counts(), [2, 1]);
      await commit({ clean: [2, 3] });
      assert.deepEqual(await counts(), [0, 0]);
    },
  },
  {
    name: "An entry needs no stored pull request, and a stored pull request takes no entry away",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ dirty: [dirty(1), dirty(2)] });
      await commit(toStore(exampleSnapshot(1)));
      assert.deepEqual(await readDirty(store, id), [dirty(1), dirty(2)]);
      await commit({ clean: [1] });
      assert.equal(
        (await store.readPullRequestStates(id, [1])).length,
        1,
        "Removing an entry of the dirty list leaves the stored pull request.",
      );
    },
  },
  {
    name: "A number is answered once, however often it is asked for",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      await commit({ ...toStore(exampleSnapshot(1), exampleSnapshot(2)), dirty: [dirty(1)] });
      await commit({ ...toStore(exampleSnapshot(1)), dirty: [dirty(1, failed)] });
      // Also where an adapter splits the list.
      const others = Array.from({ length: 1500 }, (_, index) => index + 3);
      const asked = [1, 2, 1, ...others, 1];
      const entries = await store.readDirty(id, asked);
      assert.deepEqual(entries, [dirty(1, failed)]);
      const states = await store.readPullRequestStates(id, asked);
      assert.deepEqual(states.map(({ number }) => number).sort(), [1, 2]);
    },
  },
  {
    name: "Each repository has a dirty list of its own",
    async run({ store }) {
      const a = await startRun(store, "octo/a");
      const b = await startRun(store, "octo/b");
      await a.commit({ dirty: [dirty(1)] });
      await b.commit({ dirty: [dirty(1, failed)], clean: [2] });
      await a.commit({ clean: [1] });
      assert.deepEqual(await readDirty(store, a.id), []);
      assert.deepEqual(await readDirty(store, b.id), [dirty(1, failed)]);
    },
  },
  {
    name: "Thousands of entries are put, read and removed at once",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const numbers = Array.from({ length: 2500 }, (_, index) => index + 1);
      await commit({ dirty: numbers.map((number) => dirty(number)) });
      assert.equal(
        (await store.readDirty(id, numbers)).length,
        2500,
        "readDirty returns all 2,500 entries.",
      );
      assert.equal(
        (await store.listDirty(id, { now: at(0), limit: 2500 })).length,
        2500,
        "listDirty returns all 2,500 entries.",
      );
      await commit({ clean: numbers.slice(1) });
      assert.deepEqual(await store.readDirty(id, numbers), [dirty(1)]);
    },
  },
];
