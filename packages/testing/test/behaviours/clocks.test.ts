import { expect, test } from "vitest";
import { graphql, rest } from "../ask.ts";
import { API, acme, clocksOf, commentOnCode, MINUTE_MS, openPulls, repository } from "./acme.ts";
import { happen } from "./happen.ts";

test("B11: an edited comment moves its issue and pull request, or by a knob its own clock alone", async () => {
  for (const bumpOnCommentEdit of [true, false]) {
    const github = acme({ bumpOnCommentEdit });
    const target = openPulls(github);
    const comment = github.truth.comment({ ...target, actor: "ada", body: "Hm" });
    const code = await commentOnCode(github, target);
    const edits = [
      () => github.truth.editComment({ repository, comment, body: "Yes" }),
      () => github.truth.editReviewComment({ repository, comment: code, body: "So" }),
    ];
    for (const edit of edits) {
      const before = await clocksOf(github);
      github.clock.advance(MINUTE_MS);
      edit();
      expect((await clocksOf(github)).issue !== before.issue).toBe(bumpOnCommentEdit);
      expect((await clocksOf(github)).pull !== before.pull).toBe(bumpOnCommentEdit);
    }
    const [edited] = (await rest(github, `${API}/issues/comments`)).body;
    expect(edited).toMatchObject({ body: "Yes", updated_at: "2026-01-05T12:02:00Z" });
  }
});

test("B12: a deleted comment moves nothing, leaves nothing, and the count drops", async () => {
  const { github, moved } = await happen(({ truth }, { comment }) =>
    truth.deleteComment({ repository, comment }),
  );
  expect(moved).toEqual([]);
  expect((await rest(github, `${API}/issues/comments`)).body).toEqual([]);
  expect((await rest(github, `${API}/pulls/1`)).body.comments).toBe(0);
});

test("B12: so does a deleted review comment", async () => {
  const { github, moved } = await happen(({ truth }, { code }) =>
    truth.deleteReviewComment({ repository, comment: code }),
  );
  expect(moved).toEqual([]);
  expect((await rest(github, `${API}/pulls/1`)).body.review_comments).toBe(0);
});

test("B13: a resolved thread, a check, a status and a reaction move nothing, but show", async () => {
  const { github, moved } = await happen(({ truth }, { number, comment, code }) => {
    truth.resolveThread({ repository, comment: code, actor: "grace" });
    truth.unresolveThread({ repository, comment: code });
    truth.resolveThread({ repository, comment: code, actor: "grace" });
    truth.reportCheck({ repository, number, name: "build", conclusion: "failure" });
    truth.reportStatus({ repository, number, context: "ci", state: "success" });
    truth.react({ repository, number, actor: "grace", content: "heart" });
    truth.react({ repository, comment, actor: "grace", content: "+1" });
    truth.react({ repository, reviewComment: code, actor: "grace", content: "eyes" });
  });
  expect(moved).toEqual([]);
  const { head } = (await rest(github, `${API}/pulls/1`)).body;
  const { body } = await graphql(
    github,
    `{ repository(owner: "acme", name: "api") { pullRequest(number: 1) {
      reactionGroups { content reactors(first: 1) { totalCount } }
      reviewThreads(first: 1) { nodes { isResolved } }
      statusCheckRollup { state contexts(first: 5) { nodes { __typename
        ... on CheckRun { name conclusion } ... on StatusContext { context } } } } } } }`,
  );
  const pull = body.data.repository.pullRequest;
  expect(pull.statusCheckRollup).toEqual({
    state: "FAILURE",
    contexts: {
      nodes: [
        { __typename: "CheckRun", name: "build", conclusion: "FAILURE" },
        { __typename: "StatusContext", context: "ci" },
      ],
    },
  });
  expect(pull.reviewThreads.nodes).toEqual([{ isResolved: true }]);
  expect(pull.reactionGroups).toContainEqual({ content: "HEART", reactors: { totalCount: 1 } });
  expect((await rest(github, `${API}/issues/comments`)).body[0].reactions["+1"]).toBe(1);
  expect((await rest(github, `${API}/pulls/comments`)).body[0].reactions.eyes).toBe(1);
  const runs = (await rest(github, `${API}/commits/${head.sha}/check-runs`)).body;
  expect(runs).toMatchObject({ total_count: 1, check_runs: [{ name: "build" }] });
  expect((await rest(github, `${API}/commits/${head.sha}/status`)).body.state).toBe("success");
});

test("B14: deleting the head branch after the merge moves the pull request's clock", async () => {
  const { github, moved } = await happen(({ truth, clock }, { number }) => {
    truth.mergePullRequest({ repository, number, actor: "grace" });
    clock.advance(9_000);
    truth.deleteHeadBranch({ repository, number });
  });
  expect(moved).toEqual(["issue", "pull"]);
  expect(await clocksOf(github)).toEqual({
    issue: "2026-01-05T12:02:00Z",
    pull: "2026-01-05T12:02:09Z",
  });
  const query = `{ repository(owner: "acme", name: "api") {
    pullRequest(number: 1) { headRefName headRef { name } } } }`;
  const { body } = await graphql(github, query);
  expect(body.data.repository.pullRequest).toEqual({ headRefName: "branch-1", headRef: null });
});

