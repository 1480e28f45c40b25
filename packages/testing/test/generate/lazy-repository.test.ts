import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";

const repository = "acme/api";
const ROOT = `/repos/${repository}`;
/** More than are kept at a time once they are made. */
const PULL_REQUESTS = 300;
const LISTS = ["/pulls?state=all", "/issues?state=all", "/issues/comments?", "/pulls/comments?"];

function generate(): { github: FakeGitHub; numbers: readonly number[] } {
  const github = createFakeGitHub();
  const { pullRequests } = generateRepository(github, {
    fullName: repository,
    pullRequests: PULL_REQUESTS,
    plainIssues: 20,
  });
  github.setRemaining("core", 1_000_000);
  return { github, numbers: pullRequests };
}

/** Every page of a list, one after the other. */
async function readAll(github: FakeGitHub, list: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let page = 1, more = true; more; page += 1) {
    const separator = list.includes("?") ? "&" : "?";
    const { body } = await rest(github, `${ROOT}${list}${separator}per_page=100&page=${page}`);
    rows.push(...body);
    more = body.length === 100;
  }
  return rows;
}

const CHILDREN = ["", "/reviews", "/comments", "/commits", "/files"];

async function readChildren(github: FakeGitHub, number: number): Promise<unknown[]> {
  const answers = await Promise.all(
    CHILDREN.map((path) => rest(github, `${ROOT}/pulls/${number}${path}`)),
  );
  return answers.map(({ body }) => body);
}

/** What only GraphQL shows, with the links between threads, comments, reviews and commits. */
async function readThreads(github: FakeGitHub, number: number): Promise<unknown> {
  const { body } = await graphql(
    github,
    `query ($number: Int!) { repository(owner: "acme", name: "api") { pullRequest(number: $number) {
       reviewDecision mergeCommit { oid message } comments(first: 100) { nodes { id body authorAssociation } }
       reviews(first: 50) { nodes { id authorAssociation comments(first: 20) { nodes { id } } } }
       reviewThreads(first: 50) { nodes { id isResolved isOutdated line resolvedBy { login }
         comments(first: 20) { nodes { id replyTo { id } commit { oid } originalCommit { oid } } } } } } } }`,
    { number },
  );
  expect(body).not.toHaveProperty("errors");
  return body.data;
}

test("answers are the same whatever order things are asked in, and however often", async () => {
  const [forwards, backwards] = [generate(), generate()];
  const lists = await Promise.all(LISTS.map((list) => readAll(forwards.github, list)));
  const children = new Map<number, unknown>();
  for (const number of forwards.numbers) {
    children.set(number, await readChildren(forwards.github, number));
  }
  for (const number of backwards.numbers.toReversed().filter((_, index) => index % 3 === 0)) {
    expect(await readChildren(backwards.github, number)).toEqual(children.get(number));
  }
  expect(await Promise.all(LISTS.map((list) => readAll(backwards.github, list)))).toEqual(lists);
  const [first = 0] = forwards.numbers;
  expect(await readChildren(forwards.github, first)).toEqual(children.get(first));
});

test("a verb does the same to a pull request that was read before and to one that wasn't", async () => {
  const [read, unread] = [generate(), generate()];
  for (const { github, numbers } of [read, unread]) {
    const [comment] = (await readAll(github, "/pulls/comments")).filter((row) =>
      String(row.pull_request_url).endsWith(`/${numbers[7]}`),
    );
    if (github === read.github) {
      for (const number of numbers.slice(0, 40)) {
        await readChildren(github, number);
        await readThreads(github, number);
      }
    }
    change(github, numbers, Number(comment?.id));
  }
  for (const number of read.numbers.slice(0, 40)) {
    const expected = await readChildren(read.github, number);
    expect(await readChildren(unread.github, number)).toEqual(expected);
    expect(await readThreads(unread.github, number)).toEqual(
      await readThreads(read.github, number),
    );
  }
  for (const list of LISTS) {
    expect(await readAll(unread.github, list)).toEqual(await readAll(read.github, list));
  }
});

function change({ truth, clock }: FakeGitHub, numbers: readonly number[], comment: number): void {
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  const actor = "mona";
  clock.advance(60_000);
  truth.pushCommits({ repository, number: a, commits: [{ message: "More" }] });
  truth.pushCommits({ repository, number: b, forced: true, commits: [{ message: "Anew" }] });
  truth.comment({ repository, number: c, actor, body: "Hello" });
  const review = truth.submitReview({ repository, number: d, actor, state: "APPROVED" });
  truth.dismissReview({ repository, number: d, review });
  clock.advance(60_000);
  truth.replyToThread({ repository, comment, actor, body: "Indeed" });
  truth.resolveThread({ repository, comment, actor });
  truth.deleteReviewComment({ repository, comment });
  truth.deleteUser({ login: "grace" });
}

