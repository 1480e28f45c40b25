import type { FakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";
import { API, acme, openPulls, repository } from "./acme.ts";

const inRepository = (github: FakeGitHub, selection: string) =>
  graphql(github, `{ repository(owner: "acme", name: "api") { ${selection} } }`);

/** The query of which GitHub's reference says what it costs. */
const documented = (first: number) => `{ rateLimit { cost nodeCount limit remaining used resetAt }
  viewer { login } repository(owner: "acme", name: "api") {
    pullRequests(first: ${first}) { nodes { reviewThreads(first: 50) { nodes {
      comments(first: 50) { nodes { id } } } } } } } }`;

test("B40: a query costs the requests that its full connections need, by the hundred, at least 1", async () => {
  const github = acme();
  const { body } = await graphql(github, documented(20));
  expect(body.data.rateLimit).toEqual({
    cost: 10,
    nodeCount: 51_020,
    limit: 5_000,
    remaining: 4_990,
    used: 10,
    resetAt: "2026-01-05T13:00:00Z",
  });
  expect((await graphql(github, documented(1))).body.data.rateLimit.cost).toBe(1);
});

test("B40: a dry run tells the price, runs nothing and costs nothing", async () => {
  const github = acme();
  const dry = documented(20).replace("rateLimit", "rateLimit(dryRun: true)");
  const { body, headers } = await graphql(github, dry);
  expect(body.data).toEqual({
    rateLimit: expect.objectContaining({ cost: 10, nodeCount: 51_020, remaining: 5_000 }),
  });
  expect(headers.get("x-ratelimit-remaining")).toBe("5000");
  expect(github.ledger.summary().points).toBe(0);
  const query = "query ($dry: Boolean!) { rateLimit(dryRun: $dry) { cost } viewer { login } }";
  const wet = await graphql(github, query, { dry: false });
  expect(wet.body.data.viewer.login).toBe("viewer-1");
  expect(github.ledger.summary().points).toBe(1);
});

test("B41: a connection needs a bound, a query at most 500,000 nodes and 100 ids", async () => {
  const github = acme();
  const typeOf = async (selection: string) =>
    (await inRepository(github, selection)).body.errors[0].type;
  expect(await typeOf("pullRequests { nodes { id } }")).toBe("MISSING_PAGINATION_BOUNDARIES");
  expect(await typeOf("pullRequests(first: 101) { nodes { id } }")).toBe("EXCESSIVE_PAGINATION");
  const deep = `pullRequests(first: 50) { nodes { reviewThreads(first: 100) { nodes {
    comments(first: 100) { nodes { id } } } } } }`;
  const { errors } = (await inRepository(github, deep)).body;
  expect(errors[0]).toMatchObject({
    type: "MAX_NODE_LIMIT_EXCEEDED",
    message: expect.stringContaining("exceeds the maximum limit of 500,000"),
  });
  const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
  const { body } = await graphql(github, query, { ids: Array<string>(101).fill("PR_x") });
  expect(body.errors[0]).toMatchObject({
    type: "ARGUMENT_LIMIT",
    message: "You may not provide more than 100 node ids; you provided 101.",
  });
});

test("B42: a query that takes too long is 502 or 504, as JSON or a page, and costs extra", async () => {
  const github = acme();
  const query = "{ viewer { login } }";
  github.faults.add({ times: 1, fault: { kind: "latency", ms: 10_000 } });
  // However late an answer is: only a fault of its own gives a query up.
  expect((await graphql(github, query)).status).toBe(200);
  github.ledger.clear();
  const ask = () =>
    github.fetch("https://api.github.com/graphql", {
      method: "POST",
      headers: { authorization: "bearer test" },
      body: JSON.stringify({ query: documented(20) }),
    });
  github.faults.add({ times: 1, fault: { kind: "graphql-timeout" } });
  const json = await ask();
  expect(json.status).toBe(502);
  const body = (await json.json()) as { data: unknown; errors: { message: string }[] };
  expect(body.data).toBeNull();
  expect(body.errors[0]?.message).toContain("This may be the result of a timeout");
  expect(github.ledger.summary().points).toBe(20);
  const fault = { kind: "graphql-timeout", status: 504, html: true, points: 50 } as const;
  github.faults.add({ times: 1, fault });
  const page = await ask();
  expect(page.status).toBe(504);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(github.ledger.summary().points).toBe(80);
  expect((await ask()).status).toBe(200);
});

test("B43: resources run out at a field, which is null at its path beside an error", async () => {
  const github = acme();
  openPulls(github, 2);
  const failing = { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED" } as const;
  const selection = `pullRequests(first: 2) { nodes { number headRepository { id } } }`;
  const path = ["repository", "pullRequests", "nodes", 1, "headRepository"];
  github.faults.add({ times: 1, fault: { ...failing, path } });
  const one = await inRepository(github, selection);
  expect(one.status).toBe(200);
  expect(one.body.data.repository.pullRequests.nodes[0].headRepository).not.toBeNull();
  expect(one.body.data.repository.pullRequests.nodes[1]).toEqual({
    number: 2,
    headRepository: null,
  });
  expect(one.body.errors).toMatchObject([
    { type: failing.type, path, message: "Resource limits for this query exceeded." },
  ]);
  github.faults.add({ times: 1, fault: { ...failing, field: "PullRequest.headRepository" } });
  expect((await inRepository(github, selection)).body.errors).toHaveLength(2);
});

test("B43: a field that may not be null takes its parent along", async () => {
  const github = acme();
  openPulls(github);
  const field = "PullRequest.comments";
  github.faults.add({ fault: { kind: "graphql-error", type: "RESOURCE_LIMITS_EXCEEDED", field } });
  const selection = "pullRequest(number: 1) { title comments(first: 1) { totalCount } }";
  const { body } = await inRepository(github, selection);
  expect(body.data.repository.pullRequest).toBeNull();
  expect(body.errors[0].path).toEqual(["repository", "pullRequest", "comments"]);
});

test("B44: what isn't there, or is forbidden, is null beside an error, and the rest is answered", async () => {
  const github = acme();
  openPulls(github);
  const selection = "a: pullRequest(number: 1) { title } b: pullRequest(number: 9) { title }";
  const { body } = await inRepository(github, selection);
  expect(body.data.repository).toEqual({ a: { title: "#0" }, b: null });
  expect(body.errors).toMatchObject([{ type: "NOT_FOUND", path: ["repository", "b"] }]);
  const field = "PullRequest.author";
  github.faults.add({ fault: { kind: "graphql-error", type: "FORBIDDEN", field } });
  const forbidden = await inRepository(github, "pullRequest(number: 1) { title author { login } }");
  expect(forbidden.status).toBe(200);
  expect(forbidden.body).toMatchObject({
    data: { repository: { pullRequest: { title: "#0", author: null } } },
    errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }],
  });
});

