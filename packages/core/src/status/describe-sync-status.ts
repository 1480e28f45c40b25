import { isChildKind } from "../model/snapshot.ts";
import type { SyncState } from "../model/sync-state.ts";
import { isNever, type SyncError } from "../model/sync-status.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import { english } from "./english.ts";
import {
  type StatusFacts,
  type StatusProgress,
  type StatusSituation,
  type StatusTone,
  type StatusWording,
  type SyncStatusDescription,
  translateStatus,
} from "./status-text.ts";

/** What is known about a repository: the result of `RepoStore.getRepository`, or a part of it. */
export interface SyncStatusFacts {
  readonly state: SyncState;
  /** The lease of the worker that holds the repository. Absent if none does. */
  readonly lease?: { readonly expiresAt: Date } | undefined;
  /** @defaultValue active, with a token */
  readonly repository?:
    | { readonly active: boolean; readonly encryptedToken?: string | null | undefined }
    | undefined;
}

/**
 * Describes a repository's status for a page or an API. Pure. Never throws, and takes facts that
 * went through JSON, where dates are ISO strings.
 *
 * @param facts what the store knows about the repository
 * @param now the current time, by the clock that leases use
 * @param wording the language, and how instants are formatted. @defaultValue English, UTC
 * @returns plain JSON
 * @example
 * const found = await store.getRepository(id);
 * if (found) response.json(describeSyncStatus(found, new Date()));
 */
export function describeSyncStatus(
  facts: SyncStatusFacts,
  now: Date,
  wording: StatusWording = { catalogue: english },
): SyncStatusDescription {
  const { state } = facts;
  const leaseEndsInMs = leaseMs(facts, now);
  const isRunning = leaseEndsInMs !== undefined;
  const isPaused = facts.repository?.active === false;
  const nextAttemptAt = parseInstant(state.nextAttemptAt);
  const waits = nextAttemptAt && nextAttemptAt > now && !isNever(nextAttemptAt, now);
  const reason = isPaused ? "paused" : state.reason;
  const situation = isPaused ? "paused" : situationOf(facts, isRunning);
  const described: StatusFacts = {
    // A run whose repository was switched off in the middle leaves `syncing` behind.
    status: state.status === "syncing" && !isRunning ? "stalled" : state.status,
    situation,
    tone: tones[situation] ?? "neutral",
    action: { who: actors[situation] ?? "nobody" },
    ...defined({
      reason,
      errorCode: state.lastSyncError?.code,
      progress: state.status === "complete" ? undefined : progressOf(state, isRunning),
      missing: situation === "permission" ? missingOf(state) : undefined,
      retryAt: waits && !isRunning && !isPaused ? formatIso(nextAttemptAt) : undefined,
      lastSuccessAt: formatIso(state.lastSuccessAt),
      lastSyncAt: formatIso(state.lastSyncAt),
      leaseEndsInMs: isPaused ? undefined : leaseEndsInMs,
      operator: operatorOf(state.lastSyncError),
    }),
  };
  return translateStatus(described, { formatInstant: formatMinute, ...wording });
}

/** For how long a worker holds the repository whose run is in progress. */
function leaseMs({ state, lease }: SyncStatusFacts, now: Date): number | undefined {
  const expiresAt = parseInstant(lease?.expiresAt);
  return state.status === "syncing" && expiresAt && expiresAt > now
    ? expiresAt.getTime() - now.getTime()
    : undefined;
}

function situationOf({ state, repository }: SyncStatusFacts, isRunning: boolean): StatusSituation {
  const { status, reason, lastSyncError, progress, historyCompletedAt } = state;
  switch (status) {
    case "pending":
    case "complete":
      return status;
    case "syncing": {
      const isFirst = progress ? progress.phase === "history" : !parseInstant(historyCompletedAt);
      return !isRunning ? "stalled" : isFirst ? "first_sync" : "syncing";
    }
    case "partial":
      return partialSituations[reason ?? "none"] ?? "incomplete";
    case "deferred":
      return "rate_limited";
    case "error": {
      if (reason === "gone") return "repository_gone";
      const code = lastSyncError?.code ?? "";
      if (code === "token_undecryptable" && repository?.encryptedToken === null) {
        return "token_missing";
      }
      return Object.hasOwn(errorTones, code) ? (code as keyof typeof errorTones) : "failed";
    }
    default:
      return "unknown";
  }
}

