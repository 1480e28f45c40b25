import type { ChildKind, PullRequest, PullRequestChildren } from "@ghsync/core";

/** How a field of a record is stored: as it is, as a wide integer, as JSON, or in several columns. */
export type FieldKind = "plain" | "id" | "json" | "actor" | "milestone";

/** Every field of a record, and how it is stored. */
export type RecordFields<T> = { readonly [K in keyof T]-?: FieldKind };

/** The fields of a pull request. */
export const pullRequestFields: RecordFields<PullRequest> = {
  number: "plain",
  id: "id",
  nodeId: "plain",
  url: "plain",
  title: "plain",
  body: "plain",
  state: "plain",
  draft: "plain",
  locked: "plain",
  author: "actor",
  authorAssociation: "plain",
  createdAt: "plain",
  updatedAt: "plain",
  closedAt: "plain",
  mergedAt: "plain",
  mergedBy: "actor",
  mergeCommitSha: "plain",
  headRef: "plain",
  headSha: "plain",
  headRepository: "plain",
  baseRef: "plain",
  baseSha: "plain",
  additions: "plain",
  deletions: "plain",
  changedFiles: "plain",
  labels: "json",
  assignees: "json",
  requestedReviewers: "json",
  milestone: "milestone",
  linkedIssues: "json",
};

const authored = { author: "actor", authorAssociation: "plain", body: "plain" } as const;
const identified = { id: "id", nodeId: "plain", url: "plain" } as const;
const dated = { createdAt: "plain", updatedAt: "plain" } as const;

/** The fields of each kind of child. */
export const childFields: { readonly [K in ChildKind]: RecordFields<PullRequestChildren[K]> } = {
  reviews: {
    ...identified,
    ...authored,
    state: "plain",
    commitSha: "plain",
    submittedAt: "plain",
  },
  reviewComments: {
    ...identified,
    ...authored,
    ...dated,
    reviewId: "id",
    inReplyToId: "id",
    path: "plain",
    diffHunk: "plain",
    commitSha: "plain",
    originalCommitSha: "plain",
    line: "plain",
    originalLine: "plain",
    startLine: "plain",
    originalStartLine: "plain",
    side: "plain",
    startSide: "plain",
    subject: "plain",
  },
  comments: { ...identified, ...authored, ...dated },
  commits: {
    sha: "plain",
    position: "plain",
    message: "plain",
    authorName: "plain",
    authorEmail: "plain",
    authoredAt: "plain",
    author: "actor",
    committerName: "plain",
    committerEmail: "plain",
    committedAt: "plain",
    committer: "actor",
  },
  files: { path: "plain", status: "plain", additions: "plain", deletions: "plain" },
};
