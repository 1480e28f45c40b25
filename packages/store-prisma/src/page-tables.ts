import { type ChildKind, childKinds } from "@ghsync/core";

/** A table whose rows hang off pull requests. */
export type ChildTable = ChildKind | "reviewRequests";

/** A table that pages are written to. */
export type PageTable = "pullRequests" | ChildTable;

/** Children's tables, in the order in which they are written. Rows vanish in the reverse: a review comment before its review. */
export const childTables: readonly ChildTable[] = ["reviewRequests", ...childKinds];

/** For each table, those that others may refer to first: its model, its name in the database, and the columns that tell rows of a repository apart, the pull request's first. */
export const pageTables = {
  pullRequests: { model: "ghSyncPullRequest", name: "ghsync_pull_requests", key: ["number"] },
  reviewRequests: {
    model: "ghSyncReviewRequest",
    name: "ghsync_review_requests",
    key: ["pullRequestNumber", "kind", "reviewer"],
  },
  reviews: {
    model: "ghSyncReview",
    name: "ghsync_reviews",
    key: ["pullRequestNumber", "id"],
  },
  reviewComments: {
    model: "ghSyncReviewComment",
    name: "ghsync_review_comments",
    key: ["pullRequestNumber", "id"],
  },
  comments: {
    model: "ghSyncComment",
    name: "ghsync_comments",
    key: ["pullRequestNumber", "id"],
  },
  commits: {
    model: "ghSyncCommit",
    name: "ghsync_commits",
    key: ["pullRequestNumber", "sha"],
  },
  files: {
    model: "ghSyncFile",
    name: "ghsync_files",
    key: ["pullRequestNumber", "pathHash"],
  },
} as const satisfies {
  readonly [T in PageTable]: {
    readonly model: string;
    readonly name: string;
    readonly key: readonly [string, ...string[]];
  };
};
