/** The fields of the shipped models, by what a client calls these. `vitest -u` writes this file. */
export const shippedModels = {
  ghSyncRepository:
    "id tenantId nameKey fullName githubId nodeId active encryptedToken fence leaseOwner leaseExpiresAt revision status reason lastAttemptAt lastSuccessAt lastSyncAt historyCompletedAt nextAttemptAt progressPhase progressDone progressTotal progressTotalExact usageRequests usagePoints usageNotModified usageRowsWritten consecutiveFailures lastErrorCode lastErrorMessage lastErrorRequestId lastErrorAt lastErrorUserActionable checkpoint",
  ghSyncPullRequest:
    "repositoryId number tenantId revision id nodeId url title body state draft locked authorId authorLogin authorAvatarUrl authorType authorAssociation createdAt updatedAt closedAt mergedAt mergedById mergedByLogin mergedByAvatarUrl mergedByType mergeCommitSha headRef headSha headRepository baseRef baseSha additions deletions changedFiles milestoneNumber milestoneTitle milestoneState milestoneDueOn labels assignees requestedReviewers linkedIssues seen truncated unread readAt digests changeRevision",
  ghSyncReviewRequest: "repositoryId pullRequestNumber kind reviewer tenantId revision",
  ghSyncReview:
    "repositoryId pullRequestNumber id tenantId revision nodeId authorId authorLogin authorAvatarUrl authorType authorAssociation state body commitSha submittedAt url",
  ghSyncReviewComment:
    "repositoryId pullRequestNumber id tenantId revision nodeId reviewId inReplyToId authorId authorLogin authorAvatarUrl authorType authorAssociation body path diffHunk commitSha originalCommitSha line originalLine startLine originalStartLine side startSide subject createdAt updatedAt url",
  ghSyncComment:
    "repositoryId pullRequestNumber id tenantId revision nodeId authorId authorLogin authorAvatarUrl authorType authorAssociation body createdAt updatedAt url",
  ghSyncCommit:
    "repositoryId pullRequestNumber sha tenantId revision position message authorName authorEmail authoredAt authorId authorLogin authorAvatarUrl authorType committerName committerEmail committedAt committerId committerLogin committerAvatarUrl committerType",
  ghSyncFile:
    "repositoryId pullRequestNumber pathHash tenantId revision path status additions deletions",
  ghSyncDirtyPullRequest: "repositoryId number tenantId stamps notBefore attempts reason",
  ghSyncCredential: "credentialId blockedUntil",
  ghSyncSchedule: "id cron timeZone task payload expireAfterMs catchUp",
  ghSyncScheduleSlot: "scheduleId slot",
};
