import type { SyncState } from "../model/sync-state.ts";
import { isNever } from "../model/sync-status.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import {
  describeError,
  describeProgress,
  describeReason,
  formatIso,
  formatMinute,
  formatProgress,
  parseInstant,
  type SyncStatusDescription,
} from "./status-words.ts";

/** What is known about a repository: the result of `RepoStore.getRepository`, or a part of it. */
export interface SyncStatusFacts {
  readonly state: SyncState;
  /** The lease of the worker that holds the repository. Absent if none does. */
  readonly lease?: { readonly expiresAt: Date } | undefined;
  /** @defaultValue active */
  readonly repository?: { readonly active: boolean } | undefined;
}

type Words = Pick<SyncStatusDescription, "status" | "tone" | "label" | "detail" | "userActionable">;

/**
 * Describes a repository's status for a page or an API. Pure. Never throws, and takes facts that
 * went through JSON, where dates are ISO strings.
 *
 * @param facts what the store knows about the repository
 * @param now the current time, by the clock that leases use
 * @returns plain JSON
 * @example
 * const found = await store.getRepository(id);
 * if (found) response.json(describeSyncStatus(found, new Date()));
 */
export function describeSyncStatus(facts: SyncStatusFacts, now: Date): SyncStatusDescription {
  const { state } = facts;
  const nextAttemptAt = parseInstant(state.nextAttemptAt);
  const isRunning = state.status === "syncing" && isHeld(facts, now);
  const isPaused = facts.repository?.active === false;
  const waits = nextAttemptAt && nextAttemptAt > now && !isNever(nextAttemptAt, now);
  const retryAt = waits && !isRunning && !isPaused ? formatIso(nextAttemptAt) : undefined;
  const progress = state.status === "complete" ? undefined : describeProgress(state, { isRunning });
  const reason = isPaused ? "paused" : state.reason;
  const errorCode = state.lastSyncError?.code;
  const lastSuccessAt = formatIso(state.lastSuccessAt);
  const lastSyncAt = formatIso(state.lastSyncAt);
  return {
    ...describeStatus(facts, { isRunning, isPaused, retryAt, progress }),
    ...(reason && { reason }),
    ...(errorCode !== undefined && { errorCode }),
    ...(progress && { progress }),
    ...(retryAt !== undefined && { retryAt }),
    ...(lastSuccessAt !== undefined && { lastSuccessAt }),
    ...(lastSyncAt !== undefined && { lastSyncAt }),
  };
}

function isHeld({ lease }: SyncStatusFacts, now: Date): boolean {
  const expiresAt = parseInstant(lease?.expiresAt);
  return expiresAt !== undefined && expiresAt > now;
}

interface Derived {
  readonly isPaused: boolean;
  readonly isRunning: boolean;
  readonly retryAt: string | undefined;
  readonly progress: SyncStatusDescription["progress"] | undefined;
}

function describeStatus({ state }: SyncStatusFacts, derived: Derived): Words {
  const { status, reason } = state;
  const { isRunning, isPaused, progress, retryAt } = derived;
  const words = (because = reason) => describeReason(because, state, progress);
  // A run whose repository was switched off in the middle leaves `syncing` behind.
  const shown = status === "syncing" && !isRunning ? "stalled" : status;
  if (isPaused) return { status: shown, ...words("paused") };
  switch (status) {
    case "pending":
      return {
        status,
        tone: "neutral",
        label: "Not synced yet",
        detail: "The first sync has not started yet.",
        userActionable: false,
      };
    case "syncing":
      return isRunning
        ? { status, ...describeRunning(state, progress) }
        : {
            status: shown,
            tone: "warning",
            label: "Stalled",
            detail:
              "The worker stopped in the middle of a sync. The next run continues from there.",
            userActionable: false,
          };
    case "complete":
      return {
        status,
        tone: "success",
        label: "Up to date",
        detail: formatUpToDate(state),
        userActionable: false,
      };
    case "partial":
      return { status, ...words() };
    case "deferred":
      return {
        status,
        tone: "warning",
        label: "Rate limit",
        detail: retryAt
          ? `GitHub's rate limit is used up until ${formatMinute(retryAt)}. The sync continues after that.`
          : "GitHub's rate limit was used up. The next run continues.",
        userActionable: false,
      };
    case "error":
      return { status, ...(reason === "gone" ? words() : describeError(state, retryAt)) };
    default:
      return { status, ...describeUnknownStatus(status) };
  }
}

function describeRunning(state: SyncState, progress: Derived["progress"]) {
  const { progress: counted, historyCompletedAt } = state;
  const isFirst = counted ? counted.phase === "history" : !parseInstant(historyCompletedAt);
  const what = isFirst ? "The first full sync is in progress" : "Changes are being read";
  return {
    tone: "progress",
    label: isFirst ? "First sync" : "Syncing",
    detail: progress ? `${what}: ${formatProgress(progress)}.` : `${what}.`,
    userActionable: false,
  } as const;
}

function formatUpToDate({ lastSyncAt }: SyncState): string {
  const iso = formatIso(lastSyncAt);
  const by = iso === undefined ? "" : ` by ${formatMinute(iso)}`;
  // "Showed", because GitHub's responses lag: a recheck reads recent changes again.
  return `Everything that GitHub showed${by} is stored.`;
}

// A newer release may have stored a status that this one does not know.
function describeUnknownStatus(status: never) {
  return {
    tone: "neutral",
    label: String(status),
    detail: "A newer release of ghsync has stored this status.",
    userActionable: false,
  } as const;
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
export function describeRepository(read: RepositoryRead, now: Date): RepositoryStatus {
  const { id: repositoryId, tenantId, fullName, active } = read.repository;
  return { repositoryId, tenantId, fullName, active, ...describeSyncStatus(read, now) };
}
