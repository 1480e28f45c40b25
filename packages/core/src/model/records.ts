/** A label at the time when the pull request was read. */
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

/** An issue that closes when the pull request is merged. */
export interface LinkedIssue {
  /** `owner/name`; may be another repository. */
  readonly repository: string;
  readonly number: number;
}

/**
 * GitHub's relation of an author to the repository, such as `MEMBER` or `CONTRIBUTOR`. GitHub may
 * add values.
 */
export type AuthorAssociation = string;

/**
 * A pull request. `null` means absent or unknown, never 0. An empty body is `null`.
 *
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
  /** The pull request's own stamp. The issue of the same number has another one. */
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
  /** `null` if the source does not report it: REST has no such field. */
  readonly linkedIssues: readonly LinkedIssue[] | null;
}

/** A submitted review. Only its author sees a pending review, so it is never stored. */
export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly state: "approved" | "changes_requested" | "commented" | "dismissed";
  readonly body: string | null;
  readonly commitSha: string | null;
  readonly submittedAt: Date;
  readonly url: string;
}

/** A comment on a line or a file of the diff. */
export interface ReviewComment {
  readonly id: number;
  readonly nodeId: string;
  readonly reviewId: number | null;
  readonly inReplyToId: number | null;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly body: string | null;
  readonly path: string;
  readonly diffHunk: string;
  readonly commitSha: string | null;
  readonly originalCommitSha: string | null;
  /** `null` if the line is outdated, and for a comment on a file. */
  readonly line: number | null;
  readonly originalLine: number | null;
  readonly startLine: number | null;
  readonly originalStartLine: number | null;
  readonly side: "left" | "right";
  readonly startSide: "left" | "right" | null;
  readonly subject: "line" | "file";
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly url: string;
}

/** A comment in the pull request's conversation (GitHub's docs: an issue comment). */
export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Actor | null;
  readonly authorAssociation: AuthorAssociation;
  readonly body: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly url: string;
}

/** A commit of the pull request. A commit can belong to many pull requests. */
export interface Commit {
  readonly sha: string;
  /** The position in the pull request's list of commits, from 0. */
  readonly position: number;
  readonly message: string;
  readonly authorName: string | null;
  readonly authorEmail: string | null;
  readonly authoredAt: Date | null;
  /** The account of the author's e-mail address, if GitHub knows one. */
  readonly author: Actor | null;
  readonly committerName: string | null;
  readonly committerEmail: string | null;
  /** A rebase keeps `authoredAt` and changes this one. */
  readonly committedAt: Date | null;
  readonly committer: Actor | null;
}

/** A file that the pull request changes. */
export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed";
  readonly additions: number;
  readonly deletions: number;
}

/**
 * A person or bot at the time when the row was read: a snapshot, never a foreign key. A deleted
 * account (GitHub's ghost) is `null` in the field that holds the actor.
 */
export interface Actor {
  /**
   * GitHub's numeric id. `null` if GitHub does not report it (an organization's account in
   * GraphQL).
   */
  readonly id: number | null;
  /** A bot's login ends in `[bot]`, from every source. */
  readonly login: string;
  readonly avatarUrl: string | null;
  readonly type: "User" | "Bot" | "Mannequin" | "Organization" | "EnterpriseUserAccount";
}

/** A person or team whose requested review is still missing. */
export type RequestedReviewer =
  | ({ readonly kind: "actor" } & Actor)
  | {
      readonly kind: "team";
      readonly id: number | null;
      readonly slug: string;
      readonly name: string;
    };

/**
 * Removes what differs between sources from an avatar's URL: GitHub adds `u=<hash>` in some
 * responses.
 */
export function stableAvatarUrl(url: string): string | null {
  const parsed = URL.parse(url);
  parsed?.searchParams.delete("u");
  return parsed?.href ?? null;
}

/** GitHub's values that GraphQL and REST share, and the records' values. */

export const actorTypes = {
  User: "User",
  Bot: "Bot",
  Mannequin: "Mannequin",
  Organization: "Organization",
  EnterpriseUserAccount: "EnterpriseUserAccount",
} as const;

export const diffSides = { LEFT: "left", RIGHT: "right" } as const;

/** Without `PENDING`: only its author sees such a review. */
export const reviewStates = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes_requested",
  COMMENTED: "commented",
  DISMISSED: "dismissed",
} as const;
