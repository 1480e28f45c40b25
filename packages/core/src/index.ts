export type { RunningSync, SyncRequest, SyncRequestOptions } from "./admin/request-sync.ts";
export { createSync } from "./create-sync.ts";
export type {
  ClientUsage,
  GitHubClient,
  GraphQLAnswer,
  GraphQLItemError,
  ListPage,
  QuotaBlock,
  RequestOptions,
} from "./github/client.ts";
export type { GitHubClientOptions } from "./github/client-options.ts";
export { createGitHubClient } from "./github/create-client.ts";
export type { Sleep } from "./github/timing.ts";
export {
  GhsyncError,
  type GhsyncErrorCode,
  type GhsyncErrorJson,
  type GhsyncErrorOptions,
  isGhsyncError,
  leaseLost,
} from "./model/ghsync-error.ts";
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
export type { SyncEvent, SyncOutcome } from "./model/sync-outcome.ts";
export type {
  HistoryCheckpoint,
  HistoryPlace,
  StoredETag,
  StreamCheckpoint,
  StreamName,
  StreamStamps,
  SyncCheckpoint,
  SyncState,
} from "./model/sync-state.ts";
export { initialSyncState } from "./model/sync-state.ts";
export type {
  SyncError,
  SyncPhase,
  SyncProgress,
  SyncReason,
  SyncStatus,
  SyncUsage,
} from "./model/sync-status.ts";
export type { SyncClientOptions, SyncOptions } from "./options/sync-options.ts";
export { fromJson, type Json, toJson } from "./ports/json-codec.ts";
export type { Logger } from "./ports/logger.ts";
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
export type { TrackedRepository, TrackRepositoryInput } from "./ports/repository.ts";
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
export type { Credential, TokenDecryptor } from "./ports/token-decryptor.ts";
export {
  getUpdatedPullRequests,
  type UpdatedPullRequestsOptions,
} from "./run/get-updated-pull-requests.ts";
export type { SyncRunOptions } from "./run/run.ts";
export type { RepositoryStatus } from "./status/describe-sync-status.ts";
export { describeSyncStatus, type SyncStatusFacts } from "./status/describe-sync-status.ts";
export type { StatusTone, SyncStatusDescription } from "./status/status-words.ts";
export type { Sync } from "./sync.ts";
export type { SyncTaskName, SyncTasks } from "./tasks/create-tasks.ts";
export { dailySchedule, type PutResult, registerSchedules } from "./tasks/register-schedules.ts";
export {
  type AesGcmDecryptor,
  type AesGcmDecryptorOptions,
  createAesGcmDecryptor,
} from "./tokens/aes-gcm.ts";
export {
  createFernetDecryptor,
  type FernetDecryptorOptions,
} from "./tokens/fernet.ts";
export type { RecognisingDecryptor } from "./tokens/first-match.ts";
export { firstMatch } from "./tokens/first-match.ts";
export {
  createPlaintextDecryptor,
  type PlaintextDecryptorOptions,
} from "./tokens/plaintext.ts";
export type { SecretKey } from "./tokens/token-value.ts";
