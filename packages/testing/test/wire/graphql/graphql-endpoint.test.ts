import { createFakeGitHub } from "@ghsync/testing";
import { beforeEach, expect, test } from "vitest";
import { graphql, rest } from "../../ask.ts";

const repository = "acme/api";
let github = createFakeGitHub();

beforeEach(() => {
  github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository, members: ["grace"] });
  github.truth.openPullRequest({ repository, actor: "ada", title: "Door" });
});

const inRepository = (selection: string) =>
  graphql(github, `{ repository(owner: "acme", name: "api") { ${selection} } }`);

test("a query that GitHub would refuse is refused", async () => {
  const { status, body } = await inRepository("pullRequest(number: 1) { mergedAtt }");
  expect(status).toBe(200);
  expect(body).not.toHaveProperty("data");
  expect(body.errors[0].message).toContain('"mergedAtt"');
});

test("a number that isn't there is null beside NOT_FOUND, and the rest is answered", async () => {
  github.truth.openIssue({ repository, actor: "ada", title: "Plain" });
  const { status, body } = await inRepository(
    "p1: pullRequest(number: 1) { title } p2: pullRequest(number: 2) { title }",
  );
  expect(status).toBe(200);
  expect(body.data.repository).toEqual({ p1: { title: "Door" }, p2: null });
  expect(body.errors).toMatchObject([
    {
      type: "NOT_FOUND",
      path: ["repository", "p2"],
      message: "Could not resolve to a PullRequest with the number of 2.",
    },
  ]);
});

test("nodes are found by id, the unknown are null beside NOT_FOUND", async () => {
  const [pull] = (await rest(github, "/repos/acme/api/pulls")).body;
  const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
  const { body } = await graphql(github, query, { ids: [pull.node_id, "PR_none"] });
  expect(body.data.nodes).toEqual([{ __typename: "PullRequest", id: pull.node_id }, null]);
  expect(body.errors).toMatchObject([{ type: "NOT_FOUND", path: ["nodes", 1] }]);
  const many = await graphql(github, query, { ids: Array(101).fill(pull.node_id) });
  expect(many.body.errors[0]).toMatchObject({ type: "ARGUMENT_LIMIT" });
});

test("a connection needs a bound of at most 100, and a query at most 500,000 nodes", async () => {
  const type = async (selection: string) => (await inRepository(selection)).body.errors?.[0].type;
  expect(await type("pullRequests { nodes { id } }")).toBe("MISSING_PAGINATION_BOUNDARIES");
  expect(await type("pullRequests { totalCount }")).toBeUndefined();
  expect(await type("pullRequests(first: 101) { nodes { id } }")).toBe("EXCESSIVE_PAGINATION");
  const threads = "reviewThreads(first: 100) { nodes { comments(first: 100) { nodes { id } } } }";
  expect(await type(`pullRequests(first: 50) { nodes { ${threads} } }`)).toBe(
    "MAX_NODE_LIMIT_EXCEEDED",
  );
});

test("cursors keep their place while rows come and go", async () => {
  const comments = ["a", "b", "c", "d"].map((body) =>
    github.truth.comment({ repository, number: 1, actor: "ada", body }),
  );
  const page = async (after: string | null) => {
    const selection = "nodes { body } totalCount pageInfo { hasNextPage endCursor }";
    const bounds = `first: 2, after: ${JSON.stringify(after)}`;
    const { body } = await inRepository(
      `pullRequest(number: 1) { comments(${bounds}) { ${selection} } }`,
    );
    return body.data.repository.pullRequest.comments;
  };
  const first = await page(null);
  expect(first).toMatchObject({ totalCount: 4, nodes: [{ body: "a" }, { body: "b" }] });
  github.truth.deleteComment({ repository, comment: comments[1] ?? 0 });
  const second = await page(first.pageInfo.endCursor);
  expect(second).toMatchObject({ nodes: [{ body: "c" }, { body: "d" }] });
  expect(second.pageInfo.hasNextPage).toBe(false);
});

test("pull requests come in the order and the states that are asked for", async () => {
  github.truth.openPullRequest({ repository, actor: "ada", title: "Two" });
  github.truth.mergePullRequest({ repository, number: 2, actor: "grace" });
  github.clock.advance(60_000);
  github.truth.editPullRequest({ repository, number: 1, title: "Gate" });
  const numbers = async (args: string) => {
    const { body } = await inRepository(`pullRequests(first: 9${args}) { nodes { number state } }`);
    return body.data.repository.pullRequests.nodes;
  };
  const newest = ", orderBy: { field: UPDATED_AT, direction: DESC }";
  expect(await numbers(newest)).toMatchObject([{ number: 1 }, { number: 2 }]);
  expect(await numbers(", states: [MERGED]")).toEqual([{ number: 2, state: "MERGED" }]);
});

