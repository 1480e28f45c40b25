import type { Actor, PullRequestChildren } from "@ghsync/core";
import { at } from "../../at.ts";

/** A person. */
export const octocat: Actor = {
  id: 583231,
  login: "octocat",
  avatarUrl: "https://avatars.example/u/583231",
  type: "User",
};

/** A bot whose id GitHub does not show. */
export const robot: Actor = { id: null, login: "robot[bot]", avatarUrl: null, type: "Bot" };

/** One child of each kind, with every field filled. */
export const exampleChildren: {
  readonly [K in keyof PullRequestChildren]: PullRequestChildren[K];
} = {
  reviews: {
    id: 11,
    nodeId: "PRR_11",
    author: octocat,
    authorAssociation: "OWNER",
    state: "approved",
    body: "Fine.",
    commitSha: "h".repeat(40),
    submittedAt: at(3),
    url: "https://github.example/octo/repo/pull/1#pullrequestreview-11",
  },
  reviewComments: {
    id: 21,
    nodeId: "PRRC_21",
    reviewId: 11,
    inReplyToId: 20,
    author: octocat,
    authorAssociation: "NONE",
    body: "Why?",
    path: "src/a.ts",
    diffHunk: "@@ -1 +1 @@",
    commitSha: "h".repeat(40),
    originalCommitSha: "o".repeat(40),
    line: 4,
    originalLine: 3,
    startLine: 2,
    originalStartLine: 1,
    side: "right",
    startSide: "left",
    subject: "line",
    createdAt: at(3),
    updatedAt: at(4),
    url: "https://github.example/octo/repo/pull/1#discussion_r21",
  },
  comments: {
    id: 31,
    nodeId: "IC_31",
    author: robot,
    authorAssociation: "CONTRIBUTOR",
    body: "Thanks.",
    createdAt: at(3),
    updatedAt: at(4),
    url: "https://github.example/octo/repo/pull/1#issuecomment-31",
  },
  commits: {
    sha: "h".repeat(40),
    position: 0,
    message: "Change it",
    authorName: "Octo Cat",
    authorEmail: "octocat@github.example",
    authoredAt: at(0),
    author: octocat,
    committerName: "Robot",
    committerEmail: "robot@github.example",
    committedAt: at(1),
    committer: robot,
  },
  files: { path: "src/a.ts", status: "modified", additions: 10, deletions: 2 },
};
