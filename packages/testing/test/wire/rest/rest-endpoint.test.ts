import { createFakeGitHub } from "@ghsync/testing";
import { beforeEach, expect, test } from "vitest";
import { linkOf, rest } from "../../ask.ts";

const repository = "acme/api";
const PULLS = "/repos/acme/api/pulls";
let github = createFakeGitHub();

beforeEach(() => {
  github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository });
  github.truth.openPullRequest({ repository, actor: "ada", title: "Door", fork: "ada/api" });
});

test("what doesn't exist is 404 with GitHub's body", async () => {
  for (const path of ["/repos/no/no", `${PULLS}/7`, `${PULLS}/1/none`, "/repos/acme/api/"]) {
    const { status, body } = await rest(github, path);
    expect(status).toBe(404);
    expect(body).toEqual({
      message: "Not Found",
      documentation_url: "https://docs.github.com/rest",
      status: "404",
    });
  }
});

test("a renamed repository redirects to its id until another takes its name", async () => {
  const { truth } = github;
  truth.renameRepository({ repository, fullName: "acme/new" });
  const { status, headers, body } = await rest(github, `${PULLS}?state=all`);
  expect(status).toBe(301);
  const location = headers.get("location") ?? "";
  expect(location).toMatch(/^https:\/\/api\.github\.com\/repositories\/\d+\/pulls\?state=all$/);
  expect(body).toMatchObject({ message: "Moved Permanently", url: location });
  expect((await rest(github, location)).body[0].base.repo.full_name).toBe("acme/new");
  truth.createRepository({ fullName: repository });
  expect((await rest(github, PULLS)).body).toEqual([]);
});

test("a deleted repository is gone by name and by id", async () => {
  const { id } = (await rest(github, "/repos/acme/api")).body;
  github.truth.deleteRepository({ repository });
  expect((await rest(github, "/repos/acme/api")).status).toBe(404);
  expect((await rest(github, `/repositories/${id}/pulls`)).status).toBe(404);
});

test("an unchanged answer is 304, empty and free with a token", async () => {
  const first = await rest(github, PULLS);
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
  const headers = { authorization: "token test", "if-none-match": etag };
  const second = await rest(github, PULLS, headers);
  expect(second).toMatchObject({ status: 304, body: undefined });
  expect(second.headers.get("etag")).toBe(etag.slice(2));
  const remaining = first.headers.get("x-ratelimit-remaining");
  expect(second.headers.get("x-ratelimit-remaining")).toBe(remaining);
  github.clock.advance(1_000);
  github.truth.editPullRequest({ repository, number: 1, title: "Gate" });
  expect((await rest(github, PULLS, headers)).status).toBe(200);
  expect(github.ledger.summary().notModified).toBe(1);
});

test("an entity tag is the token's, the address's and the media type's own", async () => {
  const tag = async (path: string, headers: Record<string, string>) =>
    (await rest(github, path, headers)).headers.get("etag");
  const token = { authorization: "token a" };
  const tags = [
    await tag(PULLS, token),
    await tag(PULLS, { authorization: "token b" }),
    await tag(`${PULLS}?per_page=9`, token),
    await tag(PULLS, { ...token, accept: "application/vnd.github+json" }),
  ];
  expect(new Set(tags).size).toBe(4);
  expect(await tag(`http://127.0.0.1:4000${PULLS}`, token)).toBe(tags[0]);
});

test("without a token a 304 counts, against a limit of 60", async () => {
  const first = await rest(github, PULLS, {});
  expect(first.headers.get("x-ratelimit-remaining")).toBe("59");
  const headers = { "if-none-match": first.headers.get("etag") ?? "" };
  const second = await rest(github, PULLS, headers);
  expect(second.status).toBe(304);
  expect(second.headers.get("x-ratelimit-remaining")).toBe("58");
});

test("a spent limit refuses with 403 until the hour is over", async () => {
  github.setRemaining("core", 1);
  const last = await rest(github, PULLS);
  expect(last.status).toBe(200);
  expect(last.headers.get("x-ratelimit-remaining")).toBe("0");
  const refused = await rest(github, PULLS);
  expect(refused.status).toBe(403);
  expect(refused.body.message).toBe("API rate limit exceeded for user ID 1.");
  const reset = Number(refused.headers.get("x-ratelimit-reset")) * 1000;
  expect((await rest(github, "/rate_limit")).body.resources.core.remaining).toBe(0);
  github.clock.set(new Date(reset));
  expect((await rest(github, PULLS)).headers.get("x-ratelimit-remaining")).toBe("4999");
});

test("every answer announces the end of its API version, also beside paging", async () => {
  github.truth.openPullRequest({ repository, actor: "ada", title: "Two" });
  const { headers } = await rest(github, `${PULLS}?per_page=1`);
  expect(headers.get("deprecation")).toContain("Tue, 10 Mar 2026");
  expect(headers.get("sunset")).toContain("Fri, 10 Mar 2028");
  expect(headers.get("x-github-api-version-selected")).toBe("2022-11-28");
  expect(linkOf(headers, "deprecation")).toBeDefined();
  expect(linkOf(headers, "next")).toBeDefined();
});

test("an unknown API version is 400, but bad credentials come first", async () => {
  const version = { "x-github-api-version": "1999-01-01" };
  expect((await rest(github, PULLS, version)).status).toBe(400);
  const strict = createFakeGitHub({ tokens: ["good"] });
  const { status, body } = await rest(strict, PULLS, { ...version, authorization: "token bad" });
  expect(status).toBe(401);
  expect(body.message).toBe("Bad credentials");
});

test("a bot's login ends in [bot], and an empty body is null", async () => {
  github.truth.openPullRequest({ repository, actor: "dependabot[bot]", title: "Bump", body: "" });
  const { body } = await rest(github, `${PULLS}/2`);
  expect(body).toMatchObject({ body: null, user: { login: "dependabot[bot]", type: "Bot" } });
});

test("commits are truncated at 250 and files at 3,000", async () => {
  const commits = Array.from({ length: 260 }, (_, index) => ({ message: `${index}` }));
  const files = Array.from({ length: 3_010 }, (_, index) => ({ path: `${index}.ts` }));
  const opening = { repository, actor: "ada", title: "Huge", commits, files };
  const number = github.truth.openPullRequest(opening);
  const last = async (path: string) =>
    linkOf((await rest(github, `${PULLS}/${number}${path}?per_page=10`)).headers, "last");
  expect(await last("/commits")).toContain("page=25");
  expect(await last("/files")).toContain("page=300");
  expect((await rest(github, `${PULLS}/${number}`)).body).toMatchObject({
    commits: 260,
    changed_files: 3_010,
  });
});
