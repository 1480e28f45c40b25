import type { BUMPS } from "../../src/truth/bump-table.ts";
import { repository } from "./acme.ts";
import { type Does, moving, type VerbCase } from "./verb-case.ts";

const both = moving("issue", "pull");
const issue = moving("issue");
const pull = moving("pull");
const none = moving();

const target = { repository, number: 1 };
const actor = "ada";
const other = "acme/other";
const second = { repository, number: 2 };
const openPlain: Does = (truth) => truth.openIssue({ repository, actor, title: "Plain" });
const closePlain: Does = (truth) => truth.closeIssue({ ...second, actor });
const createOther: Does = (truth) => truth.createRepository({ fullName: other });
const merge: Does = (truth) => truth.mergePullRequest({ ...target, actor });
let review = 0;
const approve: Does = (truth) => {
  review = truth.submitReview({ ...target, actor: "grace", state: "APPROVED" });
};
const start: Does = (truth) => {
  review = truth.startReview({ ...target, actor: "grace" });
};

/** One case for each verb: the type and the test hold the table to be whole. */
export const VERB_CASES: { readonly [Verb in keyof typeof BUMPS]: VerbCase } = {
  createUser: none((truth) => truth.createUser({ login: "new" })),
  createTeam: none((truth) => truth.createTeam({ organization: "acme", slug: "core" })),
  deleteUser: none((truth) => truth.deleteUser({ login: actor })),
  createRepository: none(createOther),
  renameRepository: none((truth) => {
    truth.renameRepository({ repository, fullName: other });
    truth.renameRepository({ repository: other, fullName: repository });
  }),
  deleteRepository: none((truth) => truth.deleteRepository({ repository: other }), createOther),
  deleteFork: none(
    (truth) => truth.deleteFork(second),
    (truth) => truth.openPullRequest({ repository, actor, title: "Two", fork: "eve/api" }),
    2,
  ),
  configureRepository: none((truth) => truth.configureRepository({ repository, hasIssues: true })),
  blockRepository: none((truth) => truth.blockRepository({ repository: other }), createOther),
  unblockRepository: none(
    (truth) => truth.unblockRepository({ repository: other }),
    (truth, subject) => {
      createOther(truth, subject);
      truth.blockRepository({ repository: other });
    },
  ),
  setAccess: none((truth) => truth.setAccess({ organization: "elsewhere", access: "sso" })),
  pushToBranch: none((truth) => truth.pushToBranch({ repository })),
  deleteHeadBranch: pull((truth) => truth.deleteHeadBranch(target), merge),
  editLabel: none((truth) => truth.editLabel({ repository, label: "bug", name: "defect" })),
  deleteLabel: none((truth) => truth.deleteLabel({ repository, label: "bug" })),
  deleteIssue: none((truth) => truth.deleteIssue(second), openPlain),
  transferIssue: none(
    (truth) => truth.transferIssue({ ...second, to: other }),
    (truth, subject) => {
      openPlain(truth, subject);
      createOther(truth, subject);
    },
  ),
  removePullRequest: none(
    (truth) => truth.removePullRequest(second),
    (truth) => truth.openPullRequest({ repository, actor, title: "Two" }),
  ),
  startReview: none(start),
  submitPendingReview: pull((truth) => truth.submitPendingReview({ ...target, review }), start),
  unresolveThread: none(
    (truth, { code }) => truth.unresolveThread({ repository, comment: code }),
    (truth, { code }) => truth.resolveThread({ repository, comment: code, actor }),
  ),
  reportCheck: none((truth) => truth.reportCheck({ ...target, name: "build" })),
  reportStatus: none((truth) => truth.reportStatus({ ...target, context: "ci", state: "success" })),
  react: none((truth) => truth.react({ ...target, actor, content: "heart" })),
  lockConversation: issue((truth) => truth.lockConversation(target)),
  unlockConversation: issue(
    (truth) => truth.unlockConversation(target),
    (truth) => truth.lockConversation(target),
  ),
  createLabel: none((truth) => truth.createLabel({ repository, name: "new" })),
  createMilestone: none((truth) => truth.createMilestone({ repository, title: "v2" })),
  openIssue: issue(openPlain, undefined, 2),
  editIssue: issue((truth) => truth.editIssue({ ...second, title: "T" }), openPlain, 2),
  closeIssue: issue(closePlain, openPlain, 2),
  reopenIssue: issue(
    (truth) => truth.reopenIssue(second),
    (truth, subject) => {
      openPlain(truth, subject);
      closePlain(truth, subject);
    },
    2,
  ),
  openPullRequest: both(
    (truth) => truth.openPullRequest({ repository, actor, title: "Two" }),
    undefined,
    2,
  ),
  convertIssue: both((truth) => truth.convertIssue({ ...second, actor }), openPlain, 2),
  editPullRequest: both((truth) => truth.editPullRequest({ ...target, title: "T" })),
  pushCommits: pull((truth) => truth.pushCommits({ ...target, commits: [{ message: "More" }] })),
  submitReview: pull(approve),
  dismissReview: pull((truth) => truth.dismissReview({ ...target, review }), approve),
  replyToThread: pull((truth, { code }) =>
    truth.replyToThread({ repository, comment: code, actor, body: "So." }),
  ),
  resolveThread: none((truth, { code }) =>
    truth.resolveThread({ repository, comment: code, actor }),
  ),
  editReviewComment: pull((truth, { code }) =>
    truth.editReviewComment({ repository, comment: code, body: "Why not?" }),
  ),
  deleteReviewComment: none((truth, { code }) =>
    truth.deleteReviewComment({ repository, comment: code }),
  ),
  comment: issue((truth) => truth.comment({ ...target, actor, body: "Hm" })),
  editComment: issue((truth, { comment }) =>
    truth.editComment({ repository, comment, body: "Hm!" }),
  ),
  deleteComment: none((truth, { comment }) => truth.deleteComment({ repository, comment })),
  addLabels: issue((truth) => truth.addLabels({ ...target, labels: ["ui"] })),
  removeLabel: issue((truth) => truth.removeLabel({ ...target, label: "bug" })),
  assign: issue((truth) => truth.assign({ ...target, assignees: [actor] })),
  unassign: issue(
    (truth) => truth.unassign({ ...target, assignees: [actor] }),
    (truth) => truth.assign({ ...target, assignees: [actor] }),
  ),
  setMilestone: issue((truth) => truth.setMilestone({ ...target, milestone: 1 })),
  requestReview: pull((truth) => truth.requestReview({ ...target, reviewers: ["alan"] })),
  removeReviewRequest: pull(
    (truth) => truth.removeReviewRequest({ ...target, reviewers: ["alan"] }),
    (truth) => truth.requestReview({ ...target, reviewers: ["alan"] }),
  ),
  markReadyForReview: pull(
    (truth) => truth.markReadyForReview(target),
    (truth) => truth.convertToDraft(target),
  ),
  convertToDraft: pull((truth) => truth.convertToDraft(target)),
  closePullRequest: both((truth) => truth.closePullRequest({ ...target, actor })),
  reopenPullRequest: both(
    (truth) => truth.reopenPullRequest(target),
    (truth) => truth.closePullRequest({ ...target, actor }),
  ),
  mergePullRequest: both(merge),
};
