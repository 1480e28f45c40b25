import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { Octokit as RestOctokit } from "@octokit/rest";
import { Octokit } from "octokit";
import { describe, expect, test, vi } from "vitest";
import { eventfulPullRequest } from "./eventful-pull-request.ts";
import { serve } from "./serve.ts";

const api = { owner: "acme", repo: "api" };

// What the clients have in common, of which `octokit` adds limits and retries, is asked of both.
describe.each([
  ["octokit", Octokit],
  ["@octokit/rest", RestOctokit],
] as const)("%s", (_, Client) => {
  test("reads a pull request with all that belongs to it", async () => {
    const { github, number } = eventfulPullRequest();
    const { rest } = new Client(await serve(github));
    const target = { ...api, pull_number: number };
    const { data: pull } = await rest.pulls.get(target);
    expect(pull).toMatchObject({ number, mergeable: true, changed_files: 1, comments: 1 });
    const lists = await Promise.all([
      rest.pulls.listReviews(target),
      rest.pulls.listReviewComments(target),
      rest.pulls.listCommits(target),
      rest.pulls.listFiles(target),
      rest.issues.listComments({ ...api, issue_number: number }),
      rest.issues.listCommentsForRepo(api),
      rest.pulls.listReviewCommentsForRepo(api),
      rest.pulls.list(api),
      rest.issues.listForRepo(api),
    ]);
    expect(lists.map(({ status, data }) => [status, data.length])).toEqual(
      lists.map(() => [200, 1]),
    );
    expect((await rest.rateLimit.get()).data.resources.core).toMatchObject({ used: 10 });
  });

  test("follows a renamed repository's 301, or sees it", async () => {
    const github = createFakeGitHub();
    const id = github.truth.createRepository({ fullName: "acme/old" });
    github.truth.renameRepository({ repository: "acme/old", fullName: "acme/api" });
    const options = await serve(github);
    const { rest } = new Client(options);
    const followed = await rest.repos.get({ owner: "acme", repo: "old" });
    expect(followed.data).toMatchObject({ id, full_name: "acme/api" });
    expect(followed.url).toBe(`${options.baseUrl}/repositories/${id}`);
    const request = { redirect: "manual" } as const;
    const moved = await rest.repos.get({ owner: "acme", repo: "old", request });
    expect(moved.status).toBe(301);
    expect(moved.headers.location).toBe(followed.url);
  });

  test("gets 304, as an error, for what it has already", async () => {
    const github = createFakeGitHub();
    generateRepository(github, { fullName: "acme/api", pullRequests: 3 });
    const { rest } = new Client(await serve(github));
    const { headers } = await rest.pulls.list(api);
    const conditional = { ...api, headers: { "if-none-match": headers.etag } };
    await expect(rest.pulls.list(conditional)).rejects.toMatchObject({ status: 304 });
    const { remaining } = (await rest.rateLimit.get()).data.rate;
    expect(remaining).toBe(Number(headers["x-ratelimit-remaining"]));
    expect(github.ledger.summary().notModified).toBe(1);
  });

  test("gets GitHub's error for what isn't there", async () => {
    const { rest } = new Client(await serve(createFakeGitHub()));
    await expect(rest.pulls.get({ ...api, pull_number: 1 })).rejects.toMatchObject({
      name: "HttpError",
      status: 404,
      message: "Not Found - https://docs.github.com/rest",
      response: { data: { message: "Not Found", status: "404" } },
    });
  });

  test("warns of the end of the API's version", async () => {
    const warn = vi.fn();
    const github = createFakeGitHub();
    github.truth.createRepository({ fullName: "acme/api" });
    const { rest } = new Client(await serve(github, { warn }));
    await rest.repos.get(api);
    expect(warn.mock.calls[0]?.[0]).toContain("removed on Fri, 10 Mar 2028 00:00:00 GMT");
  });

  test("is refused with a token that GitHub doesn't know", async () => {
    const github = createFakeGitHub({ tokens: ["another"] });
    const { rest } = new Client(await serve(github));
    await expect(rest.rateLimit.get()).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining("Bad credentials"),
    });
  });
});
