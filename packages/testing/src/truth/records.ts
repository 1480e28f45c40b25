import type { Instant } from "../instant.ts";
import type { Account, AuthorAssociation, Team } from "./account.ts";
import type { Anchor, AnchorInput } from "./anchor.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { CheckRun, CommitStatus } from "./check.ts";
import type { Reaction } from "./reaction.ts";
import type { SortedList } from "./sorted-list.ts";

/** A repository with everything in it; its numeric id outlives every rename. */
export interface Repository {
  readonly type: "Repository";
  readonly id: number;
  readonly nodeId: string;
  owner: Account;
  name: string;
  readonly description: string | null;
  readonly private: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
  readonly createdAt: Instant;
  updatedAt: Instant;
  pushedAt: Instant;
  /** Whether issues are switched on; pull requests have their rows among them in any case. */
  hasIssues: boolean;
  /** Whether pull requests are switched on. */
  hasPullRequests: boolean;
  /** Why it is blocked for all users, or `null`. */
  block: { readonly reason: string; readonly createdAt: Instant } | null;
  /** Numbers whose issues are deleted (`null`), or where they were transferred to. */
  readonly departed: Map<number, Issue | null>;
  /** A deleted repository answers 404; a deleted fork is a `null` head repository. */
  deleted: boolean;
  /** Accounts with write access; decides `author_association`. */
  readonly members: Set<Account>;
  /** Accounts with a merged pull request. */
  readonly contributors: Set<Account>;
  readonly labels: Map<string, Label>;
  readonly milestones: Map<number, Milestone>;
  /** Issues and pull requests alike: one sequence of numbers. */
  readonly byNumber: Map<number, Issue>;
  readonly issues: SortedList<Issue>;
  readonly pulls: SortedList<PullRequest>;
  readonly issueComments: SortedList<IssueComment>;
  readonly reviewComments: SortedList<ReviewComment>;
  readonly issueCounts: IssueCounts;
}

/** `owner/name` as it is now. */
export function fullNameOf(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** A label of a repository; issues hold the label itself, so that a rename shows everywhere. */
export interface Label {
  readonly type: "Label";
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  name: string;
  color: string;
  description: string | null;
  readonly default: boolean;
  readonly createdAt: Instant;
}

/** Issues and pull requests by state. */
export interface IssueCounts {
  open: number;
  closed: number;
}

/** A milestone of a repository. */
export interface Milestone {
  readonly type: "Milestone";
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: "open" | "closed";
  readonly creator: Account | null;
  readonly dueOn: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  /** Issues and pull requests filed under it. */
  readonly counts: IssueCounts;
}

/** Why a conversation is locked, in REST's words. */
export type LockReason = "off-topic" | "resolved" | "spam" | "too heated";

/**
 * What issues and pull requests have in common: the conversation. A pull request is an issue with a
 * second row beside it, which has its own id and its own clock.
 */
export interface Issue {
  readonly type: "Issue";
  readonly repository: Repository;
  readonly id: number;
  /** Of a pull request's issue it is the pull request's own, as in GitHub's lists. */
  nodeId: string;
  readonly number: number;
  readonly author: Account | null;
  readonly authorAssociation: AuthorAssociation;
  readonly createdAt: Instant;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: "completed" | "reopened" | "not_planned" | "duplicate" | null;
  closedAt: Instant | null;
  closedBy: Account | null;
  locked: boolean;
  /** @defaultValue null */
  lockReason?: LockReason | null;
  /** @defaultValue none */
  reactions?: readonly Reaction[];
  lastEditedAt: Instant | null;
  labels: Label[];
  assignees: Account[];
  milestone: Milestone | null;
  readonly comments: IssueComment[];
  /** The issue's clock; the pull request's is `pull.updatedAt`. */
  updatedAt: Instant;
  pull: PullRequest | null;
}

/** A comment in the conversation of an issue or a pull request. */
export interface IssueComment {
  readonly type: "IssueComment";
  readonly id: number;
  readonly nodeId: string;
  readonly issue: Issue;
  readonly author: Account | null;
  readonly authorAssociation: AuthorAssociation;
  readonly createdAt: Instant;
  body: string;
  /** @defaultValue none */
  reactions?: readonly Reaction[];
  updatedAt: Instant;
  lastEditedAt: Instant | null;
}

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

/** A pending review request. */
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

/** The state of a review. Only its author sees a pending one. */
export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

/** A submitted review. */
export interface Review {
  readonly type: "PullRequestReview";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly author: Account | null;
  readonly authorAssociation: AuthorAssociation;
  readonly commitSha: string | null;
  /** Of a pending review, when it was started. */
  submittedAt: Instant;
  readonly createdAt: Instant;
  body: string;
  state: ReviewState;
  updatedAt: Instant;
  readonly comments: ReviewComment[];
}

/** A conversation on a place of the diff; REST doesn't show it. */
export interface ReviewThread {
  readonly type: "PullRequestReviewThread";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly anchor: Anchor;
  resolvedBy: Account | null;
  isResolved: boolean;
  isOutdated: boolean;
  readonly comments: ReviewComment[];
}

/** A comment on a place of the diff. */
export interface ReviewComment {
  readonly type: "PullRequestReviewComment";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly thread: ReviewThread;
  readonly review: Review | null;
  readonly replyTo: ReviewComment | null;
  readonly author: Account | null;
  readonly authorAssociation: AuthorAssociation;
  readonly anchor: Anchor;
  readonly diffHunk: string;
  readonly originalCommitSha: string;
  readonly createdAt: Instant;
  commitSha: string;
  body: string;
  updatedAt: Instant;
  lastEditedAt: Instant | null;
  /** @defaultValue none */
  reactions?: readonly Reaction[];
}

/** A review that its author hasn't submitted, with the comments that it will bring. */
export interface PendingReview {
  readonly review: Review;
  readonly drafts: readonly DraftComment[];
}

/** A comment of a pending review, with the ids that its thread and itself will have. */
export interface DraftComment {
  readonly thread: number;
  readonly comment: number;
  readonly at: Instant;
  readonly anchor: AnchorInput;
  readonly body: string;
}

/** Who wrote or applied a commit; `account` is `null` when no account has the address. */
export interface GitActor {
  readonly name: string;
  readonly email: string;
  readonly date: Instant;
  readonly account: Account | null;
}

/** A commit. */
export interface Commit {
  readonly type: "Commit";
  readonly repository: Repository;
  readonly sha: string;
  readonly nodeId: string;
  readonly treeSha: string;
  readonly message: string;
  readonly author: GitActor;
  readonly committer: GitActor;
  readonly parents: readonly string[];
  /** @defaultValue none */
  checkRuns?: readonly CheckRun[];
  /** The newest of each context. @defaultValue none */
  statuses?: readonly CommitStatus[];
}

/** Everything that has a global node id. */
export type TruthNode =
  | Account
  | Commit
  | Issue
  | IssueComment
  | Label
  | Milestone
  | PullRequest
  | Repository
  | Review
  | ReviewComment
  | ReviewRequest
  | ReviewThread
  | Team;
