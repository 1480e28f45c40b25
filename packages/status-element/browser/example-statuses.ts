import {
  describeSyncStatus,
  type GhsyncErrorCode,
  initialSyncState,
  type RepositoryStatus,
  type SyncState,
} from "@ghsync/core/pure";

export const now = new Date("2026-01-05T12:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

interface Example {
  readonly state: Partial<SyncState>;
  readonly isHeld?: boolean;
  readonly active?: boolean;
  readonly encryptedToken?: null;
}

const history = { phase: "history", done: 1260, total: 3000, totalExact: true } as const;
const synced = { lastSyncAt: after(-5), lastSuccessAt: after(-5), historyCompletedAt: after(-600) };

const errorOf = (code: GhsyncErrorCode, message = "GitHub answered 500 to GET /x.") => ({
  ...synced,
  status: "error" as const,
  nextAttemptAt: after(7),
  lastSyncError: { code, message, requestId: "C0DE:1", at: now, userActionable: false },
});

/** One for every situation that a status can be in. */
export const examples: Readonly<Record<string, Example>> = {
  pending: { state: {} },
  first_sync: { state: { status: "syncing", progress: history }, isHeld: true },
  syncing: {
    state: {
      ...synced,
      status: "syncing",
      progress: { phase: "incremental", done: 3, total: 9, totalExact: false },
    },
    isHeld: true,
  },
  stalled: { state: { ...synced, status: "syncing", progress: history } },
  complete: { state: { ...synced, status: "complete" } },
  history: { state: { status: "partial", reason: "history", progress: history } },
  items: { state: { ...synced, status: "partial", reason: "items", nextAttemptAt: after(60) } },
  permission: {
    state: {
      ...synced,
      status: "partial",
      reason: "permission",
      checkpoint: { streams: {}, forbiddenParts: ["commits", "files"] },
    },
  },
  stopped: { state: { ...synced, status: "partial", reason: "stopped" } },
  incomplete: { state: { ...synced, status: "partial" } },
  paused: { state: { ...synced, status: "complete" }, active: false },
  rate_limited: { state: { ...synced, status: "deferred", nextAttemptAt: after(65) } },
  token_missing: { state: errorOf("token_undecryptable"), encryptedToken: null },
  token_undecryptable: { state: errorOf("token_undecryptable") },
  token_refused: { state: errorOf("token_refused") },
  access_denied: { state: errorOf("access_denied") },
  repository_gone: { state: { ...errorOf("repository_gone"), reason: "gone" } },
  query_too_heavy: { state: errorOf("query_too_heavy") },
  transient: { state: errorOf("transient") },
  config_invalid: { state: errorOf("config_invalid") },
  response_invalid: { state: errorOf("response_invalid") },
  store_failed: { state: errorOf("store_failed") },
  lease_lost: { state: errorOf("lease_lost") },
  internal: { state: errorOf("internal", "<img src=x onerror=alert(1)>") },
  failed: { state: errorOf("of_a_newer_release" as GhsyncErrorCode) },
  unknown: { state: { status: "of_a_newer_release" as "pending" } },
};

/** Returns what a server sends for an example. */
export function exampleStatus(name: string): RepositoryStatus {
  const { state, isHeld, active = true, encryptedToken } = examples[name] ?? fail(name);
  const described = describeSyncStatus(
    {
      state: { ...initialSyncState, ...state },
      lease: isHeld ? { expiresAt: after(2) } : undefined,
      repository: { active, encryptedToken },
    },
    now,
  );
  return { repositoryId: name, tenantId: null, fullName: `octo-org/${name}`, active, ...described };
}

function fail(name: string): never {
  throw new Error(`There is no example "${name}".`);
}
