import { describeEdits, target } from "./edit-case.ts";

describeEdits([
  {
    name: "a title",
    change: (truth) => truth.editPullRequest({ ...target, title: "Better" }),
    isSeen: ({ pullRequest }) => pullRequest.title === "Better",
  },
  {
    name: "a body",
    change: (truth) => truth.editPullRequest({ ...target, body: "Why." }),
    isSeen: ({ pullRequest }) => pullRequest.body === "Why.",
  },
  {
    name: "a label",
    change: (truth) => truth.addLabels({ ...target, labels: ["bug"] }),
    isSeen: ({ pullRequest }) => pullRequest.labels.some(({ name }) => name === "bug"),
  },
  {
    name: "a label removed",
    change: (truth) => truth.removeLabel({ ...target, label: "old" }),
    isSeen: ({ pullRequest }) => pullRequest.labels.length === 0,
  },
  {
    name: "an assignee",
    change: (truth) => truth.assign({ ...target, assignees: ["bob"] }),
    isSeen: ({ pullRequest }) => pullRequest.assignees.some(({ login }) => login === "bob"),
  },
  {
    name: "a review request",
    change: (truth) => truth.requestReview({ ...target, reviewers: ["bob"] }),
    isSeen: ({ pullRequest }) => pullRequest.requestedReviewers.length === 1,
  },
  {
    name: "a close",
    change: (truth) => truth.closePullRequest({ ...target, actor: "ada" }),
    isSeen: ({ pullRequest }) => pullRequest.state === "closed" && pullRequest.closedAt !== null,
  },
  {
    name: "a reopening",
    number: 3,
    change: (truth) => truth.reopenPullRequest({ ...target, number: 3 }),
    isSeen: ({ pullRequest }) => pullRequest.state === "open",
  },
  {
    name: "a merge",
    change: (truth) => truth.mergePullRequest({ ...target, actor: "grace" }),
    isSeen: ({ pullRequest }) =>
      pullRequest.state === "merged" && pullRequest.mergedBy?.login === "grace",
  },
  {
    name: "a draft",
    change: (truth) => truth.convertToDraft(target),
    isSeen: ({ pullRequest }) => pullRequest.draft,
  },
  {
    name: "a draft made ready",
    number: 4,
    change: (truth) => truth.markReadyForReview({ ...target, number: 4 }),
    isSeen: ({ pullRequest }) => !pullRequest.draft,
  },
]);
