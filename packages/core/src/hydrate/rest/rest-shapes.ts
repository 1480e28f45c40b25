/** GitHub's REST answers, as far as they become records. GitHub docs: REST "Pulls", "Pull request reviews", "Issue comments". */

export interface RestActor {
  readonly id: number;
  readonly login: string;
  readonly avatar_url: string;
  readonly type: string;
}

interface RestAuthored {
  readonly id: number;
  readonly node_id: string;
  readonly user: RestActor | null;
  readonly author_association: string;
  readonly body?: string | null;
  readonly html_url: string;
}

export interface RestReview extends RestAuthored {
  readonly state: string;
  readonly submitted_at?: string;
  readonly commit_id: string | null;
}

export interface RestComment extends RestAuthored {
  readonly created_at: string;
  readonly updated_at: string;
}

export interface RestReviewComment extends RestComment {
  readonly pull_request_review_id: number | null;
  readonly in_reply_to_id?: number;
  readonly path: string;
  readonly diff_hunk: string;
  readonly commit_id: string;
  readonly original_commit_id: string;
  readonly line?: number | null;
  readonly original_line?: number | null;
  readonly start_line?: number | null;
  readonly original_start_line?: number | null;
  readonly side?: string;
  readonly start_side?: string | null;
  readonly subject_type?: string;
}

interface RestGitActor {
  readonly name?: string;
  readonly email?: string;
  readonly date?: string;
}

export interface RestCommit {
  readonly sha: string;
  readonly commit: {
    readonly message: string;
    readonly author: RestGitActor | null;
    readonly committer: RestGitActor | null;
  };
  readonly author: RestActor | Record<string, never> | null;
  readonly committer: RestActor | Record<string, never> | null;
}

export interface RestFile {
  readonly filename: string;
  readonly status: string;
  readonly additions: number;
  readonly deletions: number;
}

interface RestBranch {
  readonly ref: string;
  readonly sha: string;
  readonly repo: { readonly full_name: string } | null;
}

export interface RestPullRequest extends RestAuthored {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly draft?: boolean;
  readonly locked: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly merged_at: string | null;
  readonly merged_by: RestActor | null;
  readonly merge_commit_sha: string | null;
  readonly head: RestBranch;
  readonly base: RestBranch;
  readonly additions: number;
  readonly deletions: number;
  readonly changed_files: number;
  readonly commits: number;
  readonly comments: number;
  readonly review_comments: number;
  readonly labels: readonly {
    readonly node_id: string;
    readonly name: string;
    readonly color: string;
    readonly description: string | null;
  }[];
  readonly assignees?: readonly RestActor[] | null;
  readonly requested_reviewers?: readonly RestActor[] | null;
  readonly requested_teams?:
    | readonly { readonly id: number; readonly slug: string; readonly name: string }[]
    | null;
  readonly milestone: {
    readonly number: number;
    readonly title: string;
    readonly state: string;
    readonly due_on: string | null;
  } | null;
}
