import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { beforeAll, expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";

/** A twentieth of what `bench/fake-github.ts` measures, with bounds for a busy machine. */
const PULL_REQUESTS = 5_000;
const github: FakeGitHub = createFakeGitHub();
let nodeId = "";
let startMs = 0;
let grownMb = 0;

/** Processor time, which a busy machine doesn't stretch as it does the clock on the wall. */
function processorMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

beforeAll(() => {
  const before = process.cpuUsage();
  const { rss } = process.memoryUsage();
  const options = { fullName: "acme/api", pullRequests: PULL_REQUESTS };
  ({ nodeId } = generateRepository(github, options));
  startMs = processorMs(before);
  grownMb = (process.memoryUsage().rss - rss) / 2 ** 20;
});

test("5,000 pull requests are there in 1.5 seconds and 150 MB", () => {
  expect(startMs).toBeLessThan(1_500);
  expect(grownMb).toBeLessThan(150);
});

test("a page of 100 of them takes 25 ms at most", async () => {
  const list = "/repos/acme/api/pulls?state=all&per_page=100";
  await rest(github, list);
  const before = process.cpuUsage();
  for (let page = 1; page <= 20; page += 1) {
    const response = await github.fetch(`https://api.github.com${list}&page=${page}`);
    expect((await response.text()).length).toBeGreaterThan(500_000);
  }
  expect(processorMs(before) / 20).toBeLessThan(25);
});

test("the children of a thousand are made in 3 seconds", async () => {
  const query = `query ($id: ID!, $after: String) { node(id: $id) { ... on Repository {
    pullRequests(first: 100, after: $after) { pageInfo { endCursor }
      nodes { commits(first: 1) { totalCount } files { totalCount } reviews { totalCount } } } } } }`;
  const before = process.cpuUsage();
  for (let after: string | null = null, page = 0; page < 10; page += 1) {
    const { body } = await graphql(github, query, { id: nodeId, after });
    after = body.data.node.pullRequests.pageInfo.endCursor;
  }
  expect(processorMs(before)).toBeLessThan(3_000);
});
