// ghsync's tables for queries by Drizzle, in the schema "ghsync". Copy this file into your app, and name your own schema below.
// store.migrate() creates the tables: keep the file out of the `schema` of drizzle.config.ts.
import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

const ghsync = pgSchema("ghsync");

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** A tracked repository, with its lease and the state of its sync. `repo` is the key of its rows. */
export const ghsyncRepositories = ghsync.table(
  "ghsync_repositories",
  {
    repo: integer("repo").notNull().generatedAlwaysAsIdentity(),
    id: text("id").notNull(),
    tenantId: text("tenant_id"),
    tenantKey: text("tenant_key").notNull(),
    nameKey: text("name_key").notNull(),
    fullName: text("full_name").notNull(),
    githubId: bigint("github_id", { mode: "number" }),
    nodeId: text("node_id"),
    active: boolean("active").notNull(),
    encryptedToken: text("encrypted_token"),
    fence: integer("fence").notNull(),
    leaseOwner: text("lease_owner"),
    leaseExpiresAt: timestamp("lease_expires_at", { withTimezone: true, precision: 3 }),
    revision: integer("revision").notNull(),
    commitToken: text("commit_token"),
    dueAt: timestamp("due_at", { withTimezone: true, precision: 3 }).notNull(),
    status: text("status").notNull(),
    reason: text("reason"),
    lastAttemptAt: timestamp("last_attempt_at", { withTimezone: true, precision: 3 }),
    lastSuccessAt: timestamp("last_success_at", { withTimezone: true, precision: 3 }),
    lastSyncAt: timestamp("last_sync_at", { withTimezone: true, precision: 3 }),
    historyCompletedAt: timestamp("history_completed_at", { withTimezone: true, precision: 3 }),
    nextAttemptAt: timestamp("next_attempt_at", { withTimezone: true, precision: 3 }),
    progressPhase: text("progress_phase"),
    progressDone: integer("progress_done"),
    progressTotal: integer("progress_total"),
    progressTotalExact: boolean("progress_total_exact"),
    usageRequests: integer("usage_requests"),
    usagePoints: integer("usage_points"),
    usageNotModified: integer("usage_not_modified"),
    usageRowsWritten: integer("usage_rows_written"),
    consecutiveFailures: integer("consecutive_failures").notNull(),
    lastErrorCode: text("last_error_code"),
    lastErrorMessage: text("last_error_message"),
    lastErrorRequestId: text("last_error_request_id"),
    lastErrorAt: timestamp("last_error_at", { withTimezone: true, precision: 3 }),
    lastErrorUserActionable: boolean("last_error_user_actionable"),
    checkpoint: jsonb("checkpoint").notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo] })],
);

/** A pull request. */
export const ghsyncPullRequests = ghsync.table(
  "ghsync_pull_requests",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    changeRevision: integer("change_revision").notNull(),
    number: integer("number").notNull(),
    id: bigint("id", { mode: "number" }).notNull(),
    nodeId: text("node_id").notNull(),
    url: text("url").notNull(),
    title: text("title").notNull(),
    body: text("body"),
    state: text("state").notNull(),
    draft: boolean("draft").notNull(),
    locked: boolean("locked").notNull(),
    authorId: bigint("author_id", { mode: "number" }),
    authorLogin: text("author_login"),
    authorAssociation: text("author_association").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull(),
    closedAt: timestamp("closed_at", { withTimezone: true, precision: 3 }),
    mergedAt: timestamp("merged_at", { withTimezone: true, precision: 3 }),
    mergedById: bigint("merged_by_id", { mode: "number" }),
    mergedByLogin: text("merged_by_login"),
    mergeCommitSha: text("merge_commit_sha"),
    headRef: text("head_ref").notNull(),
    headSha: text("head_sha").notNull(),
    headRepository: text("head_repository"),
    baseRef: text("base_ref").notNull(),
    baseSha: text("base_sha").notNull(),
    additions: integer("additions").notNull(),
    deletions: integer("deletions").notNull(),
    changedFiles: integer("changed_files").notNull(),
    milestoneNumber: integer("milestone_number"),
    milestoneTitle: text("milestone_title"),
    milestoneState: text("milestone_state"),
    milestoneDueOn: timestamp("milestone_due_on", { withTimezone: true, precision: 3 }),
    labels: jsonb("labels").notNull(),
    assignees: jsonb("assignees").notNull(),
    requestedReviewers: jsonb("requested_reviewers").notNull(),
    linkedIssues: jsonb("linked_issues"),
    seen: jsonb("seen").notNull(),
    truncated: jsonb("truncated").notNull(),
    unread: jsonb("unread").notNull(),
    readAt: timestamp("read_at", { withTimezone: true, precision: 3 }).notNull(),
    digests: bytea("digests").notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number] })],
);

/** Who is asked to review an open pull request. */
export const ghsyncReviewRequests = ghsync.table(
  "ghsync_review_requests",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    number: integer("number").notNull(),
    kind: text("kind").notNull(),
    reviewer: text("reviewer").notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number, table.kind, table.reviewer] })],
);

