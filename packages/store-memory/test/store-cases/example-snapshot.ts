import type { PullRequest, PullRequestChildren, PullRequestSnapshot } from "@ghsync/core";
import { at } from "./store-case.ts";

const octocat = {
  id: 583231,
  login: "octocat",
  avatarUrl: "https://avatars.example/u/583231",
  type: "User",
} as const;
const robot = { id: null, login: "robot[bot]", avatarUrl: null, type: "Bot" } as const;

/** A pull request with every field filled. */
export function examplePullRequest(
  number: number,
  changes: Partial<PullRequest> = {},
): PullRequest {
  return {
    number,
    id: 1_000_000 + number,
    nodeId: `PR_${number}`,
    url: `https://github.example/octo/repo/pull/${number}`,
    title: `Change ${number}`,
    body: "Why it changes.",
    state: "merged",
    draft: false,
    locked: false,
    author: octocat,
    authorAssociation: "MEMBER",
    createdAt: at(1),
    updatedAt: at(2),
    closedAt: at(2),
    mergedAt: at(2),
    mergedBy: robot,
    mergeCommitSha: "m".repeat(40),
    headRef: "change",
    headSha: "h".repeat(40),
    headRepository: "octocat/repo",
    baseRef: "main",
    baseSha: "b".repeat(40),
    additions: 10,
    deletions: 2,
    changedFiles: 2,
    labels: [{ nodeId: "LA_1", name: "bug", color: "d73a4a", description: null }],
    assignees: [octocat],
    requestedReviewers: [
      { kind: "actor", ...robot },
      { kind: "team", id: 7, slug: "core", name: "Core" },
    ],
    milestone: { number: 1, title: "1.0", state: "open", dueOn: at(9) },
    linkedIssues: [{ repository: "octo/repo", number: 4 }],
    ...changes,
  };
}

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
    url: "https://github.example/review/11",
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
    url: "https://github.example/review-comment/21",
  },
  comments: {
    id: 31,
    nodeId: "IC_31",
    author: robot,
    authorAssociation: "CONTRIBUTOR",
    body: "Thanks.",
    createdAt: at(3),
    updatedAt: at(4),
    url: "https://github.example/comment/31",
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

/** A pull request with one child of each kind. */
export function exampleSnapshot(
  number: number,
  changes: {
    readonly pullRequest?: Partial<PullRequest>;
    readonly children?: Partial<PullRequestSnapshot["children"]>;
    readonly truncated?: PullRequestSnapshot["truncated"];
    readonly readAt?: Date;
  } = {},
): PullRequestSnapshot {
  const { reviews, reviewComments, comments, commits, files } = exampleChildren;
  return {
    pullRequest: examplePullRequest(number, changes.pullRequest),
    children: {
      reviews: [reviews],
      reviewComments: [reviewComments],
      comments: [comments],
      commits: [commits],
      files: [files],
      ...changes.children,
    },
    truncated: changes.truncated ?? [],
    readAt: changes.readAt ?? at(5),
  };
}

/** Snapshots as a page wants them. */
export const toStore = (...snapshots: readonly PullRequestSnapshot[]) => ({
  snapshots: snapshots.map((snapshot) => ({ snapshot, seen: { issues: at(2) } })),
});
