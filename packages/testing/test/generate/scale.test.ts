import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";

/** What grows with the square of the pull requests takes twenty times as long for each of the larger. */
const small = generated(500);
const large = generated(10_000);
const mostPerItem = 8;

interface Generated {
  readonly github: FakeGitHub;
  readonly nodeId: string;
  readonly msPerPullRequest: number;
  readonly grownMb: number;
}

/** Processor time, on which other processes of a busy machine have little effect. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function generated(pullRequests: number): Generated {
  const github = createFakeGitHub();
  const { rss } = process.memoryUsage();
  const before = process.cpuUsage();
  const options = { fullName: "acme/api", pullRequests, extremes: false };
  const { nodeId } = generateRepository(github, options);
  return {
    github,
    nodeId,
    msPerPullRequest: processorMs(before) / pullRequests,
    grownMb: (process.memoryUsage().rss - rss) / 2 ** 20,
  };
}

test("10,000 pull requests take 300 MB at most, and each as long to make as one of 500", () => {
  expect(large.msPerPullRequest / small.msPerPullRequest).toBeLessThan(mostPerItem);
  expect(large.grownMb).toBeLessThan(300);
});

test("a page of 100 takes about as long in a list of 10,000 as in one of 500", async () => {
  const list = "/repos/acme/api/pulls?state=all&per_page=100";
  const pageMs = async ({ github }: Generated) => {
    await rest(github, list);
    const before = process.cpuUsage();
    for (let turn = 0; turn < 20; turn += 1) {
      const page = `https://api.github.com${list}&page=${1 + (turn % 5)}`;
      expect((await (await github.fetch(page)).text()).length).toBeGreaterThan(500_000);
    }
    return processorMs(before) / 20;
  };
  const inSmall = await pageMs(small);
  expect((await pageMs(large)) / inSmall).toBeLessThan(mostPerItem);
});

test("the children of 100 pull requests take about as long of 10,000 as of 500", async () => {
  const query = `query ($id: ID!, $after: String) { node(id: $id) { ... on Repository {
    pullRequests(first: 100, after: $after) { pageInfo { endCursor }
      nodes { commits(first: 1) { totalCount } files { totalCount } reviews { totalCount } } } } } }`;
  const childrenMs = async ({ github, nodeId }: Generated) => {
    const before = process.cpuUsage();
    for (let after: string | null = null, page = 0; page < 5; page += 1) {
      const { body } = await graphql(github, query, { id: nodeId, after });
      after = body.data.node.pullRequests.pageInfo.endCursor;
    }
    return processorMs(before) / 5;
  };
  const inSmall = await childrenMs(small);
  expect((await childrenMs(large)) / inSmall).toBeLessThan(mostPerItem);
});
