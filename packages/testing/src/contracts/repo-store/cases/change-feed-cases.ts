import assert from "node:assert/strict";
import type { PullRequestSnapshot } from "@ghsync/core";
import { at } from "../../at.ts";
import { exampleChildren } from "../example/example-children.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { keyOf, readRows } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun, writes } from "../start-run.ts";

/** Revisions of rows, stamps, and what belongs to whom. */
export const changeFeedCases: readonly RepoStoreCase[] = [
  {
    name: "Every row carries the revision that wrote it last, so that what changed since another can be asked",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
      await commit({ state: { status: "complete" } });
      const comments = [{ ...exampleChildren.comments, body: "Changed." }];
      await commit(toStore(exampleSnapshot(2, { children: { comments } }), exampleSnapshot(1)));
      await commit(toStore(exampleSnapshot(1, { pullRequest: { title: "Changed" } })));
      const rows = await readRows(subject, id);
      const changed = rows.filter(({ revision }) => revision > 1);
      assert.deepEqual(
        changed.map((row) => [keyOf(row), row.revision]),
        [
          ["comments of #2: 31", 3],
          ["pullRequests of #1: 1000001", 4],
        ],
      );
    },
  },
  {
    name: "A commit returns which pull requests changed, themselves or a child; how they were read is no change",
    async run({ store }) {
      const { lease } = await startRun(store);
      let revision = 0;
      const changedBy = async (...snapshots: readonly PullRequestSnapshot[]) => {
        const result = await store.commitPage(lease, { revision, ...toStore(...snapshots) });
        revision = result.revision;
        return result.changed.toSorted((a, b) => a - b);
      };
      const [one, two, three] = [exampleSnapshot(1), exampleSnapshot(2), exampleSnapshot(3)];
      assert.deepEqual(await changedBy(one, two, three), [1, 2, 3]);
      assert.deepEqual(await changedBy(one, { ...two, readAt: at(50) }), []);
      const seen = { issues: at(40) };
      const read = await store.commitPage(lease, {
        revision,
        snapshots: [{ snapshot: one, seen }],
      });
      revision = read.revision;
      assert.deepEqual(read.changed, []);
      const title = exampleSnapshot(1, { pullRequest: { title: "Another" } });
      const child = exampleSnapshot(2, {
        children: { comments: [{ ...exampleChildren.comments, body: "Changed." }] },
      });
      assert.deepEqual(await changedBy(title, child, three), [1, 2]);
      assert.deepEqual(await changedBy(exampleSnapshot(3, { children: { files: [] } })), [3]);
    },
  },
  {
    name: "The states of pull requests are read by number; unknown numbers are left out",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const seen = { issues: at(2), pulls: at(3), comments: at(4), reviewComments: at(5) };
      const truncated = ["commits" as const];
      const snapshots = [7, 8].map((number) => ({
        snapshot: exampleSnapshot(number, { truncated }),
        seen,
      }));
      await commit({ snapshots });
      const { updatedAt, headSha, baseSha } = exampleSnapshot(7).pullRequest;
      const stored = {
        number: 7,
        updatedAt,
        headSha,
        baseSha,
        readAt: at(5),
        seen,
        truncated,
        unread: [],
      };
      assert.deepEqual(await store.readPullRequestStates(id, [6, 7]), [stored]);
      assert.deepEqual(await store.readPullRequestStates(id, []), []);
      const many = Array.from({ length: 2500 }, (_, index) => index + 1);
      assert.equal(
        (await store.readPullRequestStates(id, many)).length,
        2,
        "Of 2,500 numbers the two that are stored are answered.",
      );
    },
  },
  {
    name: "The stamps that a row covers are replaced as a whole, and a change of them alone is written",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const snapshot = exampleSnapshot(7);
      await commit({ snapshots: [{ snapshot, seen: { issues: at(2), pulls: at(2) } }] });
      const seen = { issues: at(3), reviewComments: at(3) };
      const later = { ...snapshot, readAt: at(9) };
      const { updatedAt, headSha, baseSha } = snapshot.pullRequest;
      await writes(commit({ snapshots: [{ snapshot: later, seen }] }), 1);
      assert.deepEqual(await store.readPullRequestStates(id, [7]), [
        { number: 7, updatedAt, headSha, baseSha, readAt: at(9), seen, truncated: [], unread: [] },
      ]);
      await writes(commit({ snapshots: [{ snapshot, seen: {} }] }), 1);
      assert.deepEqual((await store.readPullRequestStates(id, [7]))[0]?.seen, {});
    },
  },
  {
    name: "The same ids under two pull requests, and under two repositories, are rows of their own",
    async run({ store, readRows: stored }) {
      const a = await startRun(store, "octo/a");
      const b = await startRun(store, "octo/b");
      await writes(a.commit(toStore(exampleSnapshot(1), exampleSnapshot(2))), 12);
      await writes(b.commit(toStore(exampleSnapshot(1))), 6);
      const empty = { comments: [], files: [] };
      await writes(a.commit(toStore(exampleSnapshot(1, { children: empty }))), 2);
      assert.equal((await stored(a.id)).length, 10, "Two of the twelve rows were deleted.");
      assert.equal((await stored(b.id)).length, 6, "The rows of the other repository stay.");
    },
  },
];
