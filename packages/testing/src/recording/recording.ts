import type { LockReason } from "../truth/records.ts";
import type {
  RecordedComment,
  RecordedReview,
  RecordedReviewComment,
} from "./recorded-comments.ts";
import type { Authored, RecordedUser } from "./recorded-user.ts";

/** A repository embedded in a recorded pull request. */
export interface RecordedRepository {
  readonly id: number;
  readonly node_id: string;
  readonly full_name: string;
  readonly owner: RecordedUser;
  readonly description?: string | null;
  readonly fork?: boolean;
  readonly private?: boolean;
  readonly default_branch?: string;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly pushed_at?: string;
}

/** One end of a recorded pull request. */
export interface RecordedBranch {
  readonly ref: string;
  readonly sha: string;
  readonly user: RecordedUser | null;
  readonly repo: RecordedRepository | null;
}

/** A recorded issue, or what a recorded pull request shares with one. */
export interface RecordedIssue extends Authored {
  readonly number: number;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly locked?: boolean;
  readonly active_lock_reason?: LockReason | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly closed_by?: RecordedUser | null;
  readonly state_reason?: "completed" | "reopened" | "not_planned" | "duplicate" | null;
  readonly labels?: readonly RecordedLabel[];
  readonly assignees?: readonly RecordedUser[];
  readonly milestone?: RecordedMilestone | null;
  readonly pull_request?: object;
}

/** A recorded label. */
export interface RecordedLabel {
  readonly id: number;
  readonly node_id: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly default?: boolean;
}

/** A recorded milestone. */
export interface RecordedMilestone {
  readonly id: number;
  readonly node_id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: "open" | "closed";
  readonly creator?: RecordedUser | null;
  readonly due_on: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
}

/** A recorded team. */
export interface RecordedTeam {
  readonly id: number;
  readonly node_id?: string;
  readonly slug: string;
  readonly name: string;
  readonly description?: string | null;
}

/** A recorded pull request: a row of the list, or asked for alone. */
export interface RecordedPull extends RecordedIssue {
  readonly draft?: boolean;
  readonly merged_at: string | null;
  /** Of a pull request that was asked for alone. */
  readonly merged_by?: RecordedUser | null;
  /** Of a pull request that was asked for alone. */
  readonly maintainer_can_modify?: boolean;
  readonly merge_commit_sha?: string | null;
  readonly requested_reviewers?: readonly RecordedUser[];
  readonly requested_teams?: readonly RecordedTeam[];
  readonly head: RecordedBranch;
  readonly base: RecordedBranch;
}

interface RecordedGitActor {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** A recorded commit. */
export interface RecordedCommit {
  readonly sha: string;
  readonly node_id: string;
  readonly commit: {
    readonly author: RecordedGitActor;
    readonly committer: RecordedGitActor;
    readonly message: string;
    readonly tree: { readonly sha: string };
  };
  readonly author: RecordedUser | null;
  readonly committer: RecordedUser | null;
  readonly parents: readonly { readonly sha: string }[];
}

/** Rows by the number of their issue or pull request. */
export type ByNumber<T> = Readonly<Record<string, readonly T[]>>;

/** Bodies that GitHub's REST API answered with, of one repository. */
export interface Recording {
  /** Where they come from. */
  readonly source: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly pulls: readonly RecordedPull[];
  readonly issues: readonly RecordedIssue[];
  readonly reviews: ByNumber<RecordedReview>;
  readonly reviewComments: ByNumber<RecordedReviewComment>;
  readonly issueComments: ByNumber<RecordedComment>;
  readonly commits: ByNumber<RecordedCommit>;
}
