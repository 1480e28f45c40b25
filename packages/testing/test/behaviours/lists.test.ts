import { expect, test } from "vitest";
import { graphql, linkOf, rest } from "../ask.ts";
import { API, acme, commentOnCode, MINUTE_MS, numbersIn, openPulls, repository } from "./acme.ts";

/** The relations of `Link`, with the page that each leads to. */
async function relations(github: ReturnType<typeof acme>, path: string) {
  const { headers } = await rest(github, API + path);
  const links = (headers.get("link") ?? "").matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g);
  return [...links].map(([, page, rel]) => `${rel} ${page}`);
}

test("B1: `since` is inclusive at whole seconds, to which every stamp is cut", async () => {
  const github = acme();
  github.clock.advance(987);
  openPulls(github);
  const { body } = await rest(github, `${API}/issues`);
  expect(body[0].updated_at).toBe("2026-01-05T12:00:00Z");
  const since = (stamp: string) => numbersIn(github, `/issues?sort=updated&since=${stamp}`);
  expect(await since("2026-01-05T12:00:00Z")).toEqual([1]);
  expect(await since("2026-01-05T12:00:01Z")).toEqual([]);
});

test("B2: lists show what is open, newest first; `pulls` rises when sorted otherwise", async () => {
  const github = acme();
  openPulls(github, 3);
  github.truth.closePullRequest({ repository, number: 2, actor: "ada" });
  expect(await numbersIn(github, "/issues")).toEqual([3, 1]);
  expect(await numbersIn(github, "/issues?sort=updated")).toEqual([3, 1]);
  expect(await numbersIn(github, "/pulls?state=all")).toEqual([3, 2, 1]);
  expect(await numbersIn(github, "/pulls?state=all&sort=updated")).toEqual([1, 3, 2]);
  expect(await numbersIn(github, "/pulls?state=all&sort=created")).toEqual([3, 2, 1]);
});

test("B3: a page has 30 rows by default and at most 100", async () => {
  const github = acme();
  openPulls(github, 105);
  expect(await numbersIn(github, "/pulls")).toHaveLength(30);
  expect(await numbersIn(github, "/pulls?per_page=500")).toHaveLength(100);
  expect(await numbersIn(github, "/issues?per_page=500")).toHaveLength(100);
});

test("B4: `Link` of a numbered list leads by the repository's id and echoes what was sent", async () => {
  const github = acme();
  openPulls(github, 3);
  expect(await relations(github, "/pulls?per_page=1")).toEqual(["next 2", "last 3"]);
  expect(await relations(github, "/pulls?per_page=1&page=2")).toEqual([
    "prev 1",
    "next 3",
    "last 3",
    "first 1",
  ]);
  expect(await relations(github, "/pulls?per_page=1&page=3")).toEqual(["prev 2", "first 1"]);
  expect(await relations(github, "/pulls?per_page=1&page=9")).toEqual([
    "prev 3",
    "last 3",
    "first 1",
  ]);
  expect(await relations(github, "/pulls")).toEqual([]);
  const { headers } = await rest(github, `${API}/pulls?direction=asc&per_page=2&odd=Yes`);
  expect(linkOf(headers, "next")).toMatch(
    /^https:\/\/api\.github\.com\/repositories\/\d+\/pulls\?direction=asc&per_page=2&odd=Yes&page=2$/,
  );
});

test("B4: `Link` names another host where the server is behind a proxy", async () => {
  const github = acme({ linkBase: "https://ghe.example.com/api/v3" });
  openPulls(github, 2);
  const { headers } = await rest(github, `${API}/pulls?per_page=1`);
  expect(linkOf(headers, "next")).toMatch(
    /^https:\/\/ghe\.example\.com\/api\/v3\/repositories\/\d+\/pulls\?per_page=1&page=2$/,
  );
});

test("B4: `Link` spells what was sent as the caller did", async () => {
  const github = acme();
  openPulls(github, 3);
  const next = async (path: string) =>
    linkOf((await rest(github, API + path)).headers, "next")?.replace(/^.*\?/, "");
  const odd = "a=b%20c&d=%C3%A9~(x)&e&f=*&g=1%2C2,3";
  expect(await next(`/pulls?per_page=1&${odd}`)).toBe(`per_page=1&${odd}&page=2`);
  expect(await next(`/pulls?page=1&per_page=1&${odd}`)).toBe(`page=2&per_page=1&${odd}`);
  expect(await next(`/pulls?pag%65=1&per_page=1&page=2&${odd}`)).toBe(`page=2&per_page=1&${odd}`);
  const cursor = await next(`/issues?page=1&per_page=1&${odd}`);
  expect(cursor).toMatch(/page=2/);
  expect(cursor).toContain(`per_page=1&${odd}`);
});

