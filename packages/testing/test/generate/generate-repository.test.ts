import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";

async function everything(seed: number) {
  const github = createFakeGitHub();
  const options = { fullName: "acme/api", pullRequests: 40, plainIssues: 10, seed };
  const repository = generateRepository(github, options);
  const lists = ["pulls?state=all&", "issues?state=all&", "issues/comments?", "pulls/comments?"];
  const bodies = await Promise.all(
    lists.map(async (list) => (await rest(github, `/repos/acme/api/${list}per_page=100`)).body),
  );
  return { github, repository, bodies };
}

test("the same seed gives the same repository, another seed another", async () => {
  const [first, again, other] = [await everything(1), await everything(1), await everything(2)];
  expect(again.bodies).toEqual(first.bodies);
  expect(other.bodies).not.toEqual(first.bodies);
});

test("pull requests and plain issues share one sequence of numbers", async () => {
  const { repository, github } = await everything(1);
  const { pullRequests, plainIssues } = repository;
  expect(pullRequests).toHaveLength(40);
  expect(plainIssues).toHaveLength(10);
  expect([...pullRequests, ...plainIssues].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
  expect(github.journal).toEqual([]);
});

test("every stamp is before the end", async () => {
  const github = createFakeGitHub();
  const until = new Date("2025-06-01T00:00:00Z");
  generateRepository(github, { fullName: "acme/api", pullRequests: 30, until, overDays: 30 });
  const { body } = await rest(github, "/repos/acme/api/issues?state=all&sort=updated&per_page=100");
  expect(body[0].updated_at < "2025-06-01T00:00:00Z").toBe(true);
  expect(body.at(-1).created_at >= "2025-05-01T00:00:00Z").toBe(true);
});

test("300 pull requests contain every case that a client has to handle", async () => {
  const github = createFakeGitHub();
  const { nodeId } = generateRepository(github, { fullName: "acme/api", pullRequests: 300 });
  const nodes: Record<string, unknown>[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { body } = await graphql(
      github,
      `query ($id: ID!, $after: String) { node(id: $id) { ... on Repository {
         pullRequests(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
           nodes { state isDraft body author { __typename } headRepository { id }
             milestone { id } reviewThreads { totalCount } comments { totalCount }
             commits { totalCount } files { totalCount } } } } } }`,
      { id: nodeId, after },
    );
    const { pageInfo, nodes: page } = body.data.node.pullRequests;
    nodes.push(...page);
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  expect(nodes).toHaveLength(300);
  const total = (key: string, beyond: number) =>
    nodes.filter((node) => (node[key] as { totalCount: number }).totalCount > beyond).length;
  expect(new Set(nodes.map(({ state }) => state)).size).toBe(3);
  expect(new Set(nodes.map(({ isDraft }) => isDraft)).size).toBe(2);
  for (const absent of ["author", "headRepository", "milestone"]) {
    expect(nodes.filter((node) => node[absent] === null).length).toBeGreaterThan(0);
  }
  const authors = nodes.map(({ author }) => (author as { __typename: string } | null)?.__typename);
  expect(authors).toContain("Bot");
  expect(total("reviewThreads", 10)).toBeGreaterThan(0);
  expect(total("comments", 50)).toBeGreaterThan(0);
  expect(total("commits", 60)).toBeGreaterThan(0);
  expect(total("files", 100)).toBeGreaterThan(0);
});
