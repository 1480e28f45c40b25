-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_repositories" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tenant_id" TEXT,
    "name_key" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "github_id" BIGINT,
    "node_id" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "encrypted_token" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_expires_at" DATETIME,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "last_attempt_at" DATETIME,
    "last_success_at" DATETIME,
    "last_sync_at" DATETIME,
    "history_completed_at" DATETIME,
    "next_attempt_at" DATETIME,
    "progress_phase" TEXT,
    "progress_done" INTEGER,
    "progress_total" INTEGER,
    "progress_total_exact" BOOLEAN,
    "usage_requests" INTEGER,
    "usage_points" INTEGER,
    "usage_not_modified" INTEGER,
    "usage_rows_written" INTEGER,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "last_error_code" TEXT,
    "last_error_message" TEXT,
    "last_error_request_id" TEXT,
    "last_error_at" DATETIME,
    "last_error_user_actionable" BOOLEAN,
    "checkpoint" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_pull_requests" (
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "node_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT,
    "state" TEXT NOT NULL,
    "draft" BOOLEAN NOT NULL,
    "locked" BOOLEAN NOT NULL,
    "author_id" BIGINT,
    "author_login" TEXT,
    "author_avatar_url" TEXT,
    "author_type" TEXT,
    "author_association" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    "closed_at" DATETIME,
    "merged_at" DATETIME,
    "merged_by_id" BIGINT,
    "merged_by_login" TEXT,
    "merged_by_avatar_url" TEXT,
    "merged_by_type" TEXT,
    "merge_commit_sha" TEXT,
    "head_ref" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "head_repository" TEXT,
    "base_ref" TEXT NOT NULL,
    "base_sha" TEXT NOT NULL,
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "changed_files" INTEGER NOT NULL,
    "milestone_number" INTEGER,
    "milestone_title" TEXT,
    "milestone_state" TEXT,
    "milestone_due_on" DATETIME,
    "labels" JSONB NOT NULL,
    "assignees" JSONB NOT NULL,
    "requested_reviewers" JSONB NOT NULL,
    "linked_issues" JSONB,
    "seen" JSONB NOT NULL,
    "truncated" JSONB NOT NULL,
    "unread" JSONB NOT NULL,
    "read_at" DATETIME NOT NULL,
    "digests" TEXT NOT NULL,
    "change_revision" INTEGER NOT NULL,

    PRIMARY KEY ("repository_id", "number")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_review_requests" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reviewer" TEXT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,

    PRIMARY KEY ("repository_id", "pull_request_number", "kind", "reviewer")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_reviews" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,
    "node_id" TEXT NOT NULL,
    "author_id" BIGINT,
    "author_login" TEXT,
    "author_avatar_url" TEXT,
    "author_type" TEXT,
    "author_association" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT,
    "commit_sha" TEXT,
    "submitted_at" DATETIME NOT NULL,
    "url" TEXT NOT NULL,

    PRIMARY KEY ("repository_id", "pull_request_number", "id")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_review_comments" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,
    "node_id" TEXT NOT NULL,
    "review_id" BIGINT,
    "in_reply_to_id" BIGINT,
    "author_id" BIGINT,
    "author_login" TEXT,
    "author_avatar_url" TEXT,
    "author_type" TEXT,
    "author_association" TEXT NOT NULL,
    "body" TEXT,
    "path" TEXT NOT NULL,
    "diff_hunk" TEXT NOT NULL,
    "commit_sha" TEXT,
    "original_commit_sha" TEXT,
    "line" INTEGER,
    "original_line" INTEGER,
    "start_line" INTEGER,
    "original_start_line" INTEGER,
    "side" TEXT NOT NULL,
    "start_side" TEXT,
    "subject" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    "url" TEXT NOT NULL,

    PRIMARY KEY ("repository_id", "pull_request_number", "id")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_comments" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,
    "node_id" TEXT NOT NULL,
    "author_id" BIGINT,
    "author_login" TEXT,
    "author_avatar_url" TEXT,
    "author_type" TEXT,
    "author_association" TEXT NOT NULL,
    "body" TEXT,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    "url" TEXT NOT NULL,

    PRIMARY KEY ("repository_id", "pull_request_number", "id")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_commits" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "sha" TEXT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "author_name" TEXT,
    "author_email" TEXT,
    "authored_at" DATETIME,
    "author_id" BIGINT,
    "author_login" TEXT,
    "author_avatar_url" TEXT,
    "author_type" TEXT,
    "committer_name" TEXT,
    "committer_email" TEXT,
    "committed_at" DATETIME,
    "committer_id" BIGINT,
    "committer_login" TEXT,
    "committer_avatar_url" TEXT,
    "committer_type" TEXT,

    PRIMARY KEY ("repository_id", "pull_request_number", "sha")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_files" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "path_hash" TEXT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,

    PRIMARY KEY ("repository_id", "pull_request_number", "path_hash")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_dirty_pull_requests" (
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" TEXT,
    "stamps" JSONB NOT NULL,
    "not_before" DATETIME,
    "attempts" INTEGER NOT NULL,
    "reason" TEXT,

    PRIMARY KEY ("repository_id", "number")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_credentials" (
    "credential_id" TEXT NOT NULL PRIMARY KEY,
    "blocked_until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_schedules" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "expire_after_ms" BIGINT,
    "catch_up" TEXT
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_schedule_slots" (
    "schedule_id" TEXT NOT NULL,
    "slot" DATETIME NOT NULL,

    PRIMARY KEY ("schedule_id", "slot")
);

-- CreateIndex
CREATE UNIQUE INDEX IF NOT EXISTS "ghsync_repositories_name_key_key" ON "ghsync_repositories"("name_key");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_repositories_tenant_id_idx" ON "ghsync_repositories"("tenant_id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_repositories_github_id_idx" ON "ghsync_repositories"("github_id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_repositories_active_last_attempt_at_idx" ON "ghsync_repositories"("active", "last_attempt_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_repository_id_change_revision_idx" ON "ghsync_pull_requests"("repository_id", "change_revision");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_repository_id_state_updated_at_idx" ON "ghsync_pull_requests"("repository_id", "state", "updated_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_repository_id_updated_at_idx" ON "ghsync_pull_requests"("repository_id", "updated_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_repository_id_merged_at_idx" ON "ghsync_pull_requests"("repository_id", "merged_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_tenant_id_updated_at_idx" ON "ghsync_pull_requests"("tenant_id", "updated_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_tenant_id_merged_at_idx" ON "ghsync_pull_requests"("tenant_id", "merged_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_pull_requests_author_login_updated_at_idx" ON "ghsync_pull_requests"("author_login", "updated_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_review_requests_reviewer_idx" ON "ghsync_review_requests"("reviewer");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_reviews_author_login_submitted_at_idx" ON "ghsync_reviews"("author_login", "submitted_at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_review_comments_author_login_idx" ON "ghsync_review_comments"("author_login");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_comments_author_login_idx" ON "ghsync_comments"("author_login");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "ghsync_commits_author_login_idx" ON "ghsync_commits"("author_login");
