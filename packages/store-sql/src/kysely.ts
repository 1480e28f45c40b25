/** What a driver returns for types that drivers disagree about. */
export interface ColumnValues {
  /** Ids of GitHub. */
  readonly big: unknown;
  readonly bool: unknown;
  readonly instant: unknown;
  readonly json: unknown;
}

/** What `pg` returns, unless the host sets type parsers of its own. */
export interface PostgresValues extends ColumnValues {
  readonly big: string;
  readonly bool: boolean;
  readonly instant: Date;
  readonly json: unknown;
}

/** What SQLite drivers return: instants such as `2026-01-02T03:04:05.678Z`, and JSON as text. */
export interface SqliteValues extends ColumnValues {
  readonly big: number;
  readonly bool: number;
  readonly instant: string;
  readonly json: string;
}

/**
 * ghsync's tables, for the `Database` of a Kysely.
 *
 * @example
 * ```ts
 * const db = new Kysely<Database & GhsyncTables<SqliteValues>>({ dialect });
 * // On PostgreSQL: GhsyncTables<PostgresValues>, and db.withSchema("ghsync").
 * ```
 */
export interface GhsyncTables<T extends ColumnValues> {
  ghsync_repositories: GhsyncRepository<T>;
  ghsync_pull_requests: GhsyncPullRequest<T>;
  ghsync_review_requests: GhsyncReviewRequest;
  ghsync_reviews: GhsyncReview<T>;
  ghsync_review_comments: GhsyncReviewComment<T>;
  ghsync_comments: GhsyncComment<T>;
  ghsync_commits: GhsyncCommit<T>;
  ghsync_files: GhsyncFile;
  ghsync_actors: GhsyncActor<T>;
  ghsync_dirty_pull_requests: GhsyncDirtyPullRequest<T>;
  ghsync_credentials: GhsyncCredential<T>;
  ghsync_schedules: GhsyncSchedule<T>;
  ghsync_schedule_slots: GhsyncScheduleSlot<T>;
}

/** A tracked repository, with its lease and the state of its sync. `repo` is the key of its rows. */
export interface GhsyncRepository<T extends ColumnValues> {
  repo: number;
  id: string;
  tenant_id: string | null;
  tenant_key: string;
  name_key: string;
  full_name: string;
  github_id: T["big"] | null;
  node_id: string | null;
  active: T["bool"];
  encrypted_token: string | null;
  fence: number;
  lease_owner: string | null;
  lease_expires_at: T["instant"] | null;
  revision: number;
  commit_token: string | null;
  due_at: T["instant"];
  status: string;
  reason: string | null;
  last_attempt_at: T["instant"] | null;
  last_success_at: T["instant"] | null;
  last_sync_at: T["instant"] | null;
  history_completed_at: T["instant"] | null;
  next_attempt_at: T["instant"] | null;
  progress_phase: string | null;
  progress_done: number | null;
  progress_total: number | null;
  progress_total_exact: T["bool"] | null;
  usage_requests: number | null;
  usage_points: number | null;
  usage_not_modified: number | null;
  usage_rows_written: number | null;
  consecutive_failures: number;
  last_error_code: string | null;
  last_error_message: string | null;
  last_error_request_id: string | null;
  last_error_at: T["instant"] | null;
  last_error_user_actionable: T["bool"] | null;
  checkpoint: T["json"];
}

