import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql } from "../../ask.ts";

const FLAT = `
  reviews(first: 50) { nodes { id } }
  comments(first: 50) { nodes { id } }
  commits(first: 100) { nodes { id } }
  labels(first: 20) { nodes { id } }
  reviewRequests(first: 20) { nodes { id } }`;

async function price(pullRequest: string) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  const { body } = await graphql(
    github,
    `{ rateLimit { cost nodeCount remaining used }
       repository(owner: "acme", name: "api") {
         pullRequests(first: 50) { nodes { ${pullRequest} } } } }`,
  );
  const { cost, nodeCount, remaining, used } = body.data.rateLimit;
  expect(remaining).toBe(5_000 - cost);
  expect(used).toBe(cost);
  expect(github.ledger.summary().points).toBe(cost);
  return { cost, nodeCount };
}

test("50 pull requests with threads and their comments cost 28 points", async () => {
  const threads = "reviewThreads(first: 50) { nodes { comments(first: 50) { nodes { id } } } }";
  expect(await price(`${FLAT} ${threads}`)).toEqual({ cost: 28, nodeCount: 139_550 });
});

test("without the comments of threads they cost 3 points", async () => {
  const threads = "reviewThreads(first: 50) { nodes { id } }";
  expect(await price(`${FLAT} ${threads}`)).toEqual({ cost: 3, nodeCount: 14_550 });
});

test("rows without children cost the minimum of 1 point", async () => {
  expect(await price("id title")).toEqual({ cost: 1, nodeCount: 50 });
});

test("a mere totalCount counts as a request for each parent", async () => {
  const totals = ["reviews", "comments", "commits", "reviewThreads"];
  const counted = totals.map((name) => `${name} { totalCount }`).join(" ");
  expect((await price(counted)).cost).toBe(2);
});

test("fragments, aliases and directives are priced as they would be executed", async () => {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  const { body } = await graphql(
    github,
    `query Q($all: Boolean!) { rateLimit { nodeCount }
       repository(owner: "acme", name: "api") { ...F ...F
         more: labels(first: 7) { nodes { id } }
         none: labels(first: 100) @include(if: $all) { nodes { id } } } }
     fragment F on Repository { labels(first: 5) { nodes { id } } }`,
    { all: false },
  );
  expect(body.data.rateLimit.nodeCount).toBe(12);
});
