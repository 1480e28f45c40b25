import assert from "node:assert/strict";
import { at } from "../../at.ts";
import { exampleChildren } from "../example/example-children.ts";
import { exampleSnapshot, toStore } from "../example/example-snapshot.ts";
import { readRows, rowsOf } from "../read-rows.ts";
import type { RepoStoreCase } from "../repo-store-case.ts";
import { startRun, writes } from "../start-run.ts";

const { reviews, reviewComments, comments, commits } = exampleChildren;

const everythingAbsent = exampleSnapshot(1, {
  pullRequest: {
    author: null,
    mergedBy: null,
    milestone: null,
    body: null,
    closedAt: null,
    mergedAt: null,
    mergeCommitSha: null,
    headRepository: null,
    labels: [],
    assignees: [],
    requestedReviewers: [],
    linkedIssues: [],
  },
  children: {
    reviews: [{ ...reviews, author: null, body: null, commitSha: null }],
    reviewComments: [
      {
        ...reviewComments,
        author: null,
        body: null,
        reviewId: null,
        inReplyToId: null,
        commitSha: null,
        line: null,
        startLine: null,
        startSide: null,
      },
    ],
    comments: [{ ...comments, author: null, body: null }],
    commits: [
      {
        ...commits,
        authorName: null,
        authorEmail: null,
        authoredAt: null,
        author: null,
        committerName: null,
        committerEmail: null,
        committedAt: null,
        committer: null,
      },
    ],
  },
});

/** Ids, instants and absences at the edge of what GitHub sends. */
export const oddValueCases: readonly RepoStoreCase[] = [
  {
    name: "Ids up to 2^53 - 1 keep every digit",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const huge = Number.MAX_SAFE_INTEGER;
      const snapshot = exampleSnapshot(1, {
        pullRequest: {
          id: huge,
          author: { id: huge - 1, login: "x", avatarUrl: null, type: "User" },
        },
        children: {
          comments: [huge, huge - 1].map((number) => ({ ...comments, id: number })),
          reviewComments: [{ ...reviewComments, reviewId: huge, inReplyToId: huge - 2 }],
        },
      });
      const identity = { githubId: huge, nodeId: "R_1", fullName: "octo/repo" };
      await writes(commit({ ...toStore(snapshot), identity }), 7);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, snapshot));
      await writes(commit(toStore(snapshot)), 0);
      const { githubId } = (await subject.store.getRepository(id))?.repository ?? {};
      assert.equal(githubId, huge, "The repository's id keeps every digit.");
    },
  },
  {
    name: "Instants of 1970 and 2099 keep every millisecond",
    async run(subject) {
      const { store } = subject;
      const { id, commit } = await startRun(store);
      const [first, last] = [new Date(0), new Date("2099-12-31T23:59:59.999Z")];
      const seen = { issues: first, pulls: last };
      const snapshot = exampleSnapshot(1, {
        pullRequest: { createdAt: first, updatedAt: last },
        children: { commits: [{ ...commits, authoredAt: first, committedAt: last }] },
      });
      const page = { snapshots: [{ snapshot, seen }] };
      const checkpoint = { streams: { issues: { since: last } } };
      await commit({ ...page, state: { lastSyncAt: first, nextAttemptAt: last, checkpoint } });
      assert.deepEqual(await readRows(subject, id), rowsOf(1, snapshot));
      await writes(commit(page), 0);
      const { headSha, baseSha } = snapshot.pullRequest;
      assert.deepEqual(await store.readPullRequestStates(id, [1]), [
        {
          number: 1,
          updatedAt: last,
          headSha,
          baseSha,
          readAt: at(5),
          seen,
          truncated: [],
          unread: [],
        },
      ]);
      const state = (await store.getRepository(id))?.state;
      assert.deepEqual(
        [state?.lastSyncAt, state?.nextAttemptAt, state?.checkpoint],
        [first, last, checkpoint],
      );
    },
  },
  {
    name: "Deleted accounts, and every other value that can be absent, are stored as absent",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      await writes(commit(toStore(everythingAbsent)), 6);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, everythingAbsent));
      await writes(commit(toStore(everythingAbsent)), 0);
      await writes(commit(toStore(exampleSnapshot(1))), 5);
      await writes(commit(toStore(everythingAbsent)), 5);
      const texts = await readRows(subject, id);
      assert.deepEqual(
        texts.map(({ record }) => record),
        rowsOf(1, everythingAbsent).map(({ record }) => record),
      );
    },
  },
  {
    name: "An empty text is a text, and not absent",
    async run(subject) {
      const { id, commit } = await startRun(subject.store);
      const author = { id: 0, login: "", avatarUrl: "", type: "User" as const };
      const snapshot = exampleSnapshot(1, {
        pullRequest: { title: "", body: "", headRepository: "", author },
        children: {
          reviews: [{ ...reviews, body: "", commitSha: "" }],
          commits: [{ ...commits, message: "", authorName: "", authorEmail: "" }],
        },
      });
      await writes(commit(toStore(snapshot)), 6);
      assert.deepEqual(await readRows(subject, id), rowsOf(1, snapshot));
      await writes(commit(toStore(snapshot)), 0);
      const absent = exampleSnapshot(1, {
        pullRequest: { ...snapshot.pullRequest, body: null },
        children: snapshot.children,
      });
      await writes(commit(toStore(absent)), 1);
    },
  },
];
