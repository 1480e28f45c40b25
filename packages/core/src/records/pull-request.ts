import type { Actor, RequestedReviewer } from "./actor.ts";

/** A label as it was when the pull request was read. */
export interface Label {
  readonly nodeId: string;
  readonly name: string;
  /** Six hexadecimal digits, without `#`. */
  readonly color: string;
  readonly description: string | null;
}

/** The milestone that a pull request belongs to. */
export interface Milestone {
  readonly number: number;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly dueOn: Date | null;
}

/** An issue that the pull request closes when it is merged. */
export interface LinkedIssue {
  /** `owner/name`: it can be another repository's issue. */
  readonly repository: string;
  readonly number: number;
}

/** GitHub's relation of an author to the repository, e.g. `MEMBER` or `CONTRIBUTOR`. GitHub adds values. */
export type AuthorAssociation = string;

/**
 * A pull request. `null` means absent or unknown, never 0; an empty body is `null`.
 * Fields as in GitHub's docs: REST "Pulls", GraphQL `PullRequest`.
 */
export interface PullRequest {
  readonly number: number;
  /** GitHub's numeric id (GraphQL `fullDatabaseId`), a safe integer. */
  readonly id: number;
  /** GitHub's GraphQL id; opaque. */
  readonly nodeId: string;
  readonly url: string;
  readonly title: string;
  readonly body: string | null;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  readonly locked: boolean;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly createdAt: Date;
  /** The pull request's own clock; the issue row behind it has another. */
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
  readonly mergedAt: Date | null;
  readonly mergedBy: Actor | null;
  readonly mergeCommitSha: string | null;
  readonly headRef: string;
  readonly headSha: string;
  /** `owner/name`; `null` once the fork is deleted. */
  readonly headRepository: string | null;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
  readonly labels: readonly Label[];
  readonly assignees: readonly Actor[];
  readonly requestedReviewers: readonly RequestedReviewer[];
  readonly milestone: Milestone | null;
  /** `null` where the source cannot tell: REST has no such field. */
  readonly linkedIssues: readonly LinkedIssue[] | null;
}
