import assert from "node:assert/strict";
import { type ChildKind, childKinds, type PullRequest } from "@ghsync/core";
import {
  exampleChildren,
  examplePullRequest,
  exampleSnapshot,
  toStore,
} from "./example-snapshot.ts";
import { at, type StoreCase, startRun } from "./store-case.ts";

/** A value of the same kind that differs. */
function otherThan(value: unknown): unknown {
  if (value instanceof Date) return new Date(value.getTime() + 1);
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return `${value}!`;
  if (Array.isArray(value)) return [];
  return null;
}

/** The record with one field changed, for each field but its key. */
function variants<T extends object>(record: T, key: string): T[] {
  return Object.entries(record)
    .filter(([name]) => name !== key)
    .map(([name, value]) => ({ ...record, [name]: otherThan(value) }));
}

const withChildren = (kind: ChildKind, children: readonly object[]) =>
  toStore(exampleSnapshot(1, { children: { [kind]: children } }));

/** Rows are created, changed, deleted and left alone. */
export const recordCases: readonly StoreCase[] = [
  {
    name: "An equal snapshot writes no row, even if it was read later",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      assert.equal(await commit(toStore(exampleSnapshot(1))), 6);
      assert.equal(await commit(toStore(exampleSnapshot(1, { readAt: at(50) }))), 0);
      assert.ok((await rows(id)).every(({ revision }) => revision === 1));
    },
  },
  {
    name: "A change of any field of a pull request writes that row alone",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      await commit(toStore(exampleSnapshot(1)));
      for (const pullRequest of variants<PullRequest>(examplePullRequest(1), "number")) {
        assert.equal(await commit(toStore(exampleSnapshot(1, { pullRequest }))), 1);
        assert.equal(await commit(toStore(exampleSnapshot(1, { pullRequest }))), 0);
        await commit(toStore(exampleSnapshot(1)));
      }
      const children = (await rows(id)).filter(({ table }) => table !== "pullRequests");
      assert.ok(children.every(({ revision }) => revision === 1));
    },
  },
  ...childKinds.map((kind) => ({
    name: `A change of any field of one of the ${kind} writes that row alone`,
    async run({ store }: Parameters<StoreCase["run"]>[0]) {
      const { commit } = await startRun(store);
      const key = { commits: "sha", files: "path" }[kind as string] ?? "id";
      await commit(toStore(exampleSnapshot(1)));
      for (const child of variants(exampleChildren[kind], key)) {
        assert.equal(await commit(withChildren(kind, [child])), 1);
        assert.equal(await commit(withChildren(kind, [child])), 0);
      }
    },
  })),
  {
    name: "Nested actors are compared field by field",
    async run({ store }) {
      const { commit } = await startRun(store);
      await commit(toStore(exampleSnapshot(1)));
      for (const changes of [{ id: null }, { login: "x" }, { avatarUrl: null }, { type: "Bot" }]) {
        const { reviews } = exampleChildren;
        const review = { ...reviews, author: { ...reviews.author, ...changes } };
        assert.equal(await commit(withChildren("reviews", [review])), 1);
      }
    },
  },
  {
    name: "Children are created, changed, deleted and left alone by id",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      const comment = (number: number, body: string) => ({
        ...exampleChildren.comments,
        id: number,
        body,
      });
      await commit(withChildren("comments", [comment(1, "a"), comment(2, "b"), comment(3, "c")]));
      const page = withChildren("comments", [comment(4, "d"), comment(3, "new"), comment(1, "a")]);
      assert.equal(await commit(page), 3);
      const comments = (await rows(id)).filter(({ table }) => table === "comments");
      assert.deepEqual(Object.fromEntries(comments.map(({ key, revision }) => [key, revision])), {
        1: 1,
        3: 2,
        4: 2,
      });
    },
  },
  {
    name: "A child that is listed twice is stored once, as listed last",
    async run({ store }) {
      const { commit } = await startRun(store);
      const file = exampleChildren.files;
      const changed = { ...file, additions: 99 };
      assert.equal(await commit(withChildren("files", [file, changed])), 6);
      assert.equal(await commit(withChildren("files", [changed])), 0);
    },
  },
  {
    name: "I6: a child kind that was not read stays, with its truncation; one that was read empty goes",
    async run({ store, rows }) {
      const { id, commit } = await startRun(store);
      const none = Object.fromEntries(childKinds.map((kind) => [kind, undefined]));
      await commit(toStore(exampleSnapshot(1, { truncated: ["files"] })));
      assert.equal(await commit(toStore(exampleSnapshot(1, { children: none }))), 0);
      assert.equal((await rows(id)).length, 6);
      assert.equal(await commit(toStore(exampleSnapshot(1))), 1);
      assert.equal(await commit(toStore(exampleSnapshot(1, { truncated: ["files"] }))), 1);
      const empty = Object.fromEntries(childKinds.map((kind) => [kind, []]));
      assert.equal(
        await commit(toStore(exampleSnapshot(1, { children: empty, truncated: ["files"] }))),
        5,
      );
      assert.equal((await rows(id)).length, 1);
    },
  },
  {
    name: "Linked issues that are unknown never replace known ones; an empty list does",
    async run({ store }) {
      const { commit } = await startRun(store);
      const linked = (linkedIssues: PullRequest["linkedIssues"]) =>
        toStore(exampleSnapshot(1, { pullRequest: { linkedIssues } }));
      assert.equal(await commit(linked(null)), 6);
      assert.equal(await commit(linked(null)), 0);
      assert.equal(await commit(linked([{ repository: "octo/repo", number: 4 }])), 1);
      assert.equal(await commit(linked(null)), 0);
      assert.equal(await commit(linked([{ repository: "octo/repo", number: 4 }])), 0);
      assert.equal(await commit(linked([])), 1);
      assert.equal(await commit(linked(null)), 0);
    },
  },
  {
    name: "What is stored of a pull request is told back; a change of its stamps alone is written",
    async run({ store }) {
      const { id, commit } = await startRun(store);
      const snapshot = exampleSnapshot(7);
      await commit({ snapshots: [{ snapshot, seen: { issues: at(2) } }] });
      const seen = { issues: at(2), reviewComments: at(3) };
      const later = { ...snapshot, readAt: at(9) };
      assert.equal(await commit({ snapshots: [{ snapshot: later, seen }] }), 1);
      assert.deepEqual(await store.readPullRequestStates(id, [7, 8]), [
        { number: 7, updatedAt: at(2), readAt: at(9), seen },
      ]);
      assert.deepEqual(await store.readPullRequestStates(id, []), []);
    },
  },
  {
    name: "The same ids under two pull requests, and under two repositories, are rows of their own",
    async run({ store, rows }) {
      const a = await startRun(store, "octo/a");
      const b = await startRun(store, "octo/b");
      assert.equal(await a.commit(toStore(exampleSnapshot(1), exampleSnapshot(2))), 12);
      assert.equal(await b.commit(toStore(exampleSnapshot(1))), 6);
      const empty = { comments: [], files: [] };
      assert.equal(await a.commit(toStore(exampleSnapshot(1, { children: empty }))), 2);
      assert.equal((await rows(a.id)).length, 10);
      assert.equal((await rows(b.id)).length, 6);
    },
  },
  {
    name: "A large page is stored whole, and found equal",
    async run({ store }) {
      const { commit } = await startRun(store);
      const files = Array.from({ length: 3000 }, (_, index) => ({
        ...exampleChildren.files,
        path: `src/${index}.ts`,
      }));
      const numbers = Array.from({ length: 250 }, (_, index) => index + 2);
      const page = toStore(
        exampleSnapshot(1, { children: { files } }),
        ...numbers.map((number) => exampleSnapshot(number)),
      );
      assert.equal(await commit(page), 3005 + 250 * 6);
      assert.equal(await commit(page), 0);
      assert.equal(await commit(withChildren("files", files.slice(0, 1000))), 2000);
    },
  },
];