/** A pull request. */
export interface GhsyncPullRequest<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  revision: number;
  change_revision: number;
  number: number;
  id: T["big"];
  node_id: string;
  url: string;
  title: string;
  body: string | null;
  state: string;
  draft: T["bool"];
  locked: T["bool"];
  author_id: T["big"] | null;
  author_login: string | null;
  author_association: string;
  created_at: T["instant"];
  updated_at: T["instant"];
  closed_at: T["instant"] | null;
  merged_at: T["instant"] | null;
  merged_by_id: T["big"] | null;
  merged_by_login: string | null;
  merge_commit_sha: string | null;
  head_ref: string;
  head_sha: string;
  head_repository: string | null;
  base_ref: string;
  base_sha: string;
  additions: number;
  deletions: number;
  changed_files: number;
  milestone_number: number | null;
  milestone_title: string | null;
  milestone_state: string | null;
  milestone_due_on: T["instant"] | null;
  labels: T["json"];
  assignees: T["json"];
  requested_reviewers: T["json"];
  linked_issues: T["json"] | null;
  seen: T["json"];
  truncated: T["json"];
  unread: T["json"];
  read_at: T["instant"];
  digests: Uint8Array;
}

/** Who is asked to review an open pull request. */
export interface GhsyncReviewRequest {
  repo: number;
  tenant_id: string | null;
  revision: number;
  number: number;
  kind: string;
  reviewer: string;
}

/** A review. */
export interface GhsyncReview<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  revision: number;
  number: number;
  id: T["big"];
  node_id: string;
  author_id: T["big"] | null;
  author_login: string | null;
  author_association: string;
  state: string;
  body: string | null;
  commit_sha: string | null;
  submitted_at: T["instant"];
}

/** A review comment. */
export interface GhsyncReviewComment<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  revision: number;
  number: number;
  id: T["big"];
  node_id: string;
  review_id: T["big"] | null;
  in_reply_to_id: T["big"] | null;
  author_id: T["big"] | null;
  author_login: string | null;
  author_association: string;
  body: string | null;
  path: string;
  diff_hunk: string;
  commit_sha: string | null;
  original_commit_sha: string | null;
  line: number | null;
  original_line: number | null;
  start_line: number | null;
  original_start_line: number | null;
  side: string;
  start_side: string | null;
  subject: string;
  created_at: T["instant"];
  updated_at: T["instant"];
}

/** A conversation comment. */
export interface GhsyncComment<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  revision: number;
  number: number;
  id: T["big"];
  node_id: string;
  author_id: T["big"] | null;
  author_login: string | null;
  author_association: string;
  body: string | null;
  created_at: T["instant"];
  updated_at: T["instant"];
}

/** A commit of a pull request. */
export interface GhsyncCommit<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  revision: number;
  number: number;
  sha: string;
  position: number;
  message: string;
  author_name: string | null;
  author_email: string | null;
  authored_at: T["instant"] | null;
  author_id: T["big"] | null;
  author_login: string | null;
  committer_name: string | null;
  committer_email: string | null;
  committed_at: T["instant"] | null;
  committer_id: T["big"] | null;
  committer_login: string | null;
}

/** A changed file. */
export interface GhsyncFile {
  repo: number;
  tenant_id: string | null;
  revision: number;
  number: number;
  path_hash: Uint8Array;
  path: string;
  status: string;
  additions: number;
  deletions: number;
}

/** Avatar and type of people. `id` is 0 if GitHub does not report it. */
export interface GhsyncActor<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  revision: number;
  id: T["big"];
  login: string;
  avatar_url: string | null;
  type: string;
}

/** Pull requests that are to be read (again). */
export interface GhsyncDirtyPullRequest<T extends ColumnValues> {
  repo: number;
  tenant_id: string | null;
  number: number;
  stamps: T["json"];
  not_before: T["instant"] | null;
  attempts: number;
  reason: string | null;
}

/** Until when a credential must not be used. */
export interface GhsyncCredential<T extends ColumnValues> {
  credential_id: string;
  blocked_until: T["instant"];
}

/** Schedules of a scheduler without tables of its own. */
export interface GhsyncSchedule<T extends ColumnValues> {
  id: string;
  cron: string;
  time_zone: string;
  task: string;
  payload: T["json"];
  expire_after_ms: T["big"] | null;
  catch_up: string | null;
}

/** The claimed slots. */
export interface GhsyncScheduleSlot<T extends ColumnValues> {
  schedule_id: string;
  slot: T["instant"];
}
