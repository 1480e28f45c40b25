import assert from "node:assert/strict";
import { childKinds } from "@ghsync/core";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readRows, readTable, rowsOf } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun } from "../start-run.ts";
import { writes } from "../writes.ts";

const each = <T>(value: T) => Object.fromEntries(childKinds.map((kind) => [kind, value]));

/** Kinds of children that were not read, were cut off, or are empty. */
export const childKindCases: readonly RepoStoreCase[] = [
  {
    name: "I6: a child kind that was not read stays, with its truncation",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const read = exampleSnapshot(1, { truncated: ["files"] });
      await commit(toStore(read));
      await writes(commit(toStore(exampleSnapshot(1, { children: each(undefined) }))), 0);
      const changed = { ...read.pullRequest, title: "Changed" };
      const unread = exampleSnapshot(1, { pullRequest: changed, children: each(undefined) });
      await writes(commit(toStore(unread)), 1);
      const rows = await readRows(subject, id);
      const [own, ...children] = [...rows].sort((a, b) => b.revision - a.revision);
      assert.deepEqual(own, {
        table: "pullRequests",
        pullRequestNumber: 1,
        revision: 3,
        record: changed,
        truncated: ["files"],
      });
      assert.equal(children.length, 5, "The five children that were not read stay.");
    },
  },
  {
    name: "A kind is truncated no more once it was read whole, and truncated from when it was cut off",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1, { truncated: ["files"] })));
      await writes(commit(toStore(exampleSnapshot(1))), 1);
      await writes(commit(toStore(exampleSnapshot(1, { truncated: ["commits"] }))), 1);
      const [row] = await readTable(subject, id, "pullRequests");
      assert.deepEqual(row?.truncated, ["commits"]);
    },
  },
  {
    name: "A child kind that was read empty is deleted",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1), exampleSnapshot(2)));
      await writes(commit(toStore(exampleSnapshot(1, { children: each([]) }))), 5);
      const expected = rowsOf(1, exampleSnapshot(1, { children: each([]) }), exampleSnapshot(2));
      assert.deepEqual(await readRows(subject, id), expected);
    },
  },
];