test("B5: the issues list leads by cursors that keep their place, without `last`", async () => {
  const github = acme();
  openPulls(github, 4);
  const { headers } = await rest(github, `${API}/issues?per_page=2`);
  const next = linkOf(headers, "next") ?? "";
  expect(next).toContain("after=");
  expect(linkOf(headers, "last")).toBeUndefined();
  openPulls(github);
  expect(await numbersIn(github, next)).toEqual([2, 1]);
});

test("B5: what is no cursor, or names no place, is refused", async () => {
  const github = acme();
  openPulls(github);
  const status = async (cursor: string) =>
    (await rest(github, `${API}/issues?after=${encodeURIComponent(cursor)}`)).status;
  const written = (place: string) => status(Buffer.from(`cursor:v2:${place}`).toString("base64"));
  expect(await status("foo")).toBe(422);
  for (const place of ["null", "{}", "[]", "[1]", '[1,"a"]', "[null,1]", "nonsense"]) {
    expect([place, await written(place)]).toEqual([place, 422]);
  }
  expect(await written('["2030-01-01T00:00:00Z",1]')).toBe(200);
});

test("B5: by a knob, the issues list leads by page numbers, as before 2025", async () => {
  const github = acme({ issuesPaging: "page" });
  openPulls(github, 4);
  expect(await relations(github, "/issues?per_page=2")).toEqual(["next 2", "last 2"]);
});

test("B6: the issues list refuses deep pages whatever it holds, but not cursors", async () => {
  const github = acme();
  openPulls(github, 2);
  const deep = await rest(github, `${API}/issues?per_page=100&page=100`);
  expect(deep.status).toBe(422);
  expect(deep.body.message).toContain("please use cursor based pagination (after/before)");
  expect((await rest(github, `${API}/issues?per_page=100&page=99`)).status).toBe(200);
  const { headers } = await rest(github, `${API}/issues?per_page=1`);
  const cursor = new URL(linkOf(headers, "next") ?? "").searchParams.get("after") ?? "";
  const path = `${API}/issues?per_page=100&page=100&after=${encodeURIComponent(cursor)}`;
  expect((await rest(github, path)).status).toBe(200);
  expect((await rest(github, `${API}/pulls?per_page=100&page=100`)).status).toBe(200);
});

test("B6: the threshold is a knob, and lower without a token", async () => {
  const github = acme({ deepPageLimit: 300 });
  const status = async (page: number, headers?: Record<string, string>) =>
    (await rest(github, `${API}/issues?per_page=100&page=${page}`, headers)).status;
  expect([await status(2), await status(3)]).toEqual([200, 422]);
  const anonymous = acme();
  const bare = async (page: number) =>
    (await rest(anonymous, `${API}/issues?per_page=100&page=${page}`, {})).status;
  expect([await bare(10), await bare(11)]).toEqual([200, 422]);
});

test("B7: a row touched in mid-walk makes rising pages skip one and falling pages repeat one", async () => {
  const walk = async (direction: string, touched: number) => {
    const github = acme();
    openPulls(github, 4);
    const list = `/pulls?sort=updated&direction=${direction}&per_page=2`;
    const first = await numbersIn(github, list);
    github.truth.editPullRequest({ repository, number: touched, title: "Touched" });
    return [...first, ...(await numbersIn(github, `${list}&page=2`))];
  };
  expect(await walk("asc", 1)).toEqual([1, 2, 4, 1]);
  expect(await walk("desc", 1)).toEqual([4, 3, 3, 2]);
});

test("B8: the issues list has pull requests, with their node id but an id of their issue", async () => {
  const github = acme();
  openPulls(github);
  github.truth.openIssue({ repository, actor: "ada", title: "Plain" });
  github.truth.mergePullRequest({ repository, number: 1, actor: "grace" });
  const [plain, row] = (await rest(github, `${API}/issues?state=all`)).body;
  const pull = (await rest(github, `${API}/pulls/1`)).body;
  expect(row).toMatchObject({ draft: false, node_id: pull.node_id });
  expect(row.pull_request.merged_at).toBe("2026-01-05T12:01:00Z");
  expect(row.id).not.toBe(pull.id);
  expect(plain).not.toHaveProperty("pull_request");
});

test("B9: `pulls` ignores `since`", async () => {
  const github = acme();
  openPulls(github, 2);
  expect(await numbersIn(github, "/pulls?since=2030-01-01T00:00:00Z")).toEqual([2, 1]);
});

