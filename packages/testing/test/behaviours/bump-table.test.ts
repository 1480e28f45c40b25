import { describe, expect, test } from "vitest";
import { repository } from "./acme.ts";
import { type Event, happen } from "./happen.ts";

const BOTH: readonly [string, Event][] = [
  [
    "closing",
    ({ truth }, { repository, number }) =>
      truth.closePullRequest({ repository, number, actor: "ada" }),
  ],
  [
    "merging",
    ({ truth }, { repository, number }) =>
      truth.mergePullRequest({ repository, number, actor: "ada" }),
  ],
  [
    "an edited title",
    ({ truth }, { repository, number }) =>
      truth.editPullRequest({ repository, number, title: "T" }),
  ],
  [
    "another base",
    ({ truth }, { repository, number }) =>
      truth.editPullRequest({ repository, number, base: "next" }),
  ],
];
const ISSUE: readonly [string, Event][] = [
  [
    "a comment",
    ({ truth }, { repository, number }) =>
      truth.comment({ repository, number, actor: "ada", body: "Hm" }),
  ],
  [
    "an edited comment",
    ({ truth }, { comment }) => truth.editComment({ repository, comment, body: "Hm!" }),
  ],
  [
    "a label",
    ({ truth }, { repository, number }) => truth.addLabels({ repository, number, labels: ["ui"] }),
  ],
  [
    "a removed label",
    ({ truth }, { repository, number }) => truth.removeLabel({ repository, number, label: "bug" }),
  ],
  [
    "an assignee",
    ({ truth }, { repository, number }) => truth.assign({ repository, number, assignees: ["ada"] }),
  ],
  [
    "a milestone",
    ({ truth }, { repository, number }) => truth.setMilestone({ repository, number, milestone: 1 }),
  ],
  [
    "a lock",
    ({ truth }, { repository, number }) =>
      truth.lockConversation({ repository, number, reason: "resolved" }),
  ],
  [
    "an unlock",
    ({ truth }, { repository, number }) => truth.unlockConversation({ repository, number }),
  ],
];
const PULL: readonly [string, Event][] = [
  [
    "a push",
    ({ truth }, { repository, number }) =>
      truth.pushCommits({ repository, number, commits: [{ message: "More" }] }),
  ],
  [
    "a review",
    ({ truth }, { repository, number }) =>
      truth.submitReview({ repository, number, actor: "grace" }),
  ],
  [
    "a reply",
    ({ truth }, { code }) =>
      truth.replyToThread({ repository, comment: code, actor: "ada", body: "So." }),
  ],
  [
    "a requested review",
    ({ truth }, { repository, number }) =>
      truth.requestReview({ repository, number, reviewers: ["alan"] }),
  ],
  ["a draft", ({ truth }, { repository, number }) => truth.convertToDraft({ repository, number })],
];
const NONE: readonly [string, Event][] = [
  ["a renamed label", ({ truth }) => truth.editLabel({ repository, label: "bug", name: "defect" })],
  ["a deleted label", ({ truth }) => truth.deleteLabel({ repository, label: "bug" })],
  ["a deleted account", ({ truth }) => truth.deleteUser({ login: "ada" })],
  [
    "a started review",
    ({ truth }, { repository, number }) => truth.startReview({ repository, number, actor: "alan" }),
  ],
];

describe("B11: by clocks of their own,", () => {
  test.each(BOTH)("%s moves the issue's and the pull request's", async (_name, event) => {
    expect((await happen(event)).moved).toEqual(["issue", "pull"]);
  });
  test.each(ISSUE)("%s moves the issue's", async (_name, event) => {
    expect((await happen(event)).moved).toEqual(["issue"]);
  });
  test.each(PULL)("%s moves the pull request's", async (_name, event) => {
    expect((await happen(event)).moved).toEqual(["pull"]);
  });
  test.each(NONE)("%s moves none", async (_name, event) => {
    expect((await happen(event)).moved).toEqual([]);
  });
});

test.each([...BOTH, ...ISSUE, ...PULL])("B11: coupled, %s moves both", async (_name, event) => {
  expect((await happen(event, true)).moved).toEqual(["issue", "pull"]);
});
