import assert from "node:assert/strict";
import type { ChildKind, PullRequestChildren } from "@ghsync/core";
import { exampleChildren } from "../example/example-children.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readRows, readTable } from "../read-rows.ts";
import { caseWith, type RepoStoreCase } from "../repo-store-case.ts";
import { startRun, writes } from "../start-run.ts";

const withChildren = <K extends ChildKind>(kind: K, children: readonly PullRequestChildren[K][]) =>
  toStore(exampleSnapshot(1, { children: { [kind]: children } }));

const comment = (id: number, body = "Thanks.") => ({ ...exampleChildren.comments, id, body });
const commitOf = (sha: string, position = 0) => ({ ...exampleChildren.commits, sha, position });
const file = (path: string) => ({ ...exampleChildren.files, path });

/** Children are created, changed, deleted and left alone by id. */
export const childCases: readonly RepoStoreCase[] = [
  {
    name: "New children are created, changed ones updated, vanished ones deleted, equal ones left alone",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await commit(withChildren("comments", [comment(1), comment(2), comment(3)]));
      const page = withChildren("comments", [comment(4), comment(3, "Changed."), comment(1)]);
      await writes(commit(page), 3);
      const rows = await readTable(subject, id, "comments");
      assert.deepEqual(
        rows.map(({ record, revision }) => [record.id, record.body, revision]),
        [
          [1, "Thanks.", 1],
          [3, "Changed.", 2],
          [4, "Thanks.", 2],
        ],
      );
    },
  },
  {
    name: "A child that is listed twice is stored once, as listed last",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const changed = { ...exampleChildren.files, additions: 99 };
      await writes(commit(withChildren("files", [exampleChildren.files, changed])), 6);
      const rows = await readTable(subject, id, "files");
      assert.deepEqual(
        rows.map(({ record }) => record),
        [changed],
      );
      await writes(commit(withChildren("files", [changed])), 0);
    },
  },
  {
    name: "The ids of stored reviews are those of one pull request of one repository",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const other = await startRun(subject.store, "octo/other");
      const review = (reviewId: number) => ({ ...exampleChildren.reviews, id: reviewId });
      const withReviews = (number: number, ids: readonly number[]) =>
        toStore(exampleSnapshot(number, { children: { reviews: ids.map(review) } }));
      await commit(withReviews(1, [11, 12, 13]));
      await commit(withReviews(2, [21]));
      await other.commit(withReviews(1, [31]));
      await commit(withReviews(1, [11, 13]));
      const idsOf = async (number: number) =>
        [...(await subject.store.readReviewIds(id, number))].sort((a, b) => a - b);
      assert.deepEqual(await idsOf(1), [11, 13]);
      assert.deepEqual(await idsOf(2), [21]);
      assert.deepEqual(await idsOf(3), []);
    },
  },
  {
    name: "A commit that belongs to two pull requests is a row of each, and leaves one without the other",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const shared = [commitOf("5".repeat(40))];
      for (const number of [1, 2]) {
        const snapshot = exampleSnapshot(number, { children: { commits: shared } });
        await writes(commit(toStore(snapshot)), 6);
      }
      await writes(commit(withChildren("commits", [])), 1);
      const rows = await readTable(subject, id, "commits");
      assert.deepEqual(
        rows.map(({ pullRequestNumber, revision }) => [pullRequestNumber, revision]),
        [[2, 2]],
      );
    },
  },
  {
    name: "Commits that change places after a rebase are the same rows with other positions",
    async run({ store }) {
      const { commit } = await startRun(store);
      const [a, b, c] = ["a", "b", "c"].map((letter) => letter.repeat(40)) as [
        string,
        string,
        string,
      ];
      await commit(withChildren("commits", [commitOf(a, 0), commitOf(b, 1), commitOf(c, 2)]));
      const rebased = [commitOf(b, 0), commitOf(a, 1), commitOf(c, 2)];
      await writes(commit(withChildren("commits", rebased)), 2);
      await writes(commit(withChildren("commits", rebased.toReversed())), 0);
    },
  },
  {
    name: "A renamed file is a new row in place of the old one, and back",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const before = [file("src/a.ts"), file("src/z.ts")];
      const after = [{ ...file("src/b.ts"), status: "renamed" as const }, file("src/z.ts")];
      await commit(withChildren("files", before));
      await writes(commit(withChildren("files", after)), 2);
      await writes(commit(withChildren("files", before)), 2);
      const rows = await readTable(subject, id, "files");
      assert.deepEqual(
        rows.map(({ record, revision }) => [record.path, revision]),
        [
          ["src/a.ts", 3],
          ["src/z.ts", 1],
        ],
      );
    },
  },
  caseWith(
    "writeHostValue",
    "What a host added to a row survives that row's changes, and goes with the row",
    async (subject) => {
      const { id, commit } = await startRun(subject.store);
      const before = [comment(1), comment(2), comment(3)];
      await commit(withChildren("comments", before));
      await subject.writeHostValue(id, "ours");
      const after = [comment(1), comment(2, "Changed."), comment(4)];
      const snapshot = exampleSnapshot(1, {
        pullRequest: { title: "Changed" },
        children: { comments: after, files: undefined },
      });
      await writes(commit(toStore(snapshot)), 4);
      await commit(toStore(snapshot));
      const added = (await readRows(subject, id)).filter(({ hostValue }) => hostValue !== "ours");
      assert.deepEqual(
        added.map(({ table, record }) => [table, "id" in record && record.id]),
        [["comments", 4]],
      );
      await commit(withChildren("comments", before));
      const comments = await readTable(subject, id, "comments");
      assert.deepEqual(
        comments.map(({ hostValue }) => hostValue),
        ["ours", "ours", undefined],
      );
    },
  ),
];
