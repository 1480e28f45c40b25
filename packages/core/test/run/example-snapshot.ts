import type { Comment, PullRequest, PullRequestSnapshot } from "@ghsync/core";

const pullRequest: PullRequest = {
  number: 1,
  id: 1001,
  nodeId: "PR_1",
  url: "https://github.com/acme/api/pull/1",
  title: "A change",
  body: null,
  state: "open",
  draft: false,
  locked: false,
  author: null,
  authorAssociation: "NONE",
  createdAt: new Date(0),
  updatedAt: new Date(0),
  closedAt: null,
  mergedAt: null,
  mergedBy: null,
  mergeCommitSha: null,
  headRef: "branch-1",
  headSha: "a",
  headRepository: null,
  baseRef: "main",
  baseSha: "b",
  additions: 1,
  deletions: 0,
  changedFiles: 1,
  labels: [],
  assignees: [],
  requestedReviewers: [],
  milestone: null,
  linkedIssues: null,
};

/** A snapshot of a pull request that GitHub stamped and returned at these instants. */
export function exampleSnapshot(
  given: { readonly number?: number; readonly updatedAt: Date; readonly readAt: Date },
  comments: readonly Date[] = [],
): PullRequestSnapshot {
  const { number = 1, updatedAt, readAt } = given;
  return {
    pullRequest: { ...pullRequest, number, updatedAt },
    children: {
      reviews: [],
      reviewComments: undefined,
      comments: comments.map(exampleComment),
      commits: [],
      files: [],
    },
    truncated: [],
    unread: [],
    readAt,
  };
}

function exampleComment(updatedAt: Date, index: number): Comment {
  return {
    id: index + 1,
    nodeId: `IC_${index}`,
    author: null,
    authorAssociation: "NONE",
    body: "Hello",
    url: `https://github.com/acme/api/pull/1#issuecomment-${index + 1}`,
    createdAt: new Date(0),
    updatedAt,
  };
}
