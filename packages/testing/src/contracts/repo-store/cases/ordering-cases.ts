import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readTable } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { acquire, rejectsAsLeaseLost, startRun, writes } from "../start-run.ts";

/** What three writers read of one pull request, and the minute of its stamp. */
const reads = { oldest: 10, middle: 20, newest: 30 };
type Read = keyof typeof reads;

const orders: readonly (readonly [Read, Read, Read])[] = [
  ["oldest", "middle", "newest"],
  ["oldest", "newest", "middle"],
  ["middle", "oldest", "newest"],
  ["middle", "newest", "oldest"],
  ["newest", "oldest", "middle"],
  ["newest", "middle", "oldest"],
];

const pageOf = (read: Read) =>
  toStore(exampleSnapshot(1, { pullRequest: { title: read, updatedAt: at(reads[read]) } }));

async function storedTitles(subject: RepoStoreSubject, repositoryId: string): Promise<string[]> {
  const rows = await readTable(subject, repositoryId, "pullRequests");
  return rows.map(({ record }) => record.title);
}

/**
 * Older never replaces newer. Writers judge by what they read before they commit; the store's part is that this is still true when
 * they commit.
 */
export const orderingCases: readonly RepoStoreCase[] = [
  ...orders.map((order) => ({
    name: `I4: three writers read at one revision and commit in the order ${order.join(", ")}: two are refused, and the newest stays`,
    async run(subject: RepoStoreSubject) {
      const { store } = subject;
      const { id, lease } = await startRun(store);
      const [first] = order;
      for (const read of order) {
        const commit = store.commitPage(lease, { revision: 0, ...pageOf(read) });
        if (read === first) await commit;
        else await rejectsAsLeaseLost(commit);
        assert.deepEqual(await storedTitles(subject, id), [first]);
      }
      // The two that were refused read again, judge, and store what is not older.
      let newest = first;
      for (const [index, read] of order.slice(1).entries()) {
        const [stored] = await store.readPullRequestStates(id, [1]);
        assert.deepEqual(stored?.updatedAt, at(reads[newest]));
        const isOlder = at(reads[read]) < stored.updatedAt;
        newest = isOlder ? newest : read;
        await store.commitPage(lease, { revision: index + 1, ...(isOlder ? {} : pageOf(read)) });
        assert.deepEqual(await storedTitles(subject, id), [newest]);
      }
      assert.equal(newest, "newest");
    },
  })),
  {
    name: "I4: of three workers that took the lease from each other the last alone writes, in whatever order they commit",
    async run(subject) {
      const { store } = subject;
      for (const order of orders) {
        const { id } = await store.trackRepository({ fullName: `octo/${order.join("-")}` });
        const leases = {
          oldest: await acquire(store, id, { owner: "oldest", takeOver: true }),
          middle: await acquire(store, id, { owner: "middle", takeOver: true }),
          newest: await acquire(store, id, { owner: "newest", takeOver: true }),
        };
        for (const read of order) {
          const commit = store.commitPage(leases[read], { revision: 0, ...pageOf(read) });
          if (read === "newest") await commit;
          else await rejectsAsLeaseLost(commit);
        }
        assert.deepEqual(await storedTitles(subject, id), ["newest"]);
      }
    },
  },
  {
    name: "I4: a writer whose revision is from before another's commit is refused, even if it read the rows after it",
    async run(subject) {
      const { store } = subject;
      const { id, lease } = await startRun(store);
      const early = await store.readState(id);
      await store.commitPage(lease, { revision: 0, ...pageOf("middle") });
      await store.readPullRequestStates(id, [1]);
      const revision = early?.revision ?? 0;
      await rejectsAsLeaseLost(store.commitPage(lease, { revision, ...pageOf("newest") }));
      assert.deepEqual(await storedTitles(subject, id), ["middle"]);
    },
  },
  {
    name: "I4: of two reads with equal stamps, the one that is committed later stays",
    async run(subject) {
      const { store } = subject;
      const { id, commit } = await startRun(store);
      const read = (title: string, minutes: number) =>
        toStore(exampleSnapshot(1, { pullRequest: { title }, readAt: at(minutes) }));
      await commit(read("first", 5));
      await writes(commit(read("second", 6)), 1);
      assert.deepEqual(await storedTitles(subject, id), ["second"]);
      const [stored] = await store.readPullRequestStates(id, [1]);
      assert.deepEqual([stored?.updatedAt, stored?.readAt], [at(2), at(6)]);
    },
  },
  {
    name: "I4: of two reads with equal stamps and of one instant, the one that is committed later stays",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      for (const title of ["first", "second", "third"]) {
        await commit(toStore(exampleSnapshot(1, { pullRequest: { title } })));
      }
      assert.deepEqual(await storedTitles(subject, id), ["third"]);
    },
  },
];
