import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";

const fullName = "acme/api";

test("extremes are beyond what GitHub shows of a pull request", async () => {
  const github = createFakeGitHub();
  generateRepository(github, { fullName, pullRequests: 3, extremes: true });
  const page = async (path: string, number: number): Promise<unknown[]> =>
    (await rest(github, `/repos/${fullName}/pulls/${path}?per_page=100&page=${number}`)).body;
  const { body: list } = await rest(github, `/repos/${fullName}/pulls?state=all&direction=asc`);
  const [first, second, third] = list.map(({ number }: { number: number }) => number);
  expect(await page(`${first}/reviews`, 1)).toHaveLength(100);
  expect((await page(`${first}/reviews`, 2)).length).toBeGreaterThan(0);
  expect(await page(`${second}/commits`, 3)).toHaveLength(50);
  expect(await page(`${second}/commits`, 4)).toEqual([]);
  expect(await page(`${third}/files`, 30)).toHaveLength(100);
  expect(await page(`${third}/files`, 31)).toEqual([]);
});

test("GraphQL counts all that an extreme pull request has", async () => {
  const github = createFakeGitHub();
  const { nodeId } = generateRepository(github, { fullName, pullRequests: 3, extremes: true });
  const { body } = await graphql(
    github,
    `query ($id: ID!) { node(id: $id) { ... on Repository { pullRequests(first: 3) { nodes {
       reviews { totalCount } commits { totalCount } files { totalCount } } } } } }`,
    { id: nodeId },
  );
  const [first, second, third] = body.data.node.pullRequests.nodes;
  expect(first.reviews.totalCount).toBeGreaterThan(100);
  expect(second.commits.totalCount).toBeGreaterThan(250);
  expect(third.files.totalCount).toBeGreaterThan(3_000);
});