/** A review. */
export const ghsyncReviews = ghsync.table(
  "ghsync_reviews",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    number: integer("number").notNull(),
    id: bigint("id", { mode: "number" }).notNull(),
    nodeId: text("node_id").notNull(),
    authorId: bigint("author_id", { mode: "number" }),
    authorLogin: text("author_login"),
    authorAssociation: text("author_association").notNull(),
    state: text("state").notNull(),
    body: text("body"),
    commitSha: text("commit_sha"),
    submittedAt: timestamp("submitted_at", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number, table.id] })],
);

/** A review comment. */
export const ghsyncReviewComments = ghsync.table(
  "ghsync_review_comments",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    number: integer("number").notNull(),
    id: bigint("id", { mode: "number" }).notNull(),
    nodeId: text("node_id").notNull(),
    reviewId: bigint("review_id", { mode: "number" }),
    inReplyToId: bigint("in_reply_to_id", { mode: "number" }),
    authorId: bigint("author_id", { mode: "number" }),
    authorLogin: text("author_login"),
    authorAssociation: text("author_association").notNull(),
    body: text("body"),
    path: text("path").notNull(),
    diffHunk: text("diff_hunk").notNull(),
    commitSha: text("commit_sha"),
    originalCommitSha: text("original_commit_sha"),
    line: integer("line"),
    originalLine: integer("original_line"),
    startLine: integer("start_line"),
    originalStartLine: integer("original_start_line"),
    side: text("side").notNull(),
    startSide: text("start_side"),
    subject: text("subject").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number, table.id] })],
);

/** A conversation comment. */
export const ghsyncComments = ghsync.table(
  "ghsync_comments",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    number: integer("number").notNull(),
    id: bigint("id", { mode: "number" }).notNull(),
    nodeId: text("node_id").notNull(),
    authorId: bigint("author_id", { mode: "number" }),
    authorLogin: text("author_login"),
    authorAssociation: text("author_association").notNull(),
    body: text("body"),
    createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number, table.id] })],
);

/** A commit of a pull request. */
export const ghsyncCommits = ghsync.table(
  "ghsync_commits",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    number: integer("number").notNull(),
    sha: text("sha").notNull(),
    position: integer("position").notNull(),
    message: text("message").notNull(),
    authorName: text("author_name"),
    authorEmail: text("author_email"),
    authoredAt: timestamp("authored_at", { withTimezone: true, precision: 3 }),
    authorId: bigint("author_id", { mode: "number" }),
    authorLogin: text("author_login"),
    committerName: text("committer_name"),
    committerEmail: text("committer_email"),
    committedAt: timestamp("committed_at", { withTimezone: true, precision: 3 }),
    committerId: bigint("committer_id", { mode: "number" }),
    committerLogin: text("committer_login"),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number, table.sha] })],
);

/** A changed file. */
export const ghsyncFiles = ghsync.table(
  "ghsync_files",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    number: integer("number").notNull(),
    pathHash: bytea("path_hash").notNull(),
    path: text("path").notNull(),
    status: text("status").notNull(),
    additions: integer("additions").notNull(),
    deletions: integer("deletions").notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number, table.pathHash] })],
);

/** Avatar and type of people. `id` is 0 if GitHub does not report it. */
export const ghsyncActors = ghsync.table(
  "ghsync_actors",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    revision: integer("revision").notNull(),
    id: bigint("id", { mode: "number" }).notNull(),
    login: text("login").notNull(),
    avatarUrl: text("avatar_url"),
    type: text("type").notNull(),
  },
  (table) => [primaryKey({ columns: [table.repo, table.id, table.login] })],
);

/** Pull requests that are to be read (again). */
export const ghsyncDirtyPullRequests = ghsync.table(
  "ghsync_dirty_pull_requests",
  {
    repo: integer("repo").notNull(),
    tenantId: text("tenant_id"),
    number: integer("number").notNull(),
    stamps: jsonb("stamps").notNull(),
    notBefore: timestamp("not_before", { withTimezone: true, precision: 3 }),
    attempts: integer("attempts").notNull(),
    reason: text("reason"),
  },
  (table) => [primaryKey({ columns: [table.repo, table.number] })],
);

/** Until when a credential must not be used. */
export const ghsyncCredentials = ghsync.table(
  "ghsync_credentials",
  {
    credentialId: text("credential_id").notNull(),
    blockedUntil: timestamp("blocked_until", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.credentialId] })],
);

/** Schedules of a scheduler without tables of its own. */
export const ghsyncSchedules = ghsync.table(
  "ghsync_schedules",
  {
    id: text("id").notNull(),
    cron: text("cron").notNull(),
    timeZone: text("time_zone").notNull(),
    task: text("task").notNull(),
    payload: jsonb("payload").notNull(),
    expireAfterMs: bigint("expire_after_ms", { mode: "number" }),
    catchUp: text("catch_up"),
  },
  (table) => [primaryKey({ columns: [table.id] })],
);

/** The claimed slots. */
export const ghsyncScheduleSlots = ghsync.table(
  "ghsync_schedule_slots",
  {
    scheduleId: text("schedule_id").notNull(),
    slot: timestamp("slot", { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.slot] })],
);
