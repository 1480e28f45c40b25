import type { Instant } from "../instant.ts";
import type { Account, Team } from "./account.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";
import type { Issue } from "./issue.ts";
import type { Repository } from "./repository.ts";
import type { PendingReview, Review, ReviewThread } from "./review.ts";

/** One end of a pull request. */
export interface Branch {
  ref: string;
  sha: string;
  /** `null` if it was unknown from the start; a deleted fork is a repository with `deleted`. */
  readonly repository: Repository | null;
  readonly owner: Account | null;
  /** Whether the branch is gone, which only GraphQL shows. @defaultValue false */
  deleted?: boolean;
}

/** The second row of a pull request, beside its issue. */
export interface PullRequest {
  readonly type: "PullRequest";
  readonly id: number;
  readonly nodeId: string;
  readonly issue: Issue;
  readonly head: Branch;
  readonly base: Branch;
  /** Of one that was made of an issue; the issue's own is earlier. @defaultValue the issue's */
  readonly createdAt?: Instant;
  draft: boolean;
  mergedAt: Instant | null;
  mergedBy: Account | null;
  mergeCommit: Commit | null;
  /** The commit that tries the merge out; REST shows it as `merge_commit_sha` until the real one. */
  testMergeSha: string | null;
  maintainerCanModify: boolean;
  requestedReviewers: ReviewRequest[];
  /** Plain issues that a merge closes. */
  closes: Issue[];
  commits: Commit[];
  files: ChangedFile[];
  readonly reviews: Review[];
  readonly threads: ReviewThread[];
  /** Reviews that only their authors see. @defaultValue none */
  pending?: readonly PendingReview[];
  /** The pull request's own clock; the issue's is `issue.updatedAt`. */
  updatedAt: Instant;
}

/** A pending request for somebody's review. */
export interface ReviewRequest {
  readonly type: "ReviewRequest";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly reviewer: Account | Team;
}

/** When the pull request itself was created. */
export function createdAtOf({ createdAt, issue }: PullRequest): Instant {
  return createdAt ?? issue.createdAt;
}

/** Lines and files that a pull request changes in all. */
export function diffStat(pull: PullRequest): { additions: number; deletions: number } {
  let additions = 0;
  let deletions = 0;
  for (const file of pull.files) {
    additions += file.additions;
    deletions += file.deletions;
  }
  return { additions, deletions };
}
