import { type ChildKind, childKinds } from "@ghsync/core";
import { expect, test } from "vitest";
import { createHydration } from "../support/hydration.ts";
import { pullPath, refuseKinds } from "../support/refusals.ts";

const repository = "o/r";

/** How the query begins to ask for a kind. */
const selectionOf: Record<ChildKind, string> = {
  reviews: "reviews(first: 30",
  reviewComments: "reviewThreads(first: 5",
  comments: "comments(first: 50",
  commits: "commits(first: 50",
  files: "files(first: 100",
};

test("twenty-five pull requests with all their children cost one query, and at most four points", async () => {
  const { github, open, hydrate } = await createHydration();
  const numbers = open(25, 0);
  const { snapshots, failures, fullName, readAt } = await hydrate(numbers);
  expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
  expect({ failures, fullName, readAt }).toEqual({
    failures: [],
    fullName: "o/r",
    readAt: github.clock.now(),
  });
  const { requests, points } = github.ledger.summary();
  expect(requests).toBe(1);
  expect(points).toBeGreaterThan(0);
  expect(points).toBeLessThanOrEqual(4);
});

test("a hydration's cost is counted as GitHub charges it", async () => {
  const { github, client, open, hydrate } = await createHydration();
  await hydrate(open(5, 0));
  expect(client.usage().points).toBe(github.ledger.summary().points);
});

test("a bot, a deleted account and a deleted fork are values", async () => {
  const { truth, hydrate } = await createHydration();
  const opening = { repository, title: "Door" };
  const bot = truth.openPullRequest({ ...opening, actor: "dependabot[bot]" });
  const ghost = truth.openPullRequest({ ...opening, actor: "ada" });
  const forked = truth.openPullRequest({ ...opening, actor: "bob", fork: "bob/r" });
  truth.comment({ repository, number: bot, actor: "ada", body: "Hi" });
  truth.deleteUser({ login: "ada" });
  const [kept] = (await hydrate([forked])).snapshots;
  expect(kept?.pullRequest.headRepository).toBe("bob/r");
  truth.deleteFork({ repository, number: forked });
  const { snapshots, failures } = await hydrate([bot, ghost, forked]);
  expect(failures).toEqual([]);
  const [byBot, byGhost, fromFork] = snapshots;
  expect(byBot?.pullRequest.author).toMatchObject({ login: "dependabot[bot]", type: "Bot" });
  expect(byBot?.children.comments).toMatchObject([{ author: null, body: "Hi" }]);
  expect(byGhost?.pullRequest.author).toBeNull();
  expect(fromFork?.pullRequest).toMatchObject({ headRepository: null, author: { login: "bob" } });
});

test("an empty body is null everywhere", async () => {
  const { truth, hydrate } = await createHydration();
  const number = truth.openPullRequest({ repository, actor: "ada", title: "Door", body: "" });
  truth.submitReview({ repository, number, actor: "bob", state: "APPROVED" });
  const [snapshot] = (await hydrate([number])).snapshots;
  expect(snapshot?.pullRequest.body).toBeNull();
  expect(snapshot?.children.reviews).toMatchObject([{ body: null, state: "approved" }]);
});

test.each(childKinds)(
  "%s that are switched off are undefined and not requested; the others are there",
  async (off) => {
    const { github, truth, open, hydrate } = await createHydration();
    const [number = 0] = open(1, 0);
    const line = { path: "a.ts", line: 1, body: "Why?" };
    truth.submitReview({ repository, number, actor: "bob", comments: [line] });
    truth.comment({ repository, number, actor: "bob", body: "Hi" });
    const queries: string[] = [];
    github.onRequest(({ body = "" }) => void queries.push(body));
    const others = childKinds.filter((kind) => kind !== off);
    const [snapshot] = (await hydrate([number], others)).snapshots;
    expect(snapshot?.children[off]).toBeUndefined();
    for (const kind of others) expect(snapshot?.children[kind]).toHaveLength(1);
    expect(queries).toHaveLength(1);
    expect(queries[0]).not.toContain(selectionOf[off]);
    for (const kind of others) expect(queries[0]).toContain(selectionOf[kind]);
  },
);

test("I13: an unknown number is its own failure, and the others come", async () => {
  const { open, hydrate } = await createHydration();
  const [one = 0, other = 0] = open(2, 0);
  const { snapshots, failures } = await hydrate([one, 999, other]);
  expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([one, other]);
  const reason = expect.stringContaining("999");
  expect(failures).toEqual([{ number: 999, reason, absent: true }]);
});

test("I13: a kind that neither interface may read is left out everywhere, and named; the rest is read", async () => {
  const { github, open, hydrate } = await createHydration();
  const numbers = open(2, 0);
  refuseKinds(github, ["reviews"]);
  const { snapshots, failures, forbidden } = await hydrate(numbers);
  expect(forbidden).toEqual(["reviews"]);
  expect(failures).toEqual([]);
  expect(snapshots.map(({ children }) => children.reviews)).toEqual([undefined, undefined]);
  expect(snapshots.every(({ children }) => children.commits?.length === 1)).toBe(true);
});

test("I13: a pull request that does not match GitHub's schema is read by REST, or is its own failure", async () => {
  const { github, open, hydrate } = await createHydration();
  const [one = 0, other = 0] = open(2, 0);
  let answer = "";
  const stopListening = github.onResponse((_, { body }) => {
    answer = body;
  });
  await hydrate([one, other]);
  stopListening();
  const body = JSON.parse(answer);
  body.data.node[`p${other}`].state = "GONE";
  github.intercept(({ path }) => (path === "/graphql" ? Response.json(body) : undefined));
  const byRest = await hydrate([one, other]);
  expect(byRest).toMatchObject({ failures: [], unread: [] });
  expect(byRest.snapshots[1]?.pullRequest).toMatchObject({ number: other, state: "open" });
  github.faults.add({ when: { path: pullPath }, fault: { kind: "error", status: 451 } });
  const { snapshots, failures } = await hydrate([one, other]);
  expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([one]);
  expect(failures).toEqual([{ number: other, reason: expect.stringContaining('"GONE"') }]);
});