test("B44: spent points are RATE_LIMIT or RATE_LIMITED, with status 200 or 403", async () => {
  const github = acme();
  for (const [type, status] of [
    ["RATE_LIMIT", 200],
    ["RATE_LIMITED", 200],
    ["RATE_LIMITED", 403],
  ] as const) {
    github.faults.add({ times: 1, fault: { kind: "graphql-limit", type, status } });
    const refused = await inRepository(github, "id");
    expect(refused.status).toBe(status);
    expect(refused.body).not.toHaveProperty("data");
    expect(refused.body.errors[0].type).toBe(type);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  }
  const spent = acme({ limits: { graphqlError: "RATE_LIMITED" } });
  spent.setRemaining("graphql", 0);
  expect((await inRepository(spent, "id")).body.errors[0].type).toBe("RATE_LIMITED");
});

test("B45: a former name is followed unless that is declined", async () => {
  const github = acme();
  github.truth.renameRepository({ repository, fullName: "acme/new" });
  const { body } = await graphql(
    github,
    `{ a: repository(owner: "acme", name: "api") { nameWithOwner }
       b: repository(owner: "acme", name: "api", followRenames: false) { nameWithOwner } }`,
  );
  expect(body.data).toEqual({ a: { nameWithOwner: "acme/new" }, b: null });
});

test("B45: by a knob, what is old has an id of the old form, unless a header asks for the new", async () => {
  const github = acme({ legacyNodeIdsBefore: new Date("2026-01-05T12:00:30Z") });
  openPulls(github, 2);
  const rows = (await rest(github, `${API}/pulls`)).body;
  const [young, old] = rows.map(({ node_id }: { node_id: string }) => node_id);
  expect(young).toMatch(/^PR_/);
  expect(Buffer.from(old, "base64").toString()).toMatch(/^011:PullRequest\d+$/);
  expect((await rest(github, `${API}/issues`)).body[1].node_id).toBe(old);
  const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
  const hydrated = await graphql(github, query, { ids: [young, old] });
  expect(hydrated.body.data.nodes).toEqual([{ id: young }, { id: old }]);
  const next = { authorization: "token test", "x-github-next-global-id": "1" };
  const renewed = (await rest(github, `${API}/pulls/1`, next)).body.node_id;
  expect(renewed).toMatch(/^PR_/);
  expect((await graphql(github, query, { ids: [renewed] })).body.data.nodes).toEqual([{ id: old }]);
});

test("B46: cursors keep their place in nested connections while rows come and go", async () => {
  const github = acme();
  const target = openPulls(github);
  const ids = ["a", "b", "c", "d"].map((body) =>
    github.truth.comment({ ...target, actor: "ada", body }),
  );
  const page = async (after: string | null) => {
    const bounds = `first: 2, after: ${JSON.stringify(after)}`;
    const { body } = await inRepository(
      github,
      `pullRequests(first: 1) { pageInfo { hasNextPage } nodes { comments(${bounds}) {
        totalCount nodes { body } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
    );
    return body.data.repository.pullRequests.nodes[0].comments;
  };
  const first = await page(null);
  expect(first).toMatchObject({ nodes: [{ body: "a" }, { body: "b" }] });
  github.truth.deleteComment({ repository, comment: ids[1] ?? 0 });
  github.truth.comment({ ...target, actor: "ada", body: "e" });
  const second = await page(first.pageInfo.endCursor);
  expect(second).toMatchObject({
    totalCount: 4,
    nodes: [{ body: "c" }, { body: "d" }],
    pageInfo: { hasNextPage: true, hasPreviousPage: true },
  });
  expect(await page(second.pageInfo.endCursor)).toMatchObject({
    nodes: [{ body: "e" }],
    pageInfo: { hasNextPage: false },
  });
});
