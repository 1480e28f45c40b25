import assert from "node:assert/strict";
import { exampleChildren, exampleSnapshot, toStore } from "./example-snapshot.ts";
import { at, type StoreCase, startRun } from "./store-case.ts";

const oddTexts = {
  "a NUL": "before\0after",
  "half of a surrogate pair": "before\uD83Dafter \uDE00",
  "characters of four bytes": "👩‍👩‍👧‍👦 𝒳 𠜎",
  "quotes and newlines": "'; DROP TABLE x; -- \"`\r\n\t\\",
  "70 kB of text": "Zeichen für Zeichen ".repeat(3500),
};

/** Values that some database dislikes. They are stored, by the store's own cleaning rule, and never cost their pull request. */
export const oddValueCases: readonly StoreCase[] = [
  ...Object.entries(oddTexts).map(([name, text]) => ({
    name: `Text with ${name} is stored, and found equal`,
    async run({ store }: Parameters<StoreCase["run"]>[0]) {
      const { commit } = await startRun(store);
      const snapshot = exampleSnapshot(1, {
        pullRequest: {
          title: text,
          body: text,
          labels: [{ nodeId: "L", name: text, color: "ffffff", description: text }],
        },
        children: {
          comments: [{ ...exampleChildren.comments, body: text }],
          files: [{ ...exampleChildren.files, path: text }],
        },
      });
      const page = {
        ...toStore(snapshot),
        dirty: [{ number: 1, stamps: {}, attempts: 1, reason: text }],
      };
      assert.equal(await commit(page), 6);
      assert.equal(await commit(page), 0);
    },
  })),
  {
    name: "Ids up to 2^53 - 1 keep every digit",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      const huge = Number.MAX_SAFE_INTEGER;
      const comments = [huge, huge - 1].map((number) => ({
        ...exampleChildren.comments,
        id: number,
      }));
      const snapshot = exampleSnapshot(1, { pullRequest: { id: huge }, children: { comments } });
      const identity = { githubId: huge, nodeId: "R_1", fullName: "octo/repo" };
      assert.equal(await commit({ ...toStore(snapshot), identity }), 7);
      assert.equal(await commit(toStore(snapshot)), 0);
      assert.equal((await store.getRepository(id))?.repository.githubId, huge);
      const keys = (await rows(id)).filter(({ table }) => table === "comments");
      assert.deepEqual(keys.map(({ key }) => key).sort(), [String(huge - 1), String(huge)]);
    },
  },
  {
    name: "Instants of 1970 and 2099 keep every millisecond",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const [first, last] = [new Date(0), new Date("2099-12-31T23:59:59.999Z")];
      const snapshot = exampleSnapshot(1, { pullRequest: { createdAt: first, updatedAt: last } });
      const page = { snapshots: [{ snapshot, seen: { issues: first, pulls: last } }] };
      await commit({ ...page, state: { lastSyncAt: first, nextAttemptAt: last } });
      assert.equal(await commit(page), 0);
      assert.deepEqual(await store.readPullRequestStates(id, [1]), [
        { number: 1, updatedAt: last, readAt: at(5), seen: { issues: first, pulls: last } },
      ]);
      const state = (await store.getRepository(id))?.state;
      assert.deepEqual([state?.lastSyncAt, state?.nextAttemptAt], [first, last]);
    },
  },
  {
    name: "Deleted accounts, and every other value that can be absent, are stored as absent",
    async run({ store }) {
      const { commit } = await startRun(store);
      const { reviews, reviewComments, comments, commits } = exampleChildren;
      const snapshot = exampleSnapshot(1, {
        pullRequest: {
          author: null,
          mergedBy: null,
          milestone: null,
          body: null,
          closedAt: null,
          mergedAt: null,
          headRepository: null,
          labels: [],
        },
        children: {
          reviews: [{ ...reviews, author: null, body: null, commitSha: null }],
          reviewComments: [{ ...reviewComments, author: null, line: null, inReplyToId: null }],
          comments: [{ ...comments, author: null, body: null }],
          commits: [{ ...commits, author: null, committer: null, authoredAt: null }],
        },
      });
      assert.equal(await commit(toStore(snapshot)), 6);
      assert.equal(await commit(toStore(snapshot)), 0);
      assert.equal(await commit(toStore(exampleSnapshot(1))), 5);
      assert.equal(await commit(toStore(snapshot)), 5);
    },
  },
];
