import assert from "node:assert/strict";
import { type ChildKind, childKinds, type PullRequest, rowParts } from "@ghsync/core";
import { at } from "../../at.ts";
import { exampleChildren, octocat } from "../example/example-children.ts";
import { examplePullRequest } from "../example/example-pull-request.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readRows, readTable, rowsOf } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { startRun, writes } from "../start-run.ts";

const keys: { readonly [K in ChildKind]?: string } = { commits: "sha", files: "path" };

/** Rows hold what was read, and are written only where they differ. */
export const recordCases: readonly RepoStoreCase[] = [
  {
    name: "Every field of a pull request and of its children is stored as it was read",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const snapshots = [
        exampleSnapshot(1, { truncated: ["files", "commits"] }),
        exampleSnapshot(2),
      ];
      await writes(commit(toStore(...snapshots)), 12);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, ...snapshots));
    },
  },
  {
    name: "An equal snapshot writes no row, even if it was read later",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await writes(commit(toStore(exampleSnapshot(1))), 6);
      await writes(commit(toStore(exampleSnapshot(1, { readAt: at(50) }))), 0);
      const rows = await readRows(subject, id);
      assert.ok(
        rows.every(({ revision }) => revision === 1),
        "Rows that are equal keep the revision that wrote them.",
      );
    },
  },
  {
    name: "A change of any field of a pull request writes that row alone",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1)));
      for (const pullRequest of otherValues<PullRequest>(examplePullRequest(1), "number")) {
        const changed = toStore(exampleSnapshot(1, { pullRequest }));
        // Unknown linked issues replace nothing; that has a case of its own.
        if (pullRequest.linkedIssues === null) continue;
        await writes(commit(changed), 1);
        const [row] = await readTable(subject, id, "pullRequests");
        assert.deepEqual(row?.record, pullRequest);
        await writes(commit(changed), 0);
        await writes(commit(toStore(exampleSnapshot(1))), 1);
      }
      const rows = await readRows(subject, id);
      const children = rows.filter(({ table }) => table !== "pullRequests");
      assert.ok(
        children.every(({ revision }) => revision === 1),
        "Children that did not change keep the revision that wrote them.",
      );
    },
  },
  ...childKinds.map((kind) => ({
    name: `A change of any field of one of the ${kind} writes that row alone`,
    async run(subject: RepoStoreSubject) {
      const { id, commit } = await startRun(subject.store);
      await commit(toStore(exampleSnapshot(1)));
      for (const child of otherValues(exampleChildren[kind], keys[kind] ?? "id", "url")) {
        const changed = toStore(exampleSnapshot(1, { children: { [kind]: [child] } }));
        await writes(commit(changed), 1);
        await writes(commit(changed), 0);
        const rows = await readRows(subject, id);
        assert.deepEqual(
          rows.flatMap((row) => (row.table === kind ? [row.record] : [])),
          [child],
        );
        const others = rows.filter(({ table }) => table !== kind);
        assert.ok(
          others.every(({ revision }) => revision === 1),
          "Rows that did not change keep the revision that wrote them.",
        );
      }
    },
  })),
  {
    name: "People are stored with every field that changes",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const actors = [
        { ...octocat, id: null },
        { ...octocat, login: "octodog" },
        { ...octocat, avatarUrl: null },
        { ...octocat, type: "Bot" as const },
      ];
      const { commits, comments } = exampleChildren;
      await commit(toStore(exampleSnapshot(1)));
      for (const author of actors) {
        const snapshot = exampleSnapshot(1, {
          pullRequest: { author, mergedBy: author, assignees: [author] },
          children: {
            reviews: [{ ...exampleChildren.reviews, author }],
            reviewComments: [{ ...exampleChildren.reviewComments, author }],
            comments: [{ ...comments, author }],
            commits: [{ ...commits, author, committer: author }],
          },
        });
        await commit(toStore(snapshot));
        const rows = await readRows(subject, id);
        assert.deepEqual(
          rows.map(({ record }) => record),
          rowsOf(1, snapshot).map(({ record }) => record),
        );
        await writes(commit(toStore(snapshot)), 0);
      }
    },
  },
  {
    name: "Linked issues that are unknown never replace known ones; an empty list does",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const known = [{ repository: "octo/repo", number: 4 }];
      const steps = [
        { read: null, rows: 6, stored: null },
        { read: null, rows: 0, stored: null },
        { read: known, rows: 1, stored: known },
        { read: null, rows: 0, stored: known },
        { read: known, rows: 0, stored: known },
        { read: [], rows: 1, stored: [] },
        { read: null, rows: 0, stored: [] },
      ];
      for (const { read, rows, stored } of steps) {
        const page = toStore(exampleSnapshot(1, { pullRequest: { linkedIssues: read } }));
        await writes(commit(page), rows);
        const [row] = await readTable(subject, id, "pullRequests");
        assert.deepEqual(row?.record.linkedIssues, stored);
      }
    },
  },
  {
    name: "A row whose linked issues are unknown replaces every other field, by an empty one too",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const known = examplePullRequest(1);
      const empty = Object.fromEntries(
        rowParts.map((part) => [part, Array.isArray(known[part]) ? [] : null]),
      );
      const read = { ...known, ...empty, linkedIssues: null };
      await commit(toStore(exampleSnapshot(1)));
      await writes(commit(toStore(exampleSnapshot(1, { pullRequest: read }))), 1);
      const [row] = await readTable(subject, id, "pullRequests");
      assert.deepEqual(row?.record, { ...read, linkedIssues: known.linkedIssues });
    },
  },
];

/** Words of closed sets, each with another of its set. */
const otherWords: { readonly [word: string]: string } = {
  merged: "closed",
  approved: "dismissed",
  left: "right",
  right: "left",
  line: "file",
  modified: "removed",
};

/** A value of the same kind and size that differs. */
function otherThan(value: unknown): unknown {
  if (value instanceof Date) return new Date(value.getTime() + 1);
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return otherWords[value] ?? `${value.slice(0, -1)}#`;
  if (Array.isArray(value)) return [];
  return null;
}

/**
 * The record with one field changed, for each field but its key. The URL of a child follows from its
 * pull request and its id.
 */
export function otherValues<T extends object>(record: T, ...fixed: readonly string[]): T[] {
  return Object.entries(record)
    .filter(([name]) => !fixed.includes(name))
    .map(([name, value]) => ({ ...record, [name]: otherThan(value) }));
}
