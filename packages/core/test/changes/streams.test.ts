import { expect, test } from "vitest";
import type { ChangeStream } from "../../src/changes/change-stream.ts";
import {
  changeStreams,
  commentsStream,
  issuesStream,
  pullsStream,
  reviewCommentsStream,
} from "../../src/changes/streams.ts";
import { collect, createClient } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";
import { checkpointOf, createWorld, numbersOf, overlapMs } from "../support/world.ts";

const repository = "o/r";
const long = { since: new Date("2026-01-01T00:00:00Z") };

test("plain issues are skipped, even if they fill a page", async () => {
  const { github, open, pass } = await createWorld();
  const [first = 0] = open(1, 0);
  for (let index = 0; index < 120; index += 1) {
    github.clock.advance(1000);
    github.truth.openIssue({ repository, actor: "ada", title: "Bug" });
  }
  github.clock.advance(1000);
  const [last = 0] = open(1, 0);
  expect(numbersOf(await pass(issuesStream, long))).toEqual([first, last]);
});

test("comments of plain issues are skipped by their URL, and still move the bound", async () => {
  const { github, open, pass } = await createWorld();
  const [number = 0] = open(1, 0);
  const issue = github.truth.openIssue({ repository, actor: "ada", title: "Bug" });
  github.truth.comment({ repository, number, actor: "bob", body: "On a pull request" });
  github.clock.advance(60_000);
  github.truth.comment({
    repository,
    number: issue,
    actor: "bob",
    body: "see /pull/99#issuecomment-1",
  });
  github.clock.advance(3_600_000);
  const pages = await pass(commentsStream, long);
  expect(numbersOf(pages)).toEqual([number]);
  expect(checkpointOf(pages).since).toEqual(new Date("2026-01-05T12:01:00Z"));
});

const api = "https://api.github.com/repos/o/r";
const page = "https://github.com/o/r";
const updated_at = "2026-01-05T11:00:00Z";

/** What a stream makes of one row: its number, none, or that it cannot be read. */
async function readRow(stream: ChangeStream, row: object): Promise<unknown> {
  const { fetch } = scriptedFetch(() => json([row]));
  const client = await createClient({ fetch });
  const pages = await collect(stream.read(client, { githubId: 1 }, long, { overlapMs }));
  if (checkpointOf(pages).unread !== undefined) return "unread";
  return numbersOf(pages)[0] ?? "passed over";
}

test.each([
  [`${page}/pull/12#issuecomment-1`, `${api}/issues/12`, 12],
  [`${page}/pull/12?w=1`, `${api}/issues/12`, 12],
  [`${page}/pull/12`, `${api}/issues/12`, 12],
  [`${page}/issues/12#issuecomment-1`, `${api}/issues/12`, "passed over"],
  [`${page}/issues/12`, `${api}/issues/12`, "passed over"],
  // A repository named 7, of an owner named pull.
  ["https://github.com/pull/7/issues/12", `${api}/issues/12`, "passed over"],
  [`${page}/pull/13#issuecomment-1`, `${api}/issues/12`, "unread"],
  [`${page}/pull/12/files`, `${api}/issues/12`, "unread"],
  [`${page}/pull/12`, `${api}/issues/12/comments`, "unread"],
])("a comment at %s, of %s, is %s", async (html_url, issue_url, expected) => {
  expect(await readRow(commentsStream, { html_url, issue_url, updated_at })).toBe(expected);
});

test.each([
  [`${api}/pulls/12`, `${page}/pull/12#discussion_r1`, 12],
  [`${api}/pulls/12/comments`, `${page}/pull/12#discussion_r1`, "unread"],
  [`${api}/issues/12`, `${page}/pull/12#discussion_r1`, "unread"],
  [`${api}/pulls/12`, `${page}/pull/13#discussion_r1`, "unread"],
  [`${api}/pulls/12`, undefined, "unread"],
])("a review comment of %s, at %s, is %s", async (pull_request_url, html_url, expected) => {
  const row = { pull_request_url, html_url, updated_at };
  expect(await readRow(reviewCommentsStream, row)).toBe(expected);
});

const pull = `${page}/pull/12`;
const issue = `${page}/issues/12`;

