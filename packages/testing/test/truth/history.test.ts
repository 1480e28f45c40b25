import type { FakeGitHub, Truth } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createRandom } from "../../src/generate/random.ts";
import { graphql, rest } from "../ask.ts";
import { API, acme, commentOnCode, MINUTE_MS, openPulls, repository } from "../behaviours/acme.ts";

const PATHS = [
  "",
  "/issues?state=all&sort=updated",
  "/pulls?state=all&sort=updated",
  "/issues/comments",
  "/pulls/comments",
  "/labels",
  "/milestones",
  "/pulls/1",
  "/issues/3",
  "/pulls/1/reviews",
  "/pulls/1/commits",
  "/pulls/1/files",
];

const HYDRATION = `{ viewer { login } repository(owner: "acme", name: "api") { nameWithOwner
  pullRequests(first: 9) { nodes { title state locked headRefOid headRef { name } updatedAt
    author { login } labels(first: 9) { nodes { name } } assignees(first: 9) { nodes { login } }
    reviewRequests(first: 9) { nodes { id } } statusCheckRollup { state }
    reviews(first: 9) { nodes { state updatedAt } } reactions(first: 9) { totalCount }
    comments(first: 9) { nodes { body } }
    reviewThreads(first: 9) { nodes { isResolved line comments(first: 9) { nodes { body } } } } } } } }`;

/** Every verb once, on a pull request with a bit of everything. */
type Act = (truth: Truth, ids: { comment: number; code: number; review: number }) => unknown;
const target = { repository, number: 1 };
const ACTS: { readonly [Verb in keyof Truth]: Act } = {
  createUser: (truth) => truth.createUser({ login: "new" }),
  createTeam: (truth) => truth.createTeam({ organization: "acme", slug: "new" }),
  deleteUser: (truth) => truth.deleteUser({ login: "ada" }),
  createRepository: (truth) => truth.createRepository({ fullName: "acme/new" }),
  renameRepository: (truth) => truth.renameRepository({ repository, fullName: "acme/renamed" }),
  deleteRepository: (truth) => truth.deleteRepository({ repository }),
  deleteFork: (truth) => truth.deleteFork(target),
  configureRepository: (truth) => truth.configureRepository({ repository, hasIssues: false }),
  blockRepository: (truth) => truth.blockRepository({ repository }),
  unblockRepository: (truth) => truth.unblockRepository({ repository }),
  setAccess: (truth) => truth.setAccess({ organization: "acme", access: "sso" }),
  createLabel: (truth) => truth.createLabel({ repository, name: "new" }),
  editLabel: (truth) => truth.editLabel({ repository, label: "bug", name: "defect" }),
  deleteLabel: (truth) => truth.deleteLabel({ repository, label: "bug" }),
  createMilestone: (truth) => truth.createMilestone({ repository, title: "v2" }),
  openIssue: (truth) => truth.openIssue({ repository, actor: "new", title: "New" }),
  editIssue: (truth) => truth.editIssue({ repository, number: 3, title: "T", body: "B" }),
  closeIssue: (truth) => truth.closeIssue({ repository, number: 3, actor: "ada" }),
  reopenIssue: (truth) => truth.reopenIssue({ repository, number: 3 }),
  deleteIssue: (truth) => truth.deleteIssue({ repository, number: 3 }),
  transferIssue: (truth) => truth.transferIssue({ repository, number: 3, to: "acme/other" }),
  removePullRequest: (truth) => truth.removePullRequest({ repository, number: 2 }),
  openPullRequest: (truth) =>
    truth.openPullRequest({ repository, actor: "new", title: "New", fork: "new/api" }),
  convertIssue: (truth) =>
    truth.convertIssue({ repository, number: 3, actor: "new", fork: "new/api" }),
  editPullRequest: (truth) => truth.editPullRequest({ ...target, title: "T", base: "next" }),
  pushCommits: (truth) =>
    truth.pushCommits({ ...target, commits: [{ message: "M" }], files: [{ path: "a.ts" }] }),
  pushToBranch: (truth) => truth.pushToBranch({ repository }),
  deleteHeadBranch: (truth) => truth.deleteHeadBranch(target),
  submitReview: (truth) =>
    truth.submitReview({ ...target, actor: "alan", comments: [{ path: "b.ts", body: "B" }] }),
  startReview: (truth) => truth.startReview({ ...target, actor: "viewer-1" }),
  submitPendingReview: (truth, { review }) => truth.submitPendingReview({ ...target, review }),
  dismissReview: (truth, { review }) => truth.dismissReview({ ...target, review: review - 1 }),
  replyToThread: (truth, { code }) =>
    truth.replyToThread({ repository, comment: code, actor: "ada", body: "So." }),
  resolveThread: (truth, { code }) =>
    truth.resolveThread({ repository, comment: code, actor: "ada" }),
  unresolveThread: (truth, { code }) => truth.unresolveThread({ repository, comment: code }),
  editReviewComment: (truth, { code }) =>
    truth.editReviewComment({ repository, comment: code, body: "E" }),
  deleteReviewComment: (truth, { code }) =>
    truth.deleteReviewComment({ repository, comment: code }),
  comment: (truth) => truth.comment({ ...target, actor: "new", body: "New" }),
  editComment: (truth, { comment }) => truth.editComment({ repository, comment, body: "E" }),
  deleteComment: (truth, { comment }) => truth.deleteComment({ repository, comment }),
  addLabels: (truth) => truth.addLabels({ ...target, labels: ["new"] }),
  removeLabel: (truth) => truth.removeLabel({ ...target, label: "bug" }),
  assign: (truth) => truth.assign({ ...target, assignees: ["new"] }),
  unassign: (truth) => truth.unassign({ ...target, assignees: ["grace"] }),
  setMilestone: (truth) => truth.setMilestone({ ...target, milestone: 1 }),
  requestReview: (truth) => truth.requestReview({ ...target, reviewers: ["new"] }),
  removeReviewRequest: (truth) => truth.removeReviewRequest({ ...target, reviewers: ["lin"] }),
  react: (truth) => truth.react({ ...target, actor: "new", content: "heart" }),
  lockConversation: (truth) => truth.lockConversation(target),
  unlockConversation: (truth) => truth.unlockConversation(target),
  reportCheck: (truth) => truth.reportCheck({ ...target, name: "build", conclusion: "success" }),
  reportStatus: (truth) => truth.reportStatus({ ...target, context: "ci", state: "failure" }),
  markReadyForReview: (truth) => truth.markReadyForReview(target),
  convertToDraft: (truth) => truth.convertToDraft(target),
  closePullRequest: (truth) => truth.closePullRequest({ ...target, actor: "ada" }),
  reopenPullRequest: (truth) => truth.reopenPullRequest({ repository, number: 2 }),
  mergePullRequest: (truth) => truth.mergePullRequest({ ...target, actor: "ada" }),
};