test("lists say what single reads say", async () => {
  const { github, numbers } = generate();
  const rows = new Map((await readAll(github, "/pulls?state=all")).map((row) => [row.number, row]));
  const [conversation, reviewComments] = [
    await readAll(github, "/issues/comments"),
    await readAll(github, "/pulls/comments"),
  ];
  expect(conversation.map(({ id }) => id)).toEqual(
    conversation.map(({ id }) => id).toSorted((x, y) => Number(x) - Number(y)),
  );
  for (const number of numbers.slice(0, 80)) {
    const { body: pull } = await rest(github, `${ROOT}/pulls/${number}`);
    expect(pull).toMatchObject(rows.get(number) ?? {});
    const ofIssue = await readAll(github, `/issues/${number}/comments`);
    const ofPull = await readAll(github, `/pulls/${number}/comments`);
    const isHere = (key: string) => (row: Record<string, unknown>) =>
      String(row[key]).endsWith(`/${number}`);
    expect(ofIssue).toEqual(conversation.filter(isHere("issue_url")));
    expect(ofPull).toEqual(reviewComments.filter(isHere("pull_request_url")));
    expect(pull.comments).toBe(ofIssue.length);
    expect(pull.review_comments).toBe(ofPull.length);
    expect(pull.commits).toBe((await readAll(github, `/pulls/${number}/commits`)).length);
    expect(pull.changed_files).toBe((await readAll(github, `/pulls/${number}/files`)).length);
  }
});

test("the comments of a repository since an instant are those that changed since", async () => {
  const { github } = generate();
  for (const list of ["/issues/comments", "/pulls/comments"]) {
    const all = await readAll(github, list);
    const edited = all.filter((row) => row.updated_at !== row.created_at);
    expect(edited.length > 0).toBe(list === "/issues/comments");
    const since = String(all[Math.floor(all.length / 2)]?.updated_at);
    const expected = all
      .filter((row) => String(row.updated_at) >= since)
      .map(({ updated_at, id }) => ({ updated_at, id }))
      .toSorted((a, b) => (`${a.updated_at}${a.id}` < `${b.updated_at}${b.id}` ? -1 : 1));
    const asked = await readAll(github, `${list}?sort=updated&direction=asc&since=${since}`);
    expect(asked.map(({ updated_at, id }) => ({ updated_at, id }))).toEqual(expected);
  }
});

test("a node id leads to its record before anybody asked for what is around it", async () => {
  const [known, fresh] = [generate(), generate()];
  const number = known.numbers[7] ?? 0;
  const text = JSON.stringify([
    await readChildren(known.github, number),
    await readThreads(known.github, number),
  ]);
  const ids = [...new Set(text.match(/"(?:PR|PRR|PRRT|PRRC|IC|C)_kwDO[\w-]+"/g))].map((id) =>
    JSON.parse(id),
  );
  expect(ids.length).toBeGreaterThan(30);
  for (let start = 0; start < ids.length; start += 100) {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const chosen = ids.slice(start, start + 100);
    const { body } = await graphql(fresh.github, query, { ids: chosen });
    expect(body.data.nodes).toEqual(chosen.map((id) => ({ id })));
  }
});

test("a read that lags shows a pull request as it was before its first verb", async () => {
  const lag = { ms: 0 };
  const github = createFakeGitHub({ replicaLagMs: () => lag.ms });
  const { pullRequests } = generateRepository(github, {
    fullName: repository,
    pullRequests: 40,
  });
  const number = pullRequests[7] ?? 0;
  const readEverything = async () => [
    await readChildren(github, number),
    await readThreads(github, number),
    await Promise.all(LISTS.map((list) => readAll(github, list))),
  ];
  const before = await readEverything();
  github.clock.advance(60_000);
  github.truth.pushCommits({ repository, number, commits: [{ message: "More" }] });
  github.truth.submitReview({ repository, number, actor: "mona", state: "APPROVED" });
  const after = await readEverything();
  expect(after).not.toEqual(before);
  lag.ms = 30_000;
  expect(await readEverything()).toEqual(before);
  lag.ms = 0;
  expect(await readEverything()).toEqual(after);
});
