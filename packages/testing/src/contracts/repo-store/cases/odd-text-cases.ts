import assert from "node:assert/strict";
import { exampleChildren } from "../example/example-children.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { exampleState } from "../example/example-state.ts";
import { readDirty, readRows, readTable, rowsOf } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import type { RepoStoreSubject } from "../repo-store-subject.ts";
import { startRun, writes } from "../start-run.ts";

const snapshotWith = (text: string) =>
  exampleSnapshot(1, {
    pullRequest: {
      title: text,
      body: text,
      headRef: text,
      labels: [{ nodeId: "L", name: text, color: "ffffff", description: text }],
    },
    children: {
      comments: [{ ...exampleChildren.comments, body: text }],
      commits: [{ ...exampleChildren.commits, message: text }],
      files: [{ ...exampleChildren.files, path: text }],
    },
  });

/** Text that is Unicode: stored as it is. */
const wellFormed = {
  "characters of four bytes": "👩‍👩‍👧‍👦 𝒳 𠜎",
  "quotes, escapes and newlines": "'; DROP TABLE x; -- \"`\r\n\t\\ \\u0000 %s $1 ?",
  "combining characters, composed or not": "\u00E9 e\u0301",
  "spaces around it": "  a  ",
};

/** Text that some database refuses: stored by the store's own rule of cleaning, and never at the cost of its pull request. */
const malformed = {
  "a NUL": "before\0after",
  "half of a surrogate pair": "before\uD83Dafter \uDE00",
};

/** Text that some database dislikes. */
export const oddTextCases: readonly RepoStoreCase[] = [
  ...Object.entries(wellFormed).map(([name, text]) => ({
    name: `Text with ${name} is stored as it is`,
    async run(subject: RepoStoreSubject) {
      const { id, commit } = await startRun(subject.store);
      const entry = { number: 1, stamps: {}, attempts: 1, reason: text };
      await writes(commit({ ...toStore(snapshotWith(text)), dirty: [entry] }), 6);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, snapshotWith(text)));
      assert.deepEqual(await readDirty(subject.store, id), [entry]);
      await writes(commit(toStore(snapshotWith(text))), 0);
    },
  })),
  ...Object.entries(malformed).map(([name, text]) => ({
    name: `Text with ${name} is stored, cleaned where it must be, and found equal`,
    async run({ store, readRows: stored }: RepoStoreSubject) {
      const { id, commit } = await startRun(store);
      const page = {
        ...toStore(snapshotWith(text)),
        dirty: [{ number: 1, stamps: {}, attempts: 1, reason: text }],
        state: {
          ...exampleState,
          lastSyncError: {
            code: "transient",
            message: text,
            requestId: text,
            at: new Date(0),
            userActionable: false,
          },
        },
      };
      await writes(commit(page), 6);
      assert.equal(
        (await stored(id)).length,
        6,
        "The pull request and each of its five children is a row.",
      );
      await writes(commit(page), 0);
      assert.equal(
        (await readDirty(store, id)).length,
        1,
        "The entry of the dirty list is stored, though its reason had to be cleaned.",
      );
    },
  })),
  {
    name: "Bodies of 70 kB are stored to the last character",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const body = `${"Zeichen für Zeichen ".repeat(3500)}.`;
      const snapshot = exampleSnapshot(1, {
        pullRequest: { body },
        children: {
          reviews: [{ ...exampleChildren.reviews, body }],
          reviewComments: [{ ...exampleChildren.reviewComments, body, diffHunk: body }],
          comments: [{ ...exampleChildren.comments, body }],
          commits: [{ ...exampleChildren.commits, message: body }],
        },
      });
      await writes(commit(toStore(snapshot)), 6);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, snapshot));
      await writes(commit(toStore(snapshot)), 0);
    },
  },
  {
    name: "Paths that differ only in case, accents, spaces, or after thousands of characters are files of their own",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const long = "very-long-folder/".repeat(230);
      const paths = [
        "README.md",
        "readme.md",
        "résumé",
        "resume",
        "a",
        "a ",
        `${long}a`,
        `${long}b`,
      ];
      const files = paths.map((path) => ({ ...exampleChildren.files, path }));
      const snapshot = exampleSnapshot(1, { children: { files } });
      await writes(commit(toStore(snapshot)), 5 + paths.length);
      const rows = await readTable(subject, id, "files");
      assert.deepEqual(new Set(rows.map(({ record }) => record.path)), new Set(paths));
      await writes(commit(toStore(snapshot)), 0);
      const fewer = exampleSnapshot(1, { children: { files: files.slice(1) } });
      await writes(commit(toStore(fewer)), 1);
    },
  },
];
