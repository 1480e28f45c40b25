import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";
import { API, acme, MINUTE_MS, numbersIn, openPulls, repository } from "./acme.ts";

const TITLES = `{ repository(owner: "acme", name: "api") {
  pullRequests(first: 9, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { number title } } } }`;

test("B20: by a knob, lists and hydration know what was true some time ago", async () => {
  const github = acme({ replicaLagMs: 10_000 });
  const { truth, clock } = github;
  clock.advance(MINUTE_MS);
  openPulls(github, 2);
  truth.editPullRequest({ repository, number: 1, title: "Late" });
  const comment = truth.comment({ repository, number: 1, actor: "ada", body: "Late" });
  const [late] = (await rest(github, `${API}/pulls?sort=updated`)).body;
  expect(late.title).toBe("#0");
  expect((await graphql(github, TITLES)).body.data.repository.pullRequests.nodes).toEqual([
    { number: 2, title: "#1" },
    { number: 1, title: "#0" },
  ]);
  expect((await rest(github, `${API}/issues/comments`)).body).toEqual([]);
  expect((await rest(github, `${API}/pulls/1`)).body.comments).toBe(0);
  clock.advance(10_000);
  expect((await graphql(github, TITLES)).body.data.repository.pullRequests.nodes).toEqual([
    { number: 1, title: "Late" },
    { number: 2, title: "#1" },
  ]);
  truth.deleteComment({ repository, comment });
  expect((await rest(github, `${API}/issues/comments`)).body).toMatchObject([{ id: comment }]);
  clock.advance(10_000);
  expect((await rest(github, `${API}/issues/comments`)).body).toEqual([]);
});

test("B20: what is new is 404 by number and NOT_FOUND by id until a replica has it", async () => {
  const github = acme({ replicaLagMs: ({ index }) => (index === 1 ? 0 : 5_000) });
  github.clock.advance(MINUTE_MS);
  github.truth.openPullRequest({ repository, actor: "ada", title: "New" });
  const { node_id } = (await rest(github, `${API}/pulls/1`)).body;
  expect((await rest(github, `${API}/pulls/1`)).status).toBe(404);
  expect(await numbersIn(github, "/issues")).toEqual([]);
  const query = "query ($id: ID!) { node(id: $id) { id } }";
  expect((await graphql(github, query, { id: node_id })).body.errors[0].type).toBe("NOT_FOUND");
  github.clock.advance(5_000);
  expect((await graphql(github, query, { id: node_id })).body.data.node.id).toBe(node_id);
});

test("B20: the lag is by request, so that a later read may know less", async () => {
  const github = acme({ replicaLagMs: ({ index }) => (index % 2 === 0 ? 30_000 : 0) });
  openPulls(github);
  github.truth.editPullRequest({ repository, number: 1, title: "New" });
  const title = async () => (await rest(github, `${API}/pulls/1`)).body.title;
  expect([await title(), await title(), await title()]).toEqual(["New", "#0", "New"]);
});

test("B20: by a knob, neighbours in a list by `updated` change places", async () => {
  const github = acme({ unsortedPages: true });
  openPulls(github, 5);
  expect(await numbersIn(github, "/pulls?sort=updated&direction=asc")).toEqual([2, 1, 4, 3, 5]);
  expect(await numbersIn(github, "/issues?sort=updated&direction=asc")).toEqual([2, 1, 4, 3, 5]);
  expect(await numbersIn(github, "/pulls")).toEqual([5, 4, 3, 2, 1]);
});

test("B20: a generated repository lags like any other", async () => {
  let lagMs = 0;
  const github = createFakeGitHub({ replicaLagMs: () => lagMs });
  generateRepository(github, { fullName: repository, pullRequests: 30, plainIssues: 5 });
  const { clock, truth } = github;
  clock.advance(20 * MINUTE_MS);
  const all = async () => {
    const pulls = await rest(github, `${API}/pulls?state=all&sort=updated`);
    const comments = await rest(github, `${API}/pulls/comments?per_page=100`);
    const hydrated = await graphql(
      github,
      `{ repository(owner: "acme", name: "api") { pullRequests(first: 30) { nodes {
        title headRefOid reviewThreads(first: 9) { nodes { isResolved line
        comments(first: 9) { nodes { body updatedAt } } } } commits(last: 1) { nodes { commit { oid } } } } } } }`,
    );
    return [pulls.body, comments.body, hydrated.body.data];
  };
  const before = await all();
  clock.advance(1_000);
  const { body } = await rest(github, `${API}/pulls?state=open`);
  for (const { number } of body) {
    truth.pushCommits({ repository, number, commits: [{ message: "More" }] });
    truth.comment({ repository, number, actor: "ada", body: "Hm" });
    truth.mergePullRequest({ repository, number, actor: "ada" });
  }
  const after = await all();
  lagMs = 1_000;
  expect(await all()).toEqual(before);
  lagMs = 0;
  expect(await all()).toEqual(after);
});

test("B20: an issue that has just become a pull request is a plain one to a read that lags", async () => {
  const github = acme({ replicaLagMs: ({ path }) => (path.includes("lagging") ? 5_000 : 0) });
  const { truth, clock } = github;
  truth.openIssue({ repository, actor: "ada", title: "Why?" });
  clock.advance(MINUTE_MS);
  truth.convertIssue({ repository, number: 1, actor: "ada" });
  const read = async (query: string) => {
    const [issue] = (await rest(github, `${API}/issues?${query}`)).body;
    const { length } = await numbersIn(github, `/pulls?${query}`);
    return { isPull: issue.pull_request !== undefined, node: issue.node_id, length };
  };
  const now = await read("now");
  expect(now).toMatchObject({ isPull: true, length: 1 });
  const before = await read("lagging");
  expect(before).toMatchObject({ isPull: false, length: 0 });
  expect(before.node).not.toBe(now.node);
  expect(await read("now")).toEqual(now);
  clock.advance(5_000);
  expect(await read("lagging")).toEqual(now);
});
