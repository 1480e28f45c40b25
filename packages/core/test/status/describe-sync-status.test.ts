import {
  describeSyncStatus,
  type GhsyncErrorCode,
  initialSyncState,
  type SyncReason,
  type SyncState,
  type SyncStatus,
  type SyncStatusFacts,
} from "@ghsync/core";
import { describe, expect, test } from "vitest";

const now = new Date("2026-01-05T12:00:00Z");
const later = new Date("2026-01-05T13:30:59.999Z");
const lease = { expiresAt: later };

/** The compiler sees to it that none is missing. */
const statuses = Object.keys({
  pending: 1,
  syncing: 1,
  complete: 1,
  partial: 1,
  deferred: 1,
  error: 1,
} satisfies Record<SyncStatus, 1>) as SyncStatus[];
const reasons = Object.keys({
  history: 1,
  items: 1,
  permission: 1,
  gone: 1,
  paused: 1,
  stopped: 1,
} satisfies Record<SyncReason, 1>) as SyncReason[];

const tell = (state: Partial<SyncState>, facts: Omit<SyncStatusFacts, "state"> = {}) =>
  describeSyncStatus({ state: { ...initialSyncState, ...state }, ...facts }, now);

const errorOf = (code: GhsyncErrorCode, userActionable = false) => ({
  code,
  message: "GitHub said no.",
  requestId: null,
  at: now,
  userActionable,
});

test("every status has its words, with any reason", () => {
  const table = statuses.flatMap((status) =>
    [undefined, ...reasons].map((reason) => {
      const { tone, label, userActionable } = tell({ status, reason }, { lease });
      const acts = userActionable ? ", somebody has to act" : "";
      return `${status} ${reason ?? "-"}: ${label} (${tone}${acts})`;
    }),
  );
  expect(table).toMatchInlineSnapshot(`
    [
      "pending -: Not synced yet (neutral)",
      "pending history: Not synced yet (neutral)",
      "pending items: Not synced yet (neutral)",
      "pending permission: Not synced yet (neutral)",
      "pending gone: Not synced yet (neutral)",
      "pending paused: Not synced yet (neutral)",
      "pending stopped: Not synced yet (neutral)",
      "syncing -: First sync (progress)",
      "syncing history: First sync (progress)",
      "syncing items: First sync (progress)",
      "syncing permission: First sync (progress)",
      "syncing gone: First sync (progress)",
      "syncing paused: First sync (progress)",
      "syncing stopped: First sync (progress)",
      "complete -: Up to date (success)",
      "complete history: Up to date (success)",
      "complete items: Up to date (success)",
      "complete permission: Up to date (success)",
      "complete gone: Up to date (success)",
      "complete paused: Up to date (success)",
      "complete stopped: Up to date (success)",
      "partial -: Incomplete (warning)",
      "partial history: First sync (progress)",
      "partial items: Some items wait (warning)",
      "partial permission: Permission missing (warning, somebody has to act)",
      "partial gone: Repository gone (danger, somebody has to act)",
      "partial paused: Paused (neutral)",
      "partial stopped: Stopped (neutral)",
      "deferred -: Rate limit (warning)",
      "deferred history: Rate limit (warning)",
      "deferred items: Rate limit (warning)",
      "deferred permission: Rate limit (warning)",
      "deferred gone: Rate limit (warning)",
      "deferred paused: Rate limit (warning)",
      "deferred stopped: Rate limit (warning)",
      "error -: Sync failed (danger)",
      "error history: Sync failed (danger)",
      "error items: Sync failed (danger)",
      "error permission: Sync failed (danger)",
      "error gone: Repository gone (danger, somebody has to act)",
      "error paused: Sync failed (danger)",
      "error stopped: Sync failed (danger)",
    ]
  `);
});

test("every combination is told in a label and a sentence, with the status as stored", () => {
  for (const status of statuses) {
    for (const reason of [undefined, ...reasons]) {
      const told = tell({ status, reason }, { lease });
      expect(told.status).toBe(status);
      expect(told.label).toMatch(/^[A-Z][\w ]{3,20}$/);
      expect(told.detail).toMatch(/^[A-Z].*\.$/);
    }
  }
});

