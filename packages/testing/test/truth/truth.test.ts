import { createFakeGitHub } from "@ghsync/testing";
import { beforeEach, expect, test } from "vitest";
import { rest } from "../ask.ts";

const repository = "acme/api";
let github = createFakeGitHub();
let number = 0;

beforeEach(() => {
  github = createFakeGitHub();
  github.truth.createRepository({ fullName: repository, members: ["grace"] });
  number = github.truth.openPullRequest({
    repository,
    actor: "ada",
    title: "Door",
    fork: "ada/api",
  });
  github.clock.advance(60_000);
});

const pull = async () => (await rest(github, `/repos/acme/api/pulls/${number}`)).body;

test("a verb on something unknown throws and says what", () => {
  const { truth } = github;
  expect(() => truth.comment({ repository: "a/b", number, actor: "ada", body: "" })).toThrow(
    'FakeGitHub knows no repository "a/b".',
  );
  expect(() => truth.closePullRequest({ repository, number: 9, actor: "ada" })).toThrow(
    "acme/api#9",
  );
  expect(() => truth.editComment({ repository, comment: 1, body: "" })).toThrow("comment 1");
  expect(() => truth.setMilestone({ repository, number, milestone: 3 })).toThrow("milestone 3");
  expect(() => truth.requestReview({ repository, number, teams: ["acme/x"] })).toThrow("acme/x");
});

test("a verb that throws leaves no journal entry", () => {
  const before = github.journal.length;
  expect(() => github.truth.deleteUser({ login: "nobody" })).toThrow();
  expect(github.journal).toHaveLength(before);
});

test("merging closes the pull request and the issues that it closes", async () => {
  const issue = github.truth.openIssue({ repository, actor: "ada", title: "No door" });
  const closer = github.truth.openPullRequest({
    repository,
    actor: "ada",
    title: "A door",
    closes: [issue],
  });
  github.truth.mergePullRequest({ repository, number: closer, actor: "grace" });
  const merged = (await rest(github, `/repos/acme/api/pulls/${closer}`)).body;
  expect(merged).toMatchObject({ state: "closed", merged: true, merged_by: { login: "grace" } });
  const closed = (await rest(github, `/repos/acme/api/issues/${issue}`)).body;
  expect(closed).toMatchObject({ state: "closed", state_reason: "completed" });
  expect(() => github.truth.reopenPullRequest({ repository, number: closer })).toThrow("merged");
});

test("people, teams, labels and milestones come and go", async () => {
  const { truth } = github;
  truth.createTeam({ organization: "acme", slug: "core" });
  truth.createMilestone({ repository, title: "v1" });
  truth.addLabels({ repository, number, labels: ["bug", "ui"] });
  truth.removeLabel({ repository, number, label: "ui" });
  truth.assign({ repository, number, assignees: ["grace", "ada"] });
  truth.unassign({ repository, number, assignees: ["ada"] });
  truth.requestReview({ repository, number, reviewers: ["grace", "alan"], teams: ["acme/core"] });
  truth.removeReviewRequest({ repository, number, reviewers: ["alan"] });
  truth.setMilestone({ repository, number, milestone: 1 });
  truth.convertToDraft({ repository, number });
  expect(await pull()).toMatchObject({
    draft: true,
    labels: [{ name: "bug" }],
    assignees: [{ login: "grace" }],
    requested_reviewers: [{ login: "grace" }],
    requested_teams: [{ slug: "core" }],
    milestone: { title: "v1", open_issues: 1 },
  });
});

test("a submitted review fulfils its request", async () => {
  github.truth.requestReview({ repository, number, reviewers: ["grace"] });
  github.truth.submitReview({ repository, number, actor: "grace", state: "APPROVED" });
  expect((await pull()).requested_reviewers).toEqual([]);
});

test("a deleted account is null, and so is the repository of a deleted fork", async () => {
  github.truth.deleteUser({ login: "ada" });
  github.truth.deleteFork({ repository, number });
  expect(await pull()).toMatchObject({ user: null, head: { repo: null, user: null } });
});

test("a push moves review comments to the new head, or out of the diff, without their stamp", async () => {
  const { truth } = github;
  truth.submitReview({
    repository,
    number,
    actor: "grace",
    comments: [
      { path: "kept.ts", line: 3, body: "a" },
      { path: "lost.ts", line: 4, body: "b" },
    ],
  });
  github.clock.advance(60_000);
  const commits = [{ message: "More" }];
  const head = truth.pushCommits({ repository, number, commits, files: [{ path: "lost.ts" }] });
  const { body } = await rest(github, `/repos/acme/api/pulls/${number}/comments`);
  expect(body).toMatchObject([
    { line: 3, commit_id: head, updated_at: "2026-01-05T12:01:00Z" },
    { line: null, original_line: 4, position: null, updated_at: "2026-01-05T12:01:00Z" },
  ]);
});

test("a forced push replaces commits and files", async () => {
  const commits = [{ message: "One" }, { message: "Two" }];
  const files = [{ path: "a.ts", additions: 5 }];
  github.truth.pushCommits({ repository, number, commits, files, forced: true });
  expect(await pull()).toMatchObject({ commits: 2, changed_files: 1, additions: 5 });
});

test("a reply comes in a review of its own and in the thread of what it replies to", async () => {
  const { truth } = github;
  const comments = [{ path: "a.ts", line: 1, body: "Why?" }];
  truth.submitReview({ repository, number, actor: "grace", comments });
  const [first] = (await rest(github, "/repos/acme/api/pulls/comments")).body;
  truth.replyToThread({ repository, comment: first.id, actor: "ada", body: "So." });
  const [, reply] = (await rest(github, "/repos/acme/api/pulls/comments")).body;
  expect(reply).toMatchObject({ in_reply_to_id: first.id, body: "So." });
  expect((await rest(github, `/repos/acme/api/pulls/${number}/reviews`)).body).toHaveLength(2);
});

test("a plain issue is edited, closed for a reason and opened again", async () => {
  const { truth } = github;
  const target = { repository, number: truth.openIssue({ repository, actor: "ada", title: "No" }) };
  const issue = async () => (await rest(github, `/repos/acme/api/issues/${target.number}`)).body;
  truth.editIssue({ ...target, title: "No door", body: "Anywhere" });
  truth.closeIssue({ ...target, actor: "grace", reason: "not_planned" });
  expect(await issue()).toMatchObject({
    title: "No door",
    body: "Anywhere",
    state: "closed",
    state_reason: "not_planned",
    closed_by: { login: "grace" },
  });
  truth.reopenIssue(target);
  expect(await issue()).toMatchObject({ state: "open", state_reason: "reopened", closed_at: null });
  expect(() => truth.closeIssue({ repository, number, actor: "ada" })).toThrow("pull request");
});
