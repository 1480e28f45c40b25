import assert from "node:assert/strict";
import { childKinds, rowParts } from "@ghsync/core";
import { exampleChildren } from "../example/example-children.ts";
import { examplePullRequest } from "../example/example-pull-request.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readRows, readTable, rowsOf } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun, writes } from "../start-run.ts";

const each = <T>(value: T) => Object.fromEntries(childKinds.map((kind) => [kind, value]));

/** Kinds of children that were not read, are truncated, or are empty. */
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
        unread: [],
      });
      assert.equal(children.length, 5, "The five children that were not read stay.");
    },
  },
  {
    name: "A kind is no longer truncated once it was read whole, and truncated again when GitHub truncates it",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1, { truncated: ["files"] })));
      await writes(commit(toStore(exampleSnapshot(1))), 1);
      await writes(commit(toStore(exampleSnapshot(1, { truncated: ["commits"] }))), 1);
      const [row] = await readTable(subject, id, "pullRequests");
      assert.deepEqual(row?.truncated, ["commits"]);
    },
  },
  ...rowParts.map(
    (part): RepoStoreCase => ({
      name: `I6: a row whose ${part} was not given keeps it, and says so until it is`,
      async run(subject) {
        const { id, commit } = await startRun(subject.store);
        const known = examplePullRequest(1);
        const nothing = Array.isArray(known[part]) && part !== "linkedIssues" ? [] : null;
        const empty = { ...known, title: "Changed", [part]: nothing };
        await commit(toStore(exampleSnapshot(1)));
        const unread = exampleSnapshot(1, { pullRequest: empty, unread: [part] });
        await writes(commit(toStore(unread)), 1);
        await writes(commit(toStore(unread)), 0);
        const stored = async () => {
          const [row] = await readTable(subject, id, "pullRequests");
          const [state] = await subject.store.readPullRequestStates(id, [1]);
          return { record: row?.record, unread: row?.unread, known: state?.unread };
        };
        const kept = { ...known, title: "Changed" };
        assert.deepEqual(await stored(), { record: kept, unread: [part], known: [part] });
        const read = { ...kept, [part]: Array.isArray(known[part]) ? [] : null };
        await writes(commit(toStore(exampleSnapshot(1, { pullRequest: read }))), 1);
        assert.deepEqual(await stored(), { record: read, unread: [], known: [] });
      },
    }),
  ),
  {
    name: "A new row whose parts were not given is stored, and names them",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const nothing = Object.fromEntries(
        rowParts.map((part) => [part, Array.isArray(examplePullRequest(1)[part]) ? [] : null]),
      );
      const pullRequest = { ...examplePullRequest(1, nothing), linkedIssues: null };
      const unread = [...rowParts, ...childKinds];
      const snapshot = exampleSnapshot(1, { pullRequest, children: each(undefined), unread });
      await writes(commit(toStore(snapshot)), 1);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, snapshot));
    },
  },
  {
    name: "A kind that was not given stays, and is named until it is read",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1)));
      const children = { files: undefined };
      await writes(commit(toStore(exampleSnapshot(1, { children, unread: ["files"] }))), 1);
      // The next reader does not ask for files.
      await writes(commit(toStore(exampleSnapshot(1, { children }))), 0);
      const [row] = await readTable(subject, id, "pullRequests");
      assert.deepEqual(row?.unread, ["files"]);
      assert.equal((await readTable(subject, id, "files")).length, 1, "The stored file stays.");
      await writes(commit(toStore(exampleSnapshot(1))), 1);
      const [healed] = await readTable(subject, id, "pullRequests");
      assert.deepEqual(healed?.unread, []);
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
  {
    name: "Several children of one kind are deleted together",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const files = ["a", "b", "c"].map((path) => ({ ...exampleChildren.files, path }));
      const only = (some: typeof files) => exampleSnapshot(1, { children: { files: some } });
      await commit(toStore(only(files)));
      await writes(commit(toStore(only([]))), 3);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, only([])));
    },
  },
];