test("every error has its words", () => {
  const codes = Object.keys({
    config_invalid: 1,
    token_undecryptable: 1,
    token_refused: 1,
    access_denied: 1,
    repository_gone: 1,
    rate_limited: 1,
    query_too_heavy: 1,
    transient: 1,
    response_invalid: 1,
    store_failed: 1,
    lease_lost: 1,
    internal: 1,
  } satisfies Record<GhsyncErrorCode, 1>) as GhsyncErrorCode[];
  const table = codes.map((code) => {
    const { tone, label } = tell({ status: "error", lastSyncError: errorOf(code) });
    return `${code}: ${label} (${tone})`;
  });
  expect(table).toMatchInlineSnapshot(`
    [
      "config_invalid: Misconfigured (danger)",
      "token_undecryptable: Token unreadable (danger)",
      "token_refused: Token refused (danger)",
      "access_denied: Access denied (danger)",
      "repository_gone: Repository gone (danger)",
      "rate_limited: Rate limit (warning)",
      "query_too_heavy: Query too heavy (warning)",
      "transient: GitHub unreachable (warning)",
      "response_invalid: Unexpected answer (danger)",
      "store_failed: Database failed (warning)",
      "lease_lost: Taken over (warning)",
      "internal: Internal error (danger)",
    ]
  `);
});

test("a run whose lease has expired, or that nobody holds, is stalled", () => {
  const stalled = { status: "stalled", tone: "warning", label: "Stalled" };
  expect(tell({ status: "syncing" })).toMatchObject(stalled);
  expect(tell({ status: "syncing" }, { lease: { expiresAt: now } })).toMatchObject(stalled);
  const live = { expiresAt: new Date(now.getTime() + 1) };
  expect(tell({ status: "syncing" }, { lease: live })).toMatchObject({ status: "syncing" });
  expect(tell({ status: "complete" })).toMatchObject({ status: "complete" });
});

test("a repository that is switched off is paused, whatever its status, and nothing is tried again", () => {
  for (const status of statuses) {
    const told = tell(
      { status, reason: "items", nextAttemptAt: later },
      { lease, repository: { active: false } },
    );
    expect(told).toMatchObject({ status, tone: "neutral", label: "Paused" });
    expect(told).not.toHaveProperty("retryAt");
  }
  expect(tell({ status: "complete" }, { repository: { active: true } }).label).toBe("Up to date");
});

test("I15: a repository that was switched off in mid-run is stalled, not syncing for ever", () => {
  const repository = { active: false };
  expect(tell({ status: "syncing" }, { repository })).toMatchObject({
    status: "stalled",
    label: "Paused",
  });
});

test("a rate limit says until when, as long as it lasts", () => {
  const state = { status: "deferred", lastSyncError: errorOf("rate_limited") } as const;
  expect(tell({ ...state, nextAttemptAt: later })).toEqual({
    status: "deferred",
    tone: "warning",
    label: "Rate limit",
    detail:
      "GitHub's rate limit is used up until 2026-01-05 13:30 UTC. The sync goes on after that.",
    errorCode: "rate_limited",
    retryAt: "2026-01-05T13:30:59.999Z",
    userActionable: false,
  });
  const over = tell({ ...state, nextAttemptAt: now });
  expect(over.detail).toBe("GitHub's rate limit was used up. The next run goes on.");
  expect(over).not.toHaveProperty("retryAt");
});

test("what is never due again by itself has no time at which it is", () => {
  const lastSyncError = errorOf("token_refused", true);
  const nextAttemptAt = new Date(now.getTime() + 31_557_600_000_000);
  for (const setAt of [now, new Date(now.getTime() + 10 * 31_557_600_000)]) {
    const told = describeSyncStatus(
      { state: { ...initialSyncState, status: "error", lastSyncError, nextAttemptAt } },
      setAt,
    );
    expect(told.detail).toBe("GitHub said no. The next run tries again.");
    expect(told).not.toHaveProperty("retryAt");
  }
});

test("a run that is under way is not tried again", () => {
  const state = { status: "syncing", nextAttemptAt: later } as const;
  expect(tell(state, { lease })).not.toHaveProperty("retryAt");
  expect(tell(state)).toMatchObject({ status: "stalled", retryAt: later.toISOString() });
});

test("an error says what its message says, when it is tried again, and whether somebody has to act", () => {
  const lastSyncError = errorOf("token_refused", true);
  expect(tell({ status: "error", lastSyncError, nextAttemptAt: later })).toEqual({
    status: "error",
    tone: "danger",
    label: "Token refused",
    detail: "GitHub said no. It is tried again after 2026-01-05 13:30 UTC.",
    errorCode: "token_refused",
    retryAt: "2026-01-05T13:30:59.999Z",
    userActionable: true,
  });
  expect(tell({ status: "error", lastSyncError: errorOf("transient") })).toMatchObject({
    detail: "GitHub said no. The next run tries again.",
    userActionable: false,
  });
});

test("missing permissions and a repository that is gone say what the error says", () => {
  const lastSyncError = errorOf("access_denied", true);
  for (const reason of ["permission", "gone"] as const) {
    const told = tell({ status: "partial", reason, lastSyncError });
    expect(told).toMatchObject({ detail: "GitHub said no.", userActionable: true });
  }
});

