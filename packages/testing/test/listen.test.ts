import { request } from "node:http";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { Octokit } from "@octokit/core";
import { afterEach, expect, test } from "vitest";

let close: (() => Promise<void>) | undefined;

afterEach(async () => {
  await close?.();
  close = undefined;
});

async function serve(github = createFakeGitHub()) {
  const server = await github.listen();
  close = server.close;
  return { github, url: server.url };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

test("Octokit reads REST, follows Link and asks GraphQL over HTTP", async () => {
  const { github, url } = await serve();
  generateRepository(github, { fullName: "acme/api", pullRequests: 8, plainIssues: 2 });
  const octokit = new Octokit({ baseUrl: url, auth: "secret", request: { log: silent } });
  const first = await octokit.request("GET /repos/{owner}/{repo}/issues", {
    owner: "acme",
    repo: "api",
    state: "all",
    per_page: 6,
  });
  const next = first.headers.link?.match(/<([^>]+)>; rel="next"/)?.[1] ?? "";
  expect(next.startsWith(`${url}/repositories/`)).toBe(true);
  const second = await octokit.request(`GET ${next}`);
  expect([...first.data, ...second.data].map(({ number }) => number)).toEqual([
    10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
  ]);
  const answer = await octokit.graphql(
    `{ repository(owner: "acme", name: "api") { pullRequests(first: 1) { totalCount } } }`,
  );
  expect(answer).toEqual({ repository: { pullRequests: { totalCount: 8 } } });
  expect(github.ledger.summary()).toMatchObject({ requests: 3, rest: 2, graphql: 1, points: 1 });
});

test("Octokit sees GitHub's errors", async () => {
  const { url } = await serve(createFakeGitHub({ tokens: ["good"] }));
  const octokit = new Octokit({ baseUrl: url, auth: "bad", request: { log: silent } });
  await expect(octokit.request("GET /rate_limit")).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining("Bad credentials"),
  });
});

test("a request without a User-Agent is refused", async () => {
  const { url } = await serve();
  const status = await new Promise((resolve, reject) => {
    request(`${url}/rate_limit`, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect(status).toBe(403);
});

test("a reset breaks the connection", async () => {
  const { github, url } = await serve();
  github.intercept(() => "reset");
  await expect(fetch(`${url}/rate_limit`)).rejects.toThrow(TypeError);
});

test("closing breaks connections that are still open", async () => {
  const { url } = await serve();
  await (await fetch(`${url}/rate_limit`)).text();
  await close?.();
  await expect(fetch(`${url}/rate_limit`)).rejects.toThrow(TypeError);
});

test("what is no address, or no name, is refused, and the next request is answered", async () => {
  const { github, url } = await serve();
  const statusOf = (path: string, headers = {}) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      request({ hostname, port, path, headers: { "user-agent": "raw", ...headers } }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on("error", reject)
        .end();
    });
  expect(await statusOf("//")).toBe(404);
  expect(await statusOf("//acme:x")).toBe(404);
  expect(await statusOf("*")).toBe(400);
  expect(await statusOf("/rate_limit", { host: "a b" })).toBe(400);
  expect(await statusOf("/repos/acme/%zz")).toBe(404);
  expect((await github.fetch(`${url}/repos/acme/%zz`)).status).toBe(404);
  expect(await statusOf("/rate_limit")).toBe(200);
});
