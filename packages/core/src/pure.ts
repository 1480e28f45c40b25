// What a browser can load: no import of Node's modules, of Octokit or of another package.

// Errors.

export {
  GhsyncError,
  type GhsyncErrorCode,
  type GhsyncErrorJson,
  type GhsyncErrorOptions,
  isGhsyncError,
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

export { initialSyncState, type SyncState } from "./model/sync-state.ts";
export { fromJson, type Json, toJson } from "./ports/json-codec.ts";
