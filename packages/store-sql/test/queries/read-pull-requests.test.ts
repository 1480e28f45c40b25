import type { PullRequestSnapshot } from "@ghsync/core";
import { reviewMetrics } from "@ghsync/metrics";
import { expect, test } from "vitest";
import {
  exampleChildren,
  octocat,
} from "../../../testing/src/contracts/repo-store/example/example-children.ts";
import { examplePullRequest } from "../../../testing/src/contracts/repo-store/example/example-pull-request.ts";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";

/** The record with `null` wherever the example has an object, or a text that may be absent. */
const without = <T extends object>(record: T, ...fields: readonly (keyof T)[]): T => ({
  ...record,
  ...Object.fromEntries(fields.map((field) => [field, null])),
});

test.each(queryDrivers)(
  "A pull request is read as the snapshot that was stored, wide ids included, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    const wide = { id: Number.MAX_SAFE_INTEGER };
    const full = exampleSnapshot(1, { pullRequest: wide, truncated: ["files"] });
    const { reviews, reviewComments, comments, commits } = exampleChildren;
    const sparse: PullRequestSnapshot = exampleSnapshot(2, {
      pullRequest: {
        ...without(
          examplePullRequest(2),
          ...(["body", "author", "closedAt", "mergedAt", "mergedBy", "mergeCommitSha"] as const),
          ...(["headRepository", "milestone", "linkedIssues"] as const),
        ),
        labels: [],
      },
      children: {
        reviews: [without(reviews, "author", "body", "commitSha")],
        reviewComments: [
          without(reviewComments, "author", "reviewId", "inReplyToId", "line", "startSide"),
        ],
        comments: [],
        commits: [without(commits, "author", "committer", "authoredAt", "committedAt")],
        files: [],
      },
    });
    const bare = { ...exampleSnapshot(3).pullRequest, assignees: [{ ...octocat, id: null }] };
    const third = exampleSnapshot(3, { pullRequest: bare, children: { comments: [comments] } });
    await commit(toStore(full, sparse, third));

    expect(await queries.readPullRequest(id, 1)).toEqual(full);
    expect(await queries.readPullRequest(id, 2)).toEqual(sparse);
    expect(await queries.readPullRequest(id, 3)).toEqual(third);
    expect(await queries.readPullRequest(id, 4)).toBeUndefined();
    expect(await queries.readPullRequest("another", 1)).toBeUndefined();
  },
);

test("Many are read in the order of their numbers, each once for each time it is asked for", async () => {
  const { id, commit, queries, statements } = await startQueries();
  await commit(toStore(...[1, 2, 3].map((number) => exampleSnapshot(number))));
  statements.length = 0;
  const read = await queries.readPullRequests(id, [3, 9, 1, 3]);
  expect(read).toEqual([3, 1, 3].map((number) => exampleSnapshot(number)));
  // One, so that all is of one instant.
  expect(statements).toHaveLength(1);
  expect(await queries.readPullRequests(id, [])).toEqual([]);
});

test.each(queryDrivers)(
  "Children come in canonical order: commits by place, files by path, the others by id, on %s",
  async (driver) => {
    const { id, commit, queries } = await startQueries(driver);
    const { reviews, reviewComments, comments, commits, files } = exampleChildren;
    const places = [0, 1, 2, 10];
    const { children: inOrder } = exampleSnapshot(1, {
      children: {
        reviews: places.map((place) => ({ ...reviews, id: place })),
        reviewComments: places.map((place) => ({ ...reviewComments, id: place })),
        comments: places.map((place) => ({ ...comments, id: place })),
        commits: places.map((position) => ({ ...commits, sha: `${9 - position}`, position })),
        files: ["B", "a", "a/b", "é"].map((path) => ({ ...files, path })),
      },
    });
    const reversed = Object.fromEntries(
      Object.entries(inOrder).map(([kind, children]) => [kind, children?.toReversed()]),
    );
    await commit(toStore(exampleSnapshot(1, { children: reversed })));
    expect((await queries.readPullRequest(id, 1))?.children).toEqual(inOrder);
  },
);

test.each(queryDrivers)(
  "Children of a kind that was never read are undefined, and those of one that was read and has none are none, on %s",
  async (driver) => {
    const { id, commit, query, queries } = await startQueries(driver);
    const unread = { reviews: undefined, files: undefined };
    const snapshot = exampleSnapshot(1, { children: { ...unread, comments: [] } });
    await commit(toStore(snapshot));
    const read = await queries.readPullRequest(id, 1);
    expect(read).toStrictEqual(snapshot);
    const metrics = reviewMetrics(snapshot.pullRequest, read?.children ?? {});
    expect(metrics).toMatchObject({ reviewRounds: null, cycleTimeMs: expect.any(Number) });

    // Read at last, and still so when another read leaves them out.
    await commit(toStore(exampleSnapshot(1, { children: { reviews: [], files: undefined } })));
    const later = { ...unread, comments: undefined };
    const pullRequest = { title: "Later" };
    await commit(toStore(exampleSnapshot(1, { pullRequest, children: later })));
    expect((await queries.readPullRequest(id, 1))?.children).toMatchObject({
      reviews: [],
      comments: [expect.anything()],
      files: undefined,
    });

    // Without digests only rows show what was read.
    await query(
      driver === "pg"
        ? "UPDATE ghsync_pull_requests SET digests = ''"
        : "UPDATE ghsync_pull_requests SET digests = x''",
    );
    expect((await queries.readPullRequest(id, 1))?.children).toMatchObject({
      reviews: undefined,
      comments: [expect.anything()],
      commits: [expect.anything()],
      files: undefined,
    });
  },
);

test.each(queryDrivers)("Kinds that are not asked for are not read, on %s", async (driver) => {
  const { id, commit, queries, statements } = await startQueries(driver);
  const { reviews, commits, ...others } = exampleSnapshot(1).children;
  const unread = Object.fromEntries(Object.keys(others).map((kind) => [kind, undefined]));
  await commit(toStore(exampleSnapshot(1)));
  await queries.listChanges(id);
  statements.length = 0;
  const kinds = ["commits", "reviews"] as const;
  const read = await queries.readPullRequests(id, [1], { kinds });
  expect(read).toStrictEqual([exampleSnapshot(1, { children: unread })]);
  expect(statements.map(({ text }) => text).join()).not.toMatch(
    /ghsync_(files|comments|review_comments)/,
  );
  const bare = await queries.readPullRequest(id, 1, { kinds: [] });
  expect(Object.values(bare?.children ?? {})).toEqual(Array(5).fill(undefined));
});
