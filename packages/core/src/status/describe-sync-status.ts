import type { SyncState } from "../model/sync-state.ts";
import { isNever } from "../model/sync-status.ts";
import type { RepositoryRead } from "../ports/repo-store.ts";
import {
  describeError,
  describeProgress,
  describeReason,
  instantOf,
  isoOf,
  progressText,
  type SyncStatusDescription,
  textOf,
} from "./status-words.ts";

/** What is known of a repository: what `RepoStore.getRepository` answers, or as much of it as there is. */
export interface SyncStatusFacts {
  readonly state: SyncState;
  /** Who works on it. Absent: nobody, so that a run which is said to be under way has died. */
  readonly lease?: { readonly expiresAt: Date } | undefined;
  /** @defaultValue active */
  readonly repository?: { readonly active: boolean } | undefined;
}

type Words = Pick<SyncStatusDescription, "status" | "tone" | "label" | "detail" | "userActionable">;

/**
 * Puts a repository's status into words, for a page or an API to show. Pure; its answer is plain JSON. Never throws, also for
 * facts that went through JSON and have ISO strings for `Date`s, and shows nothing that was not stored.
 *
 * @param now by the clock that leases go by
 * @example
 * const found = await store.getRepository(id);
 * if (found) response.json(describeSyncStatus(found, new Date()));
 */
export function describeSyncStatus(facts: SyncStatusFacts, now: Date): SyncStatusDescription {
  const { state } = facts;
  const nextAttemptAt = instantOf(state.nextAttemptAt);
  const isRunning = state.status === "syncing" && isHeld(facts, now);
  const isPaused = facts.repository?.active === false;
  const waits = nextAttemptAt && nextAttemptAt > now && !isNever(nextAttemptAt, now);
  const retryAt = waits && !isRunning && !isPaused ? isoOf(nextAttemptAt) : undefined;
  const progress = state.status === "complete" ? undefined : describeProgress(state, { isRunning });
  const reason = isPaused ? "paused" : state.reason;
  const errorCode = state.lastSyncError?.code;
  const lastSuccessAt = isoOf(state.lastSuccessAt);
  const lastSyncAt = isoOf(state.lastSyncAt);
  return {
    ...describe(facts, { isRunning, isPaused, retryAt, progress }),
    ...(reason && { reason }),
    ...(errorCode !== undefined && { errorCode }),
    ...(progress && { progress }),
    ...(retryAt !== undefined && { retryAt }),
    ...(lastSuccessAt !== undefined && { lastSuccessAt }),
    ...(lastSyncAt !== undefined && { lastSyncAt }),
  };
}

function isHeld({ lease }: SyncStatusFacts, now: Date): boolean {
  const expiresAt = instantOf(lease?.expiresAt);
  return expiresAt !== undefined && expiresAt > now;
}

interface Known {
  readonly isPaused: boolean;
  readonly isRunning: boolean;
  readonly retryAt: string | undefined;
  readonly progress: SyncStatusDescription["progress"] | undefined;
}

function describe({ state }: SyncStatusFacts, known: Known): Words {
  const { status, reason } = state;
  const { isRunning, isPaused, progress, retryAt } = known;
  const words = (because = reason) => describeReason(because, state, progress);
  // A run that was switched off under way writes no status any more.
  const shown = status === "syncing" && !isRunning ? "stalled" : status;
  if (isPaused) return { status: shown, ...words("paused") };
  switch (status) {
    case "pending":
      return {
        status,
        tone: "neutral",
        label: "Not synced yet",
        detail: "The first sync has yet to begin.",
        userActionable: false,
      };
    case "syncing":
      return isRunning
        ? { status, ...running(state, progress) }
        : {
            status: shown,
            tone: "warning",
            label: "Stalled",
            detail: "The worker stopped in the middle of a sync. The next run goes on from there.",
            userActionable: false,
          };
    case "complete":
      return {
        status,
        tone: "success",
        label: "Up to date",
        detail: upToDate(state),
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
          ? `GitHub's rate limit is used up until ${textOf(retryAt)}. The sync goes on after that.`
          : "GitHub's rate limit was used up. The next run goes on.",
        userActionable: false,
      };
    case "error":
      return { status, ...(reason === "gone" ? words() : describeError(state, retryAt)) };
    default:
      return { status, ...unknownStatus(status) };
  }
}

function running(state: SyncState, progress: Known["progress"]) {
  const { progress: counted, historyCompletedAt } = state;
  const isFirst = counted ? counted.phase === "history" : !instantOf(historyCompletedAt);
  const what = isFirst ? "The first full sync is under way" : "Changes are being read";
  return {
    tone: "progress",
    label: isFirst ? "First sync" : "Syncing",
    detail: progress ? `${what}: ${progressText(progress)}.` : `${what}.`,
    userActionable: false,
  } as const;
}

function upToDate({ lastSyncAt }: SyncState): string {
  const iso = isoOf(lastSyncAt);
  const by = iso === undefined ? "" : ` by ${textOf(iso)}`;
  // Not everything that happened: GitHub's answers lag, and what had just changed is read once more.
  return `Everything that GitHub showed${by} is stored.`;
}

// A newer release may have stored a status that this one doesn't know.
function unknownStatus(status: never) {
  return {
    tone: "neutral",
    label: String(status),
    detail: "A newer release of ghsync has stored this status.",
    userActionable: false,
  } as const;
}

/** A repository and how it stands, as plain JSON for a page or an API. Holds no token. */
export interface RepositoryStatus extends SyncStatusDescription {
  readonly repositoryId: string;
  readonly tenantId: string | null;
  /** `owner/name`, as GitHub last called it. */
  readonly fullName: string;
  readonly active: boolean;
}

/** What a page shows of a repository. Pure. */
export function repositoryStatus(read: RepositoryRead, now: Date): RepositoryStatus {
  const { id: repositoryId, tenantId, fullName, active } = read.repository;
  return { repositoryId, tenantId, fullName, active, ...describeSyncStatus(read, now) };
}
