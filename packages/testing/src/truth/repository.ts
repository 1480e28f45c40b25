import type { Instant } from "../instant.ts";
import type { Account } from "./account.ts";
import type { Issue, IssueComment } from "./issue.ts";
import type { IssueCounts, Label, Milestone } from "./label.ts";
import type { PullRequest } from "./pull-request.ts";
import type { ReviewComment } from "./review.ts";
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
  /** Why nobody may see it, or `null`. */
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
