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

const REPOSITORY = `repository(owner: "acme", name: "api")`;

function ask(query: string, variables = {}) {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/api" });
  for (const title of ["One", "Two", "Three", "Four"]) {
    github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title });
  }
  return graphql(github, query, variables).then(({ body, status }) => ({ github, body, status }));
}

test("a variable's default bounds, prices and is executed", async () => {
  const query = `query ($n: Int = 3) { rateLimit { nodeCount }
    ${REPOSITORY} { pullRequests(first: $n) { nodes { number } } } }`;
  const { body } = await ask(query);
  expect(body.data.rateLimit.nodeCount).toBe(3);
  expect(body.data.repository.pullRequests.nodes).toHaveLength(3);
  expect((await ask(query, { n: 2 })).body.data.repository.pullRequests.nodes).toHaveLength(2);
});

test.each([
  ["is missing", {}],
  ["is of another type", { n: "two" }],
])("a variable that %s is refused before anything is charged", async (_name, variables) => {
  const query = `query ($n: Int!) { ${REPOSITORY} { pullRequests(first: $n) { nodes { id } } } }`;
  const { github, body, status } = await ask(query, variables);
  expect(status).toBe(200);
  expect(body).not.toHaveProperty("data");
  expect(body.errors).toMatchObject([
    { message: "Variable $n of type Int! was provided invalid value" },
  ]);
  expect(github.ledger.summary().points).toBe(0);
});

test.each([
  [
    "in a fragment",
    `{ ...F viewer { login } } fragment F on Query { rateLimit(dryRun: true) { cost } }`,
  ],
  ["inline", "{ ... on Query { rateLimit(dryRun: true) { cost } } viewer { login } }"],
  [
    "by a default",
    "query ($dry: Boolean = true) { rateLimit(dryRun: $dry) { cost } viewer { login } }",
  ],
  ["under another name", "{ price: rateLimit(dryRun: true) { cost } viewer { login } }"],
])("a dry run that is asked for %s runs nothing and costs nothing", async (_name, query) => {
  const { github, body } = await ask(query);
  expect(Object.values(body.data)).toEqual([{ cost: 1 }]);
  expect(github.ledger.summary().points).toBe(0);
});

test("a dry run that is left out is none", async () => {
  const { github, body } = await ask(
    "{ rateLimit(dryRun: true) @skip(if: true) { cost } viewer { login } }",
  );
  expect(body.data).toEqual({ viewer: { login: "viewer-1" } });
  expect(github.ledger.summary().points).toBe(1);
});

test.each([
  ["first: 0", "INSUFFICIENT_PAGINATION"],
  ["first: -1", "INSUFFICIENT_PAGINATION"],
  ["last: 0", "INSUFFICIENT_PAGINATION"],
  ["last: 101", "EXCESSIVE_PAGINATION"],
  ["first: 4, last: 2", "UNSUPPORTED_PAGINATION"],
])("a page of `%s` is refused, and never empty", async (bounds, type) => {
  const { github, body } = await ask(
    `{ ${REPOSITORY} { pullRequests(${bounds}) { nodes { id } } } }`,
  );
  expect(body).not.toHaveProperty("data");
  expect(body.errors[0]).toMatchObject({ type, path: ["query", "repository", "pullRequests"] });
  expect(github.ledger.summary().points).toBe(0);
});
