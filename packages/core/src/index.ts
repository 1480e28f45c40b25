// Sync: the one object that most apps need.

export type { RunningSync, SyncRequest, SyncRequestOptions } from "./admin/request-sync.ts";
export { createSync } from "./create-sync.ts";
export type { SyncEvent, SyncOutcome } from "./model/sync-outcome.ts";
export type { SyncClientOptions, SyncOptions } from "./options/sync-options.ts";
export type { Logger } from "./ports/logger.ts";
export type { TrackedRepository, TrackRepositoryInput } from "./ports/repository.ts";
export type { SyncRunOptions } from "./run/run.ts";
export type { Sync } from "./sync.ts";
export type { SyncTaskName, SyncTasks } from "./tasks/create-tasks.ts";
export { dailySchedule, type PutResult, registerSchedules } from "./tasks/register-schedules.ts";

// Errors.

export {
  GhsyncError,
  type GhsyncErrorCode,
  type GhsyncErrorJson,
  type GhsyncErrorOptions,
  isGhsyncError,
  leaseLost,
} from "./model/ghsync-error.ts";

// Status, for a page or an API.

export type {
  SyncError,
  SyncPhase,
  SyncProgress,
  SyncReason,
  SyncStatus,
  SyncUsage,
} from "./model/sync-status.ts";
export {
  describeSyncStatus,
  type RepositoryStatus,
  type SyncStatusFacts,
} from "./status/describe-sync-status.ts";
export { english } from "./status/english.ts";
export { german } from "./status/german.ts";
export {
  getStatus,
  listStatuses,
  type ReadStatusOptions,
  type StatusPage,
} from "./status/read-status.ts";
export {
  type StatusCatalogue,
  type StatusProgress,
  type StatusSituation,
  type StatusTone,
  type StatusWording,
  type SyncStatusDescription,
  toStalled,
  translateStatus,
} from "./status/status-text.ts";
export { type SyncSummary, summarizeSyncStatuses } from "./status/summarize-sync-statuses.ts";

// Stored tokens.

export type { Credential, TokenDecryptor } from "./ports/token-decryptor.ts";
export {
  type AesGcmDecryptor,
  type AesGcmDecryptorOptions,
  createAesGcmDecryptor,
} from "./tokens/aes-gcm.ts";
export { createFernetDecryptor, type FernetDecryptorOptions } from "./tokens/fernet.ts";
export { firstMatch, type RecognisingDecryptor } from "./tokens/first-match.ts";
export { createPlaintextDecryptor, type PlaintextDecryptorOptions } from "./tokens/plaintext.ts";
export type { SecretKey } from "./tokens/token-value.ts";

// Records.

export type {
  Actor,
  AuthorAssociation,
  ChangedFile,
  Comment,
  Commit,
  Label,
  LinkedIssue,
  Milestone,
  PullRequest,
  RequestedReviewer,
  Review,
  ReviewComment,
} from "./model/records.ts";
export {
  type ChildKind,
  childKinds,
  isChildKind,
  mergeTruncated,
  mergeUnread,
  type PullRequestChildren,
  type PullRequestSnapshot,
  type RowPart,
  rowParts,
  type SnapshotPart,
} from "./model/snapshot.ts";

// The GitHub client, for an app's own requests, and a sync without a store.

export type {
  ClientUsage,
  GitHubClient,
  GraphQLResponse,
  ListPage,
  RequestOptions,
} from "./github/client.ts";
export type { GitHubClientOptions } from "./github/client-options.ts";
export { createGitHubClient } from "./github/create-client.ts";
export type { GraphQLItemError } from "./github/graphql-errors.ts";
export type { QuotaBlock } from "./github/quota.ts";
export type { Sleep } from "./github/timing.ts";
export {
  getUpdatedPullRequests,
  type UpdatedPullRequestsOptions,
} from "./run/get-updated-pull-requests.ts";

// For authors of stores.

export {
  type HistoryCheckpoint,
  type HistoryPlace,
  initialSyncState,
  type StoredETag,
  type StreamCheckpoint,
  type StreamName,
  type StreamStamps,
  type SyncCheckpoint,
  type SyncState,
} from "./model/sync-state.ts";
export { fromJson, type Json, toJson } from "./ports/json-codec.ts";
export type {
  CommitPage,
  CommitResult,
  DirtyPullRequest,
  Lease,
  PullRequestState,
  RepoStore,
  RepositoryRead,
  SnapshotToStore,
  StateRead,
} from "./ports/repo-store.ts";

// For authors of schedulers.

export type {
  EnqueueOptions,
  Schedule,
  Scheduler,
  ScheduleStore,
  TaskContext,
  TaskMap,
  TaskName,
  TaskOutcome,
} from "./ports/scheduler.ts";
