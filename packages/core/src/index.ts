export { createSync } from "./control/create-sync.ts";
export type { RepositoryStatus } from "./control/repository-status.ts";
export type { RunningSync, SyncRequest, SyncRequestOptions } from "./control/request-sync.ts";
export type { Sync } from "./control/sync.ts";
export {
  GhsyncError,
  type GhsyncErrorCode,
  type GhsyncErrorJson,
  type GhsyncErrorOptions,
  isGhsyncError,
} from "./errors/ghsync-error.ts";
export { leaseLost } from "./errors/lease-lost.ts";
export { createGitHubClient } from "./github/create-github-client.ts";
export type {
  ClientUsage,
  GitHubClient,
  GraphQLAnswer,
  GraphQLItemError,
  ListPage,
  QuotaBlock,
  RequestOptions,
} from "./github/github-client.ts";
export type { GitHubClientOptions } from "./github/github-client-options.ts";
export type { Sleep } from "./github/sleep.ts";
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
export type {
  HistoryCheckpoint,
  HistoryPlace,
  StoredETag,
  StreamCheckpoint,
  StreamName,
  StreamStamps,
  SyncCheckpoint,
  SyncState,
} from "./ports/sync-state.ts";
export { initialSyncState } from "./ports/sync-state.ts";
export type { Credential, TokenDecryptor } from "./ports/token-decryptor.ts";
export type { Actor, RequestedReviewer } from "./records/actor.ts";
export type { ChangedFile, Comment, Commit, Review, ReviewComment } from "./records/children.ts";
export { mergeTruncated, mergeUnread } from "./records/merge-flags.ts";
export type {
  AuthorAssociation,
  Label,
  LinkedIssue,
  Milestone,
  PullRequest,
} from "./records/pull-request.ts";
export {
  type ChildKind,
  childKinds,
  isChildKind,
  type PullRequestChildren,
  type PullRequestSnapshot,
  type RowPart,
  rowParts,
  type SnapshotPart,
} from "./records/snapshot.ts";
export { describeSyncStatus, type SyncStatusFacts } from "./status/describe-sync-status.ts";
export type {
  SyncError,
  SyncPhase,
  SyncProgress,
  SyncReason,
  SyncStatus,
  SyncUsage,
} from "./status/sync-status.ts";
export type { StatusTone, SyncStatusDescription } from "./status/sync-status-description.ts";
export type { SyncClientOptions, SyncOptions } from "./sync/options/sync-options.ts";
export type { SyncRunOptions } from "./sync/run-sync.ts";
export {
  getUpdatedPullRequests,
  type UpdatedPullRequestsOptions,
} from "./sync/storeless/get-updated-pull-requests.ts";
export type { SyncEvent } from "./sync/sync-event.ts";
export type { SyncOutcome } from "./sync/sync-outcome.ts";
export type { SyncTaskName, SyncTasks } from "./tasks/create-tasks.ts";
export { dailySchedule, type PutResult, registerSchedules } from "./tasks/register-schedules.ts";
export {
  type AesGcmDecryptor,
  type AesGcmDecryptorOptions,
  createAesGcmDecryptor,
} from "./tokens/create-aes-gcm-decryptor.ts";
export {
  createFernetDecryptor,
  type FernetDecryptorOptions,
} from "./tokens/create-fernet-decryptor.ts";
export {
  createPlaintextDecryptor,
  type PlaintextDecryptorOptions,
} from "./tokens/create-plaintext-decryptor.ts";
export type { SecretKey } from "./tokens/decode-key.ts";
export { firstMatch } from "./tokens/first-match.ts";
export type { RecognisingDecryptor } from "./tokens/recognising-decryptor.ts";
