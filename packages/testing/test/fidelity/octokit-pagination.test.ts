import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { Octokit as Core } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { Octokit as RestOctokit } from "@octokit/rest";
import { Octokit } from "octokit";
import { beforeEach, describe, expect, test } from "vitest";
import { serve } from "./serve.ts";

const api = { owner: "acme", repo: "api" };
const all = { ...api, state: "all", per_page: 5, direction: "asc" } as const;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

let github: FakeGitHub;

beforeEach(() => {
  github = createFakeGitHub();
  generateRepository(github, { fullName: "acme/api", pullRequests: 12, plainIssues: 4 });
});

// `plugin-paginate-rest` alone, and as the two clients bring it.
describe.each([
  ["@octokit/plugin-paginate-rest", Core.plugin(paginateRest)],
  ["@octokit/rest", RestOctokit],
  ["octokit", Octokit],
] as const)("%s", (_, Client) => {
  test("gathers the issues list by its cursors", async () => {
    const { paginate } = new Client(await serve(github));
    const issues = await paginate("GET /repos/{owner}/{repo}/issues", all);
    expect(issues.map(({ number }) => number)).toEqual(upTo(16));
    const paths = github.ledger.entries.map(({ path }) => path);
    expect(paths).toHaveLength(4);
    expect(paths.slice(1).every((path) => path.includes("&after="))).toBe(true);
  });

  test("gathers the pulls list by its numbered pages, mapped", async () => {
    const { paginate } = new Client(await serve(github));
    const pulls = await paginate("GET /repos/{owner}/{repo}/pulls", all, ({ data }) =>
      data.map(({ url }) => new URL(url).pathname),
    );
    expect(pulls).toHaveLength(12);
    expect(github.ledger.entries.map(({ path }) => /&page=(\d)/.exec(path)?.[1])).toEqual([
      undefined,
      "2",
      "3",
    ]);
  });

  test("iterates page by page and leaves off when the caller does", async () => {
    const { paginate } = new Client(await serve(github));
    const numbers: number[] = [];
    for await (const { data } of paginate.iterator("GET /repos/{owner}/{repo}/issues", all)) {
      numbers.push(...data.map(({ number }) => number));
      if (numbers.length >= 10) {
        break;
      }
    }
    expect(numbers).toEqual(upTo(10));
    expect(github.ledger.summary().requests).toBe(2);
  });

  test("keeps its place in the issues list while rows come", async () => {
    const { paginate } = new Client(await serve(github));
    const newestFirst = { ...all, direction: "desc" } as const;
    const numbers: number[] = [];
    for await (const { data } of paginate.iterator(
      "GET /repos/{owner}/{repo}/issues",
      newestFirst,
    )) {
      numbers.push(...data.map(({ number }) => number));
      github.truth.openIssue({ repository: "acme/api", actor: "ada", title: "Meanwhile" });
    }
    expect(numbers).toEqual(upTo(16).reverse());
  });
});

test("a row that moves between numbered pages is met twice, or never", async () => {
  const { paginate } = new RestOctokit(await serve(github));
  const numbers: number[] = [];
  const newestFirst = { ...all, direction: "desc" } as const;
  for await (const { data } of paginate.iterator("GET /repos/{owner}/{repo}/pulls", newestFirst)) {
    numbers.push(...data.map(({ number }) => number));
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "Meanwhile" });
  }
  expect(numbers.length).toBeGreaterThan(new Set(numbers).size);
});