test("a bot's login is bare, an empty body is text, a deleted author is null", async () => {
  github.truth.openPullRequest({ repository, actor: "dependabot[bot]", title: "Bump" });
  github.truth.deleteUser({ login: "ada" });
  const fields = "body author { __typename login }";
  const { body } = await inRepository(
    `p1: pullRequest(number: 1) { ${fields} } p2: pullRequest(number: 2) { ${fields} }`,
  );
  expect(body.data.repository).toEqual({
    p1: { body: "", author: null },
    p2: { body: "", author: { __typename: "Bot", login: "dependabot" } },
  });
});

test("ids beyond 32 bits are whole in fullDatabaseId and null in databaseId", async () => {
  const { body } = await inRepository("pullRequest(number: 1) { databaseId fullDatabaseId }");
  const { id } = (await rest(github, "/repos/acme/api/pulls/1")).body;
  expect(body.data.repository.pullRequest).toEqual({ databaseId: null, fullDatabaseId: `${id}` });
});

test("threads show their place, their comments and whether they are resolved", async () => {
  const comments = [{ path: "a.ts", line: 9, startLine: 5, body: "Why?" }];
  github.truth.submitReview({ repository, number: 1, actor: "grace", state: "APPROVED", comments });
  const [comment] = (await rest(github, "/repos/acme/api/pulls/comments")).body;
  github.truth.replyToThread({ repository, comment: comment.id, actor: "ada", body: "So." });
  github.truth.resolveThread({ repository, comment: comment.id, actor: "ada" });
  const { body } = await inRepository(`pullRequest(number: 1) { reviewDecision totalCommentsCount
    reviewThreads(first: 5) { nodes { path line startLine diffSide startDiffSide isResolved
      comments(first: 5) { nodes { body subjectType replyTo { fullDatabaseId }
        pullRequestReview { state } commit { oid } } } } } }`);
  expect(body.data.repository.pullRequest).toMatchObject({
    reviewDecision: "APPROVED",
    totalCommentsCount: 2,
    reviewThreads: {
      nodes: [
        {
          path: "a.ts",
          line: 9,
          startLine: 5,
          diffSide: "RIGHT",
          startDiffSide: "RIGHT",
          isResolved: true,
          comments: {
            nodes: [
              { body: "Why?", subjectType: "LINE", pullRequestReview: { state: "APPROVED" } },
              { body: "So.", replyTo: { fullDatabaseId: `${comment.id}` } },
            ],
          },
        },
      ],
    },
  });
});

test("a former name is followed unless that is declined", async () => {
  github.truth.renameRepository({ repository, fullName: "acme/new" });
  const { body } = await graphql(
    github,
    `{ a: repository(owner: "acme", name: "api") { nameWithOwner }
       b: repository(owner: "acme", name: "api", followRenames: false) { nameWithOwner } }`,
  );
  expect(body.data).toEqual({ a: { nameWithOwner: "acme/new" }, b: null });
});

test("spent points are an error in an answer of 200", async () => {
  github.setRemaining("graphql", 0);
  const { status, headers, body } = await inRepository("id");
  expect(status).toBe(200);
  expect(headers.get("x-ratelimit-remaining")).toBe("0");
  expect(headers.get("x-ratelimit-resource")).toBe("graphql");
  expect(body.errors[0]).toMatchObject({ type: "RATE_LIMIT", code: "graphql_rate_limit" });
  expect(body).not.toHaveProperty("data");
});

test("GraphQL asks for a token and for JSON", async () => {
  const ask = (body: string, headers: Record<string, string>) =>
    github.fetch("https://api.github.com/graphql", { method: "POST", body, headers });
  expect((await ask("{}", {})).status).toBe(401);
  expect((await ask("nonsense", { authorization: "token x" })).status).toBe(400);
});

test("a field of GitHub's that isn't served says so", async () => {
  const { body } = await inRepository(
    "pullRequest(number: 1) { hovercard { contexts { message } } }",
  );
  expect(body.errors[0].message).toBe("FakeGitHub doesn't serve PullRequest.hovercard.");
});