test("says why, and which error was the last, for code to switch on", () => {
  const lastSyncError = errorOf("token_refused", true);
  const state = { status: "partial", reason: "items", lastSyncError } as const;
  expect(tell(state)).toMatchObject({ reason: "items", errorCode: "token_refused" });
  const paused = tell(state, { repository: { active: false } });
  expect(paused).toMatchObject({ reason: "paused", errorCode: "token_refused" });
  expect(tell({ status: "complete" })).not.toHaveProperty("reason");
  expect(tell({ status: "complete" })).not.toHaveProperty("errorCode");
});

test("what is up to date says up to when", () => {
  const state = { status: "complete", lastSyncAt: later, lastSuccessAt: now } as const;
  expect(tell(state)).toEqual({
    status: "complete",
    tone: "success",
    label: "Up to date",
    detail: "Everything that GitHub showed by 2026-01-05 13:30 UTC is stored.",
    lastSuccessAt: "2026-01-05T12:00:00.000Z",
    lastSyncAt: "2026-01-05T13:30:59.999Z",
    userActionable: false,
  });
});

describe("progress", () => {
  const first = { phase: "history", done: 40, total: 300, totalExact: true } as const;
  const changes = { phase: "incremental", done: 3, total: 3, totalExact: false } as const;
  const history = { firstContact: now, from: null, done: 100, total: 250 };
  const checkpoint = { streams: {}, history };

  test("of the first full sync is shown while it runs and between its runs", () => {
    const progress = { done: 40, total: 300, exact: true, percent: 13 };
    expect(tell({ status: "syncing", progress: first }, { lease })).toMatchObject({
      label: "First sync",
      detail: "The first full sync is under way: 40 of 300 pull requests.",
      progress,
    });
    expect(tell({ status: "partial", reason: "history", progress: first })).toMatchObject({
      label: "First sync",
      detail:
        "The first full sync is under way: 40 of 300 pull requests. The next run goes on from there.",
      progress,
    });
    expect(tell({ status: "deferred", progress: first })).toMatchObject({ progress });
    expect(tell({ status: "syncing", progress: first })).toMatchObject({ progress });
  });

  test("of changes is shown while they are read, and does not pass for the first full sync's", () => {
    const running = tell({ status: "syncing", progress: changes, checkpoint }, { lease });
    expect(running).toMatchObject({
      label: "Syncing",
      detail: "Changes are being read: 3 of at least 3 pull requests.",
    });
    expect(running.progress).toEqual({ done: 3, total: 3, exact: false });
    const told = tell({ status: "partial", reason: "history", progress: changes, checkpoint });
    expect(told.progress).toEqual({ done: 100, total: 250, exact: false });
  });

  test("is taken from the checkpoint before a run has counted, once GitHub has", () => {
    const told = tell({ status: "syncing", checkpoint }, { lease });
    expect(told.detail).toBe(
      "The first full sync is under way: 100 of at least 250 pull requests.",
    );
    const uncounted = { streams: {}, history: { ...history, done: 0, total: 0 } };
    const begun = tell({ status: "syncing", checkpoint: uncounted }, { lease });
    expect(begun.detail).toBe("The first full sync is under way.");
    expect(begun).not.toHaveProperty("progress");
  });

  test("is over when all is stored", () => {
    const done = { ...first, done: 300 };
    const state = { historyCompletedAt: now, progress: done, checkpoint };
    expect(tell({ ...state, status: "complete" })).not.toHaveProperty("progress");
    const short = { ...state, status: "complete", progress: first } as const;
    expect(tell(short)).not.toHaveProperty("progress");
    expect(tell({ ...state, status: "partial", reason: "items" })).not.toHaveProperty("progress");
    const idle = tell({ ...state, status: "syncing", progress: undefined }, { lease });
    expect(idle).toMatchObject({ label: "Syncing", detail: "Changes are being read." });
    expect(idle).not.toHaveProperty("progress");
  });

  test.each([
    [0, 3, 0],
    [999, 1000, 99],
    [1000, 1000, 100],
    [0, 0, 100],
  ])("of %i in %i is %i percent", (done, total, percent) => {
    const progress = { ...first, done, total };
    expect(tell({ status: "syncing", progress }, { lease }).progress?.percent).toBe(percent);
  });
});

test("what a newer release has stored is told as far as it is understood", () => {
  const newer = { status: "archived", reason: "moon" } as unknown as Partial<SyncState>;
  expect(tell(newer)).toMatchObject({ tone: "neutral", label: "archived" });
  const partial = { ...newer, status: "partial" } as Partial<SyncState>;
  expect(tell(partial)).toMatchObject({ tone: "warning", label: "Incomplete" });
  const error = { ...errorOf("transient"), code: "constructor" };
  expect(tell({ status: "error", lastSyncError: error }).label).toBe("Sync failed");
});
