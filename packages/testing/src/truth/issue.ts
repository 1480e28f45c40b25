import type { Instant } from "../instant.ts";
import type { Account } from "./account.ts";
import type { AuthorAssociation } from "./author-association.ts";
import type { Label, Milestone } from "./label.ts";
import type { PullRequest } from "./pull-request.ts";
import type { Reaction } from "./reaction.ts";
import type { Repository } from "./repository.ts";

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