const partialSituations: Readonly<Record<string, StatusSituation>> = {
  history: "history",
  items: "items",
  permission: "permission",
  stopped: "stopped",
  gone: "repository_gone",
  paused: "paused",
};

const errorTones = {
  config_invalid: "danger",
  token_undecryptable: "danger",
  token_refused: "danger",
  access_denied: "danger",
  repository_gone: "danger",
  rate_limited: "warning",
  query_too_heavy: "warning",
  transient: "warning",
  response_invalid: "danger",
  store_failed: "warning",
  lease_lost: "warning",
  internal: "danger",
} as const satisfies { readonly [S in StatusSituation]?: StatusTone };

const tones: { readonly [S in StatusSituation]?: StatusTone } = {
  ...errorTones,
  syncing: "progress",
  first_sync: "progress",
  history: "progress",
  complete: "success",
  stalled: "warning",
  items: "warning",
  permission: "warning",
  incomplete: "warning",
  token_missing: "danger",
  failed: "danger",
};

/** An administrator changes the host app. A user has the token and the repository. */
const actors: { readonly [S in StatusSituation]?: "user" | "admin" } = {
  token_missing: "user",
  token_undecryptable: "user",
  token_refused: "user",
  access_denied: "user",
  repository_gone: "user",
  permission: "user",
  config_invalid: "admin",
  response_invalid: "admin",
  store_failed: "admin",
  internal: "admin",
  failed: "admin",
};

/** The progress of the run in progress or, between runs, of an unfinished first full sync. */
function progressOf(
  { progress, checkpoint, ...state }: SyncState,
  isRunning: boolean,
): StatusProgress | undefined {
  const { history } = checkpoint;
  const historyCompletedAt = parseInstant(state.historyCompletedAt);
  const counts = isRunning || historyCompletedAt ? progress : undefined;
  const known = counts ?? (progress?.phase === "history" ? progress : undefined);
  if (known) {
    const { done, total, totalExact: exact } = known;
    return isRunning || done < total ? createProgress(done, total, exact) : undefined;
  }
  // The total is 0 before the first page. A checkpoint does not say whether its total is exact.
  if (historyCompletedAt || !history || history.total === 0) return undefined;
  return createProgress(history.done, history.total, false);
}

function createProgress(done: number, total: number, exact: boolean): StatusProgress {
  if (!exact) return { done, total, exact };
  // Rounding must not show 100 while something is left.
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  return { done, total, exact, percent: Math.min(100, Math.max(0, percent)) };
}

function operatorOf(error: SyncError | undefined): SyncStatusDescription["operator"] {
  if (!error) return undefined;
  const { code, message, requestId } = error;
  return { code, message, ...(requestId !== null && { requestId }) };
}

/** A kind that the host no longer wants is not missing. */
function missingOf({ checkpoint: { forbiddenParts = [], kinds } }: SyncState) {
  const missing = forbiddenParts.filter(
    (part) => !isChildKind(part) || (kinds?.includes(part) ?? true),
  );
  return missing.length > 0 ? missing : undefined;
}

/** An object without the keys whose value is `undefined`. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Parses an instant, which JSON may have made a string. Returns `undefined` if it is not one. */
function parseInstant(value: Date | string | null | undefined): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function formatMinute(iso: string): string {
  return iso.replace(/:[\d.]+Z$/, " UTC").replace("T", " ");
}

function formatIso(value: Date | string | null | undefined): string | undefined {
  return parseInstant(value)?.toISOString();
}

/** A repository with its status, as plain JSON for a page or an API. Holds no token. */
export interface RepositoryStatus extends SyncStatusDescription {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  /** `owner/name`, the last name that GitHub reported. */
  readonly fullName: string;
  readonly active: boolean;
}

/** Describes a repository for a page. Pure. */
export function describeRepository(
  read: RepositoryRead,
  now: Date,
  wording?: StatusWording,
): RepositoryStatus {
  const { id: repositoryId, tenantId, fullName, active } = read.repository;
  return { repositoryId, tenantId, fullName, active, ...describeSyncStatus(read, now, wording) };
}