test("B10: what only a single pull request tells is absent from the list", async () => {
  const github = acme();
  openPulls(github);
  const [row] = (await rest(github, `${API}/pulls`)).body;
  const single = (await rest(github, `${API}/pulls/1`)).body;
  const alone = Object.keys(single).filter((key) => !(key in row));
  const expected = [
    "additions",
    "changed_files",
    "comments",
    "commits",
    "deletions",
    "maintainer_can_modify",
    "mergeable",
    "mergeable_state",
    "merged",
    "merged_by",
    "rebaseable",
    "review_comments",
  ];
  expect(new Set(alone)).toEqual(new Set(expected));
});

test("B37: commits end at 250, files at 3,000, and a binary file has no patch", async () => {
  const github = acme();
  const commits = Array.from({ length: 251 }, (_, index) => ({ message: `${index}` }));
  const files = Array.from({ length: 3_001 }, (_, index) => ({ path: `${index}`, patch: null }));
  github.truth.openPullRequest({ repository, actor: "ada", title: "Huge", commits, files });
  const rows = async (path: string) => (await rest(github, `${API}/pulls/1/${path}`)).body;
  expect(await rows("commits?per_page=100&page=3")).toHaveLength(50);
  const last = await rows("files?per_page=100&page=30");
  expect(last).toHaveLength(100);
  expect(last[0]).not.toHaveProperty("patch");
  expect(await rows("files?per_page=100&page=31")).toEqual([]);
});

test("B37: by a knob, a long page of a huge list of comments is 502", async () => {
  const github = acme({ commentListTimeout: 3 });
  openPulls(github);
  for (const body of ["a", "b", "c"]) {
    github.truth.comment({ repository, number: 1, actor: "ada", body });
  }
  const status = async (query: string) =>
    (await rest(github, `${API}/issues/comments?${query}`)).status;
  expect(await status("per_page=100")).toBe(502);
  expect(await status("per_page=50")).toBe(200);
});

test("B39: reviews rise and have no `updated_at`; a conversation's comments ignore sorting", async () => {
  const github = acme();
  const target = openPulls(github);
  for (const actor of ["grace", "alan"]) {
    github.truth.submitReview({ ...target, actor });
    github.truth.comment({ ...target, actor, body: actor });
    github.clock.advance(MINUTE_MS);
  }
  const reviews = (await rest(github, `${API}/pulls/1/reviews`)).body;
  expect(reviews).toMatchObject([{ user: { login: "grace" } }, { user: { login: "alan" } }]);
  expect(reviews[0]).not.toHaveProperty("updated_at");
  const path = `${API}/issues/1/comments?sort=updated&direction=desc`;
  expect((await rest(github, path)).body).toMatchObject([{ body: "grace" }, { body: "alan" }]);
});

test("B52: an issue that becomes a pull request keeps its number, and is created late", async () => {
  const github = acme();
  const { truth, clock } = github;
  truth.openIssue({ repository, actor: "ada", title: "Why?" });
  truth.openIssue({ repository, actor: "ada", title: "Why not?" });
  clock.advance(MINUTE_MS);
  truth.openPullRequest({ repository, actor: "ada", title: "Because" });
  clock.advance(MINUTE_MS);
  expect(truth.convertIssue({ repository, number: 1, actor: "grace" })).toBe(1);

  expect(await numbersIn(github, "/pulls?sort=created")).toEqual([1, 3]);
  expect(await numbersIn(github, "/issues")).toEqual([3, 2, 1]);
  const pull = (await rest(github, `${API}/pulls/1`)).body;
  const issue = (await rest(github, `${API}/issues/1`)).body;
  expect([pull.title, pull.created_at]).toEqual(["Why?", "2026-01-05T12:02:00Z"]);
  expect(issue.created_at).toBe("2026-01-05T12:00:00Z");
  expect(issue.node_id).toBe(pull.node_id);
  expect(issue.pull_request.url).toBe(pull.url);
  const query = `{ repository(owner: "acme", name: "api") {
    pullRequests(first: 9, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { number createdAt } } } }`;
  expect((await graphql(github, query)).body.data.repository.pullRequests.nodes).toEqual([
    { number: 1, createdAt: pull.created_at },
    { number: 3, createdAt: "2026-01-05T12:01:00Z" },
  ]);
});

test("B53: `since` at the epoch, or before it, shows nothing", async () => {
  const github = acme();
  const target = openPulls(github);
  github.truth.comment({ ...target, actor: "ada", body: "Hm" });
  await commentOnCode(github, target);
  for (const list of ["/issues", "/issues/comments", "/issues/1/comments", "/pulls/comments"]) {
    const sizeSince = async (since: string) =>
      (await rest(github, `${API}${list}?since=${since}`)).body.length;
    expect(await sizeSince("1970-01-01T00:00:01Z"), list).toBe(1);
    expect(await sizeSince("1970-01-01T00:00:00Z"), list).toBe(0);
    expect(await sizeSince("1969-12-31T23:59:59Z"), list).toBe(0);
  }
});
