import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { Octokit as RestOctokit } from "@octokit/rest";
import { Octokit } from "octokit";
import { beforeEach, describe, expect, test } from "vitest";
import { serve } from "./serve.ts";

let github: FakeGitHub;
let nodeId: string;

beforeEach(() => {
  github = createFakeGitHub();
  ({ nodeId } = generateRepository(github, { fullName: "acme/api", pullRequests: 7 }));
});

// `octokit` spaces its GraphQL requests a second apart, which this test does not wait for.
const unthrottled = { throttle: { enabled: false } };

describe.each([
  ["octokit", Octokit],
  ["@octokit/rest", RestOctokit],
] as const)("%s", (_, Client) => {
  test("gets data for a query with variables", async () => {
    const { graphql } = new Client({ ...(await serve(github)), ...unthrottled });
    const data = await graphql(
      `query Count($owner: String!, $name: String!) {
         rateLimit { cost remaining }
         repository(owner: $owner, name: $name) { id pullRequests(first: 1) { totalCount } }
       }`,
      { owner: "acme", name: "api" },
    );
    expect(data).toEqual({
      rateLimit: { cost: 1, remaining: 4_999 },
      repository: { id: nodeId, pullRequests: { totalCount: 7 } },
    });
    expect(github.ledger.entries).toMatchObject([{ operation: "Count", points: 1 }]);
  });

  test("gets what there is beside an error for what there isn't", async () => {
    const { graphql } = new Client({ ...(await serve(github)), ...unthrottled });
    const asked = graphql("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: [nodeId, "R_none"],
    });
    await expect(asked).rejects.toMatchObject({
      name: "GraphqlResponseError",
      data: { nodes: [{ id: nodeId }, null] },
      errors: [
        {
          type: "NOT_FOUND",
          path: ["nodes", 1],
          message: "Could not resolve to a node with the global id of 'R_none'.",
        },
      ],
      headers: { "x-ratelimit-resource": "graphql" },
    });
  });

  test("gets the rest of an answer whose resources ran out", async () => {
    const { graphql } = new Client({ ...(await serve(github)), ...unthrottled });
    github.faults.add({
      fault: { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", path: ["b"] },
    });
    const asked = graphql(
      `{ a: repository(owner: "acme", name: "api") { id }
         b: repository(owner: "acme", name: "api") { id } }`,
    );
    await expect(asked).rejects.toMatchObject({
      data: { a: { id: nodeId }, b: null },
      errors: [{ type: "RESOURCE_LIMITS_EXCEEDED", path: ["b"] }],
    });
  });

  test("is refused what the schema or the limits don't allow, without data", async () => {
    const { graphql } = new Client({ ...(await serve(github)), ...unthrottled });
    await expect(graphql("{ nothing }")).rejects.toMatchObject({
      data: undefined,
      errors: [{ message: expect.stringContaining("nothing") }],
    });
    await expect(
      graphql(`{ repository(owner: "acme", name: "api") { labels { nodes { name } } } }`),
    ).rejects.toMatchObject({ errors: [{ type: "MISSING_PAGINATION_BOUNDARIES" }] });
  });
});

test("octokit pages through a connection", async () => {
  const { graphql } = new Octokit({ ...(await serve(github)), ...unthrottled });
  const data = await graphql.paginate(
    `query ($cursor: String) {
       repository(owner: "acme", name: "api") {
         pullRequests(first: 3, after: $cursor) {
           nodes { number } pageInfo { hasNextPage endCursor } } } }`,
  );
  expect(data.repository.pullRequests.nodes).toHaveLength(7);
  expect(github.ledger.summary().graphql).toBe(3);
});
