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

// Errors, statuses and records, which a browser can load too.

export { leaseLost } from "./model/ghsync-error.ts";
export * from "./pure.ts";

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

export type {
  HistoryCheckpoint,
  HistoryPlace,
  StoredETag,
  StreamCheckpoint,
  StreamName,
  StreamStamps,
  SyncCheckpoint,
} from "./model/sync-state.ts";
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