test("B15: a push to the base, or another's merge, moves open pull requests only by a knob", async () => {
  for (const bumpOnBasePush of [false, true]) {
    const github = acme({ bumpOnBasePush });
    openPulls(github, 3);
    const other = { repository, actor: "ada", title: "Elsewhere", base: "next" };
    github.truth.openPullRequest(other);
    const before = await clocksOf(github, 2);
    const elsewhere = await clocksOf(github, 4);
    github.clock.advance(MINUTE_MS);
    github.truth.mergePullRequest({ repository, number: 1, actor: "grace" });
    const merged = await clocksOf(github, 2);
    expect(merged.pull !== before.pull).toBe(bumpOnBasePush);
    github.clock.advance(MINUTE_MS);
    github.truth.pushToBranch({ repository });
    expect((await clocksOf(github, 2)).pull !== merged.pull).toBe(bumpOnBasePush);
    expect(await clocksOf(github, 4)).toEqual(elsewhere);
  }
});

test("B16: a pending review is its author's alone; submitted, its comments are older than their change", async () => {
  const github = acme();
  const target = openPulls(github);
  // Whoever asks first is known as viewer-1.
  const comments = [{ path: "a.ts", line: 1, body: "Draft" }];
  const review = github.truth.startReview({ ...target, actor: "viewer-1", comments });
  github.clock.advance(MINUTE_MS);
  github.truth.submitReview({ ...target, actor: "grace", comments });
  const reviews = async (token: string) =>
    (await rest(github, `${API}/pulls/1/reviews`, { authorization: `token ${token}` })).body;
  const [, own] = await reviews("mine");
  expect(own).toMatchObject({ id: review, state: "PENDING" });
  expect(own).not.toHaveProperty("submitted_at");
  expect(await reviews("another's")).toHaveLength(1);
  expect((await rest(github, `${API}/pulls/1/comments`)).body).toHaveLength(1);
  github.clock.advance(MINUTE_MS);
  github.truth.submitPendingReview({ ...target, review, state: "APPROVED" });
  expect((await reviews("another's"))[0]).toMatchObject({
    id: review,
    state: "APPROVED",
    submitted_at: "2026-01-05T12:03:00Z",
  });
  const [draft] = (await rest(github, `${API}/pulls/1/comments`)).body;
  expect(draft).toMatchObject({
    body: "Draft",
    created_at: "2026-01-05T12:01:00Z",
    updated_at: "2026-01-05T12:03:00Z",
  });
  expect((await clocksOf(github)).pull).toBe("2026-01-05T12:03:00Z");
});

test("B17: a dismissal changes a review's state, not when it was submitted", async () => {
  const github = acme();
  const target = openPulls(github);
  const review = github.truth.submitReview({ ...target, actor: "grace", state: "APPROVED" });
  github.clock.advance(MINUTE_MS);
  github.truth.dismissReview({ ...target, review });
  const [dismissed] = (await rest(github, `${API}/pulls/1/reviews`)).body;
  expect(dismissed).toMatchObject({ state: "DISMISSED", submitted_at: "2026-01-05T12:01:00Z" });
  expect((await clocksOf(github)).pull).toBe("2026-01-05T12:02:00Z");
});

test("B18: a push moves review comments, or takes their place, without their stamp", async () => {
  const github = acme();
  const target = openPulls(github);
  await commentOnCode(github, target);
  github.clock.advance(MINUTE_MS);
  const commits = [{ message: "More" }];
  const head = github.truth.pushCommits({ ...target, commits });
  const comment = async () => (await rest(github, `${API}/pulls/1/comments`)).body[0];
  const stamp = "2026-01-05T12:01:00Z";
  expect(await comment()).toMatchObject({ commit_id: head, line: 3, updated_at: stamp });
  github.truth.pushCommits({ ...target, commits, files: [{ path: "a.ts" }] });
  expect(await comment()).toMatchObject({ line: null, original_line: 3, updated_at: stamp });
});

test("B19: a renamed label shows in every pull request that has it, and moves none", async () => {
  const { github, moved } = await happen(({ truth }) =>
    truth.editLabel({ repository, label: "bug", name: "defect", color: "ff0000" }),
  );
  expect(moved).toEqual([]);
  const [row] = (await rest(github, `${API}/pulls`)).body;
  expect(row.labels).toMatchObject([{ name: "defect", color: "ff0000" }]);
  const [label] = (await rest(github, `${API}/labels`)).body;
  expect(label).toEqual(row.labels[0]);
});

test("B21: a second change within the second of a read leaves the stamp as it was read", async () => {
  const github = acme();
  openPulls(github);
  github.truth.editPullRequest({ repository, number: 1, title: "First" });
  const read = (await rest(github, `${API}/pulls/1`)).body;
  github.clock.advance(900);
  github.truth.editPullRequest({ repository, number: 1, title: "Second" });
  const again = (await rest(github, `${API}/pulls/1`)).body;
  expect(again.updated_at).toBe(read.updated_at);
  expect(again.title).not.toBe(read.title);
});
