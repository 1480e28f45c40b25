import { createFakeGitHub } from "@ghsync/testing";
import { beforeEach, expect, test } from "vitest";
import { linkOf, rest } from "../../ask.ts";

const repository = "acme/api";
const LIST = "/repos/acme/api/issues";
let github = createFakeGitHub();

/** Opens issues and pull requests in turn, a minute apart. */
beforeEach(() => {
  github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository });
  for (let index = 0; index < 5; index += 1) {
    const opening = { repository, actor: "ada", title: `Door ${index}` };
    if (index % 2 === 0) {
      github.truth.openPullRequest(opening);
    } else {
      github.truth.openIssue(opening);
    }
    github.clock.advance(60_000);
  }
});

const numbers = async (path: string): Promise<number[]> =>
  (await rest(github, path)).body.map(({ number }: { number: number }) => number);

test("the issues list mixes pull requests with plain issues, and marks the pull requests", async () => {
  const { body } = await rest(github, LIST);
  const [pull, issue] = body;
  expect(pull).toMatchObject({ number: 5, draft: false, pull_request: { merged_at: null } });
  expect(issue).not.toHaveProperty("pull_request");
  expect(issue).not.toHaveProperty("draft");
  const [single] = (await rest(github, "/repos/acme/api/pulls")).body;
  expect(pull.node_id).toBe(single.node_id);
  expect(pull.id).not.toBe(single.id);
});

test("`since` is inclusive, to the second, on the issue's clock", async () => {
  const since = (stamp: string) => numbers(`${LIST}?since=${stamp}&sort=updated&direction=asc`);
  expect(await since("2026-01-05T12:03:00Z")).toEqual([4, 5]);
  expect(await since("2026-01-05T12:03:01Z")).toEqual([5]);
  expect(await numbers(`${LIST}?since=2026-01-05T12:03:00Z&sort=updated`)).toEqual([5, 4]);
  expect(await numbers(`${LIST}?since=2026-01-05T12:03:00Z`)).toEqual([5, 4]);
});

test("the issues list shows open ones newest first by default", async () => {
  github.truth.closePullRequest({ repository, number: 3, actor: "ada" });
  expect(await numbers(LIST)).toEqual([5, 4, 2, 1]);
  expect(await numbers(`${LIST}?state=closed`)).toEqual([3]);
  expect(await numbers(`${LIST}?state=all&direction=asc`)).toEqual([1, 2, 3, 4, 5]);
  expect(await numbers(`${LIST}?state=all&sort=updated`)).toEqual([3, 5, 4, 2, 1]);
});

test("the issues list is paged by cursors that keep their place, and never links the last page", async () => {
  const first = await rest(github, `${LIST}?per_page=2`);
  const next = linkOf(first.headers, "next") ?? "";
  expect(next).toMatch(/^https:\/\/api\.github\.com\/repositories\/\d+\/issues\?per_page=2&after=/);
  expect(linkOf(first.headers, "last")).toBeUndefined();
  github.truth.openIssue({ repository, actor: "ada", title: "Newer" });
  expect(await numbers(next)).toEqual([3, 2]);
  const second = await rest(github, next);
  expect(await numbers(linkOf(second.headers, "prev") ?? "")).toEqual([5, 4]);
  const third = await rest(github, linkOf(second.headers, "next") ?? "");
  expect(linkOf(third.headers, "next")).toBeUndefined();
  expect((await rest(github, `${LIST}?after=nonsense`)).status).toBe(422);
});

test("the pulls list ignores `since` and rises by default when not sorted by creation", async () => {
  expect(await numbers("/repos/acme/api/pulls?since=2030-01-01T00:00:00Z")).toEqual([5, 3, 1]);
  expect(await numbers("/repos/acme/api/pulls?sort=updated")).toEqual([1, 3, 5]);
  expect(await numbers("/repos/acme/api/pulls?sort=updated&direction=desc")).toEqual([5, 3, 1]);
});

test("the pulls list leaves out what only a single pull request shows", async () => {
  const [row] = (await rest(github, "/repos/acme/api/pulls")).body;
  const single = (await rest(github, "/repos/acme/api/pulls/5")).body;
  expect(row).not.toHaveProperty("additions");
  expect(single).toMatchObject({
    ...row,
    additions: 1,
    changed_files: 1,
    commits: 1,
    merged: false,
  });
});

test("numbered pages link to first, previous, next and last as GitHub does", async () => {
  const list = "/repos/acme/api/pulls?per_page=1";
  const relations = async (path: string) => {
    const { headers } = await rest(github, path);
    const link = headers.get("link") ?? "";
    return [...link.matchAll(/[?&]page=(\d+)>; rel="(\w+)"/g)].map(
      ([, page, rel]) => `${rel} ${page}`,
    );
  };
  expect(await relations(list)).toEqual(["next 2", "last 3"]);
  expect(await relations(`${list}&page=2`)).toEqual(["prev 1", "next 3", "last 3", "first 1"]);
  expect(await relations(`${list}&page=3`)).toEqual(["prev 2", "first 1"]);
  expect(await relations(`${list}&page=9`)).toEqual(["prev 3", "last 3", "first 1"]);
  expect(await relations("/repos/acme/api/pulls")).toEqual([]);
  expect(await numbers(`${list}&page=9`)).toEqual([]);
});

test("a page has 30 rows by default and never more than 100", async () => {
  for (let index = 0; index < 120; index += 1) {
    github.truth.comment({ repository, number: 1, actor: "ada", body: "Hm" });
  }
  const count = async (query: string) =>
    (await rest(github, `/repos/acme/api/issues/comments${query}`)).body.length;
  expect(await count("")).toBe(30);
  expect(await count("?per_page=500")).toBe(100);
  expect(await count("?per_page=0")).toBe(30);
});

test("comment lists know `since`; a repository's sorts, a conversation's doesn't", async () => {
  const first = github.truth.comment({ repository, number: 1, actor: "ada", body: "one" });
  github.clock.advance(60_000);
  github.truth.comment({ repository, number: 2, actor: "ada", body: "two" });
  github.clock.advance(60_000);
  github.truth.editComment({ repository, comment: first, body: "one, edited" });
  const bodies = async (path: string) =>
    (await rest(github, `/repos/acme/api/issues${path}`)).body.map(
      ({ body }: { body: string }) => body,
    );
  expect(await bodies("/comments?sort=updated&direction=desc")).toEqual(["one, edited", "two"]);
  expect(await bodies("/comments?direction=desc")).toEqual(["one, edited", "two"]);
  expect(await bodies("/comments?since=2026-01-05T12:07:00Z")).toEqual(["one, edited"]);
  expect(await bodies("/1/comments?since=2026-01-05T12:07:01Z")).toEqual([]);
});
