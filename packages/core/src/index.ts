export {
  GhsyncError,
  type GhsyncErrorCode,
  type GhsyncErrorOptions,
  isGhsyncError,
} from "./errors/ghsync-error.ts";
export { fromJson, type Json, toJson } from "./ports/json-codec.ts";
export type {
  CommitPage,
  CommitResult,
  DirtyPullRequest,
  Lease,
  PullRequestState,
  RepoStore,
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
  type PullRequestChildren,
  type PullRequestSnapshot,
} from "./records/snapshot.ts";
export type {
  SyncError,
  SyncPhase,
  SyncProgress,
  SyncReason,
  SyncStatus,
  SyncUsage,
} from "./status/sync-status.ts";
