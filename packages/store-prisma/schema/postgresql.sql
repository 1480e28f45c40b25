-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_repositories" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "name_key" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "github_id" BIGINT,
    "node_id" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "encrypted_token" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_expires_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_sync_at" TIMESTAMPTZ(3),
    "history_completed_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
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
    "last_error_at" TIMESTAMPTZ(3),
    "last_error_user_actionable" BOOLEAN,
    "checkpoint" JSONB NOT NULL,

    CONSTRAINT "ghsync_repositories_pkey" PRIMARY KEY ("id")
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
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "merged_at" TIMESTAMPTZ(3),
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
    "milestone_due_on" TIMESTAMPTZ(3),
    "labels" JSONB NOT NULL,
    "assignees" JSONB NOT NULL,
    "requested_reviewers" JSONB NOT NULL,
    "linked_issues" JSONB,
    "seen" JSONB NOT NULL,
    "truncated" JSONB NOT NULL,
    "unread" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "digests" TEXT NOT NULL,
    "change_revision" INTEGER NOT NULL,

    CONSTRAINT "ghsync_pull_requests_pkey" PRIMARY KEY ("repository_id","number")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_review_requests" (
    "repository_id" TEXT NOT NULL,
    "pull_request_number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reviewer" TEXT NOT NULL,
    "tenant_id" TEXT,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "ghsync_review_requests_pkey" PRIMARY KEY ("repository_id","pull_request_number","kind","reviewer")
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
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "ghsync_reviews_pkey" PRIMARY KEY ("repository_id","pull_request_number","id")
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
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "ghsync_review_comments_pkey" PRIMARY KEY ("repository_id","pull_request_number","id")
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
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "ghsync_comments_pkey" PRIMARY KEY ("repository_id","pull_request_number","id")
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
    "authored_at" TIMESTAMPTZ(3),
    "author_id" BIGINT,
    "author_login" TEXT,
    "author_avatar_url" TEXT,
    "author_type" TEXT,
    "committer_name" TEXT,
    "committer_email" TEXT,
    "committed_at" TIMESTAMPTZ(3),
    "committer_id" BIGINT,
    "committer_login" TEXT,
    "committer_avatar_url" TEXT,
    "committer_type" TEXT,

    CONSTRAINT "ghsync_commits_pkey" PRIMARY KEY ("repository_id","pull_request_number","sha")
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

    CONSTRAINT "ghsync_files_pkey" PRIMARY KEY ("repository_id","pull_request_number","path_hash")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_dirty_pull_requests" (
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" TEXT,
    "stamps" JSONB NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "ghsync_dirty_pull_requests_pkey" PRIMARY KEY ("repository_id","number")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_credentials" (
    "credential_id" TEXT NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ghsync_credentials_pkey" PRIMARY KEY ("credential_id")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_schedules" (
    "id" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "expire_after_ms" BIGINT,
    "catch_up" TEXT,

    CONSTRAINT "ghsync_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "ghsync_schedule_slots" (
    "schedule_id" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ghsync_schedule_slots_pkey" PRIMARY KEY ("schedule_id","slot")
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