/** Verbs after which most others could not be. */
const ENDS = new Set(["blockRepository", "deleteRepository", "renameRepository", "setAccess"]);

async function eventful(github: FakeGitHub) {
  const { truth } = github;
  const opening = { repository, actor: "ada", title: "Door", fork: "ada/api", labels: ["bug"] };
  truth.createRepository({ fullName: "acme/other" });
  truth.createMilestone({ repository, title: "v1" });
  truth.openPullRequest({ ...opening, closes: [] });
  openPulls(github);
  truth.closePullRequest({ repository, number: 2, actor: "ada" });
  const number = truth.openIssue({ repository, actor: "ada", title: "Plain" });
  truth.comment({ repository, number, actor: "ada", body: "Plain" });
  truth.assign({ ...target, assignees: ["grace"] });
  truth.requestReview({ ...target, reviewers: ["lin"] });
  const comment = truth.comment({ ...target, actor: "ada", body: "Hm" });
  const code = await commentOnCode(github, target);
  const comments = [{ path: "c.ts", line: 1, body: "Draft" }];
  const review = truth.startReview({ ...target, actor: "viewer-1", comments });
  return { comment, code, review };
}

test.each(Object.entries(ACTS))("before `%s`, the truth was what it was", async (_verb, act) => {
  let lagMs = 0;
  const github = acme({ replicaLagMs: () => lagMs, bumpOnBasePush: true });
  const ids = await eventful(github);
  const everything = async () => {
    const answers = await Promise.all(PATHS.map((path) => rest(github, API + path)));
    const { body } = await graphql(github, HYDRATION);
    return JSON.stringify([...answers.map(({ status, body }) => [status, body]), body]);
  };
  github.clock.advance(MINUTE_MS);
  const before = await everything();
  github.clock.advance(MINUTE_MS);
  act(github.truth, ids);
  const after = await everything();
  lagMs = MINUTE_MS;
  expect(await everything()).toBe(before);
  lagMs = 1;
  expect(await everything()).toBe(before);
  lagMs = 0;
  expect(await everything()).toBe(after);
});

test.each([1, 2, 3, 4])(
  "every instant of a random history is what it was (seed %i)",
  async (seed) => {
    let lagMs = 0;
    const github = acme({ replicaLagMs: () => lagMs });
    const ids = await eventful(github);
    const everything = async () => {
      const answers = await Promise.all(PATHS.map((path) => rest(github, API + path)));
      const { body } = await graphql(github, HYDRATION);
      return JSON.stringify([...answers.map((answer) => [answer.status, answer.body]), body]);
    };
    const random = createRandom(seed, 0);
    const acts = Object.entries(ACTS).flatMap(([verb, act]) => (ENDS.has(verb) ? [] : act));
    const instants: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      github.clock.advance(1_000);
      const act = random.pick(acts);
      try {
        act(github.truth, ids);
      } catch {
        // What can't happen any more, doesn't: it must not leave a trace either.
      }
      instants.push(await everything());
    }
    for (const [back, expected] of instants.toReversed().entries()) {
      lagMs = back * 1_000;
      expect(await everything()).toBe(expected);
    }
    lagMs = 0;
    expect(await everything()).toBe(instants.at(-1));
  },
);