test.each([
  [{ url: `${api}/pulls/12` }, pull, 12],
  [{ url: `${api}/pulls/13` }, pull, "unread"],
  [{ url: `${api}/pulls/12/files` }, pull, "unread"],
  [{ url: `${api}/pulls/12` }, issue, "unread"],
  [{ url: `${api}/pulls/12` }, `${page}/pull/13`, "unread"],
  [{ url: `${api}/pulls/12` }, undefined, "unread"],
  [{ url: null }, issue, "passed over"],
  [{}, issue, "passed over"],
  [null, issue, "passed over"],
  [undefined, issue, "passed over"],
  [undefined, `${page}/issues/13`, "unread"],
  [undefined, pull, "unread"],
  [null, pull, "unread"],
  [{ url: null }, pull, "unread"],
  [[], pull, "unread"],
  ["yes", issue, "unread"],
])("an issue whose pull_request is %j, at %s, is %s", async (pull_request, html_url, expected) => {
  const row = { number: 12, pull_request, html_url, updated_at };
  expect(await readRow(issuesStream, row)).toBe(expected);
});

test("an edit of a review comment shows its pull request", async () => {
  const { github, open, pass } = await createWorld();
  const [, number = 0] = open(2, 0);
  const line = { path: "a.ts", line: 1, body: "Why?" };
  github.truth.submitReview({ repository, number, actor: "bob", comments: [line] });
  github.clock.advance(3_600_000);
  const first = await pass(reviewCommentsStream, long);
  expect(numbersOf(first)).toEqual([number]);
  const [{ id: comment }] = (await (
    await github.fetch("https://api.github.com/repos/o/r/pulls/comments")
  ).json()) as [{ id: number }];
  const stamp = github.clock.now();
  github.truth.editReviewComment({ repository, comment, body: "Why not?" });
  const second = await pass(reviewCommentsStream, checkpointOf(first));
  expect(second.flatMap(({ changes }) => changes)).toEqual([{ number, stamp }]);
});

test("a pull request's own clock is read only by the pulls stream", async () => {
  const { github, open, pass } = await createWorld({ coupledClocks: false });
  const [number = 0] = open(1, 0);
  github.clock.advance(60_000);
  const since = github.clock.now();
  github.truth.submitReview({ repository, number, actor: "bob", state: "APPROVED" });
  expect(numbersOf(await pass(pullsStream, { since }))).toEqual([number]);
  expect(numbersOf(await pass(issuesStream, { since }))).toEqual([]);
});

test("a quiet repository costs four requests, no point, and no quota", async () => {
  const { github, open, pass } = await createWorld();
  const [number = 0] = open(3, 1000);
  const line = { path: "a.ts", line: 1, body: "Why?" };
  github.truth.submitReview({ repository, number, actor: "bob", comments: [line] });
  github.truth.comment({ repository, number, actor: "bob", body: "Hi" });
  github.clock.advance(3_600_000);
  const checkpoints = new Map(changeStreams.map((stream) => [stream, { ...long }]));
  const readAll = async () => {
    github.ledger.clear();
    for (const [stream, checkpoint] of checkpoints) {
      checkpoints.set(stream, checkpointOf(await pass(stream, checkpoint)));
    }
    return github.ledger.summary();
  };
  await readAll();
  await readAll();
  const idle = await readAll();
  expect(idle).toMatchObject({ requests: 4, notModified: 4, points: 0, primary: { core: 0 } });
});

test.each([0, -1, Number.NEGATIVE_INFINITY])(
  "I1: since %i ms from the epoch, every stream shows everything, in the expected number of pages",
  async (ms) => {
    const since = new Date(Math.max(ms, -8.64e15));
    const { github, client, githubId, open, asked } = await createWorld();
    for (const number of open(7, 60_000)) {
      const line = { path: "a.ts", line: 1, body: "Why?" };
      github.truth.submitReview({ repository, number, actor: "bob", comments: [line] });
      github.truth.comment({ repository, number, actor: "bob", body: "Hi" });
    }
    github.clock.advance(3_600_000);
    for (const stream of changeStreams) {
      const options = { overlapMs, pageSize: 3 };
      const pages = await collect(stream.read(client, { githubId }, { since }, options));
      expect(numbersOf(pages), stream.name).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(asked()[0], stream.name).not.toContain("since");
      expect(checkpointOf(pages).since > since, stream.name).toBe(true);
    }
  },
);
