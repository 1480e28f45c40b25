import {
  describeSyncStatus,
  english,
  type GhsyncErrorCode,
  initialSyncState,
  type SyncReason,
  type SyncState,
  type SyncStatus,
  type SyncStatusFacts,
  toStalled,
  translateStatus,
} from "@ghsync/core";
import { describe, expect, test } from "vitest";

const now = new Date("2026-01-05T12:00:00Z");
const later = new Date("2026-01-05T13:30:59.999Z");
const lease = { expiresAt: later };

/** The compiler checks that none is missing. */
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

const nobody = { who: "nobody", what: "Nobody has to act." };

const statusOf = (state: Partial<SyncState>, facts: Omit<SyncStatusFacts, "state"> = {}) =>
  describeSyncStatus({ state: { ...initialSyncState, ...state }, ...facts }, now);

const errorOf = (code: GhsyncErrorCode, userActionable = false) => ({
  code,
  message: "GitHub said no.",
  requestId: null,
  at: now,
  userActionable,
});

test("every status has a label and a tone, with any reason", () => {
  const table = statuses.flatMap((status) =>
    [undefined, ...reasons].map((reason) => {
      const { tone, label, action } = statusOf({ status, reason }, { lease });
      const acts = action.who === "nobody" ? "" : `, ${action.who} acts`;
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
      "syncing -: Syncing (progress)",
      "syncing history: Syncing (progress)",
      "syncing items: Syncing (progress)",
      "syncing permission: Syncing (progress)",
      "syncing gone: Syncing (progress)",
      "syncing paused: Syncing (progress)",
      "syncing stopped: Syncing (progress)",
      "complete -: Synced (success)",
      "complete history: Synced (success)",
      "complete items: Synced (success)",
      "complete permission: Synced (success)",
      "complete gone: Synced (success)",
      "complete paused: Synced (success)",
      "complete stopped: Synced (success)",
      "partial -: Incomplete (warning)",
      "partial history: First sync (progress)",
      "partial items: Some items wait (warning)",
      "partial permission: Permission missing (warning, user acts)",
      "partial gone: Repository gone (danger, user acts)",
      "partial paused: Paused (neutral)",
      "partial stopped: Stopped (neutral)",
      "deferred -: Rate limit (warning)",
      "deferred history: Rate limit (warning)",
      "deferred items: Rate limit (warning)",
      "deferred permission: Rate limit (warning)",
      "deferred gone: Rate limit (warning)",
      "deferred paused: Rate limit (warning)",
      "deferred stopped: Rate limit (warning)",
      "error -: Sync failed (danger, admin acts)",
      "error history: Sync failed (danger, admin acts)",
      "error items: Sync failed (danger, admin acts)",
      "error permission: Sync failed (danger, admin acts)",
      "error gone: Repository gone (danger, user acts)",
      "error paused: Sync failed (danger, admin acts)",
      "error stopped: Sync failed (danger, admin acts)",
    ]
  `);
});

test("every combination has a label and a sentence, and the stored status", () => {
  for (const status of statuses) {
    for (const reason of [undefined, ...reasons]) {
      const description = statusOf({ status, reason }, { lease });
      expect(description.status).toBe(status);
      expect(description.label).toMatch(/^[A-Z][\w ]{3,20}$/);
      expect(description.detail).toMatch(/^[A-Z].*\.$/);
    }
  }
});

test("every error code has a label and a tone", () => {
  const table = codes.map((code) => {
    const { tone, label, action } = statusOf({ status: "error", lastSyncError: errorOf(code) });
    return `${code}: ${label} (${tone}, ${action.who} acts)`;
  });
  expect(table).toMatchInlineSnapshot(`
    [
      "config_invalid: Misconfigured (danger, admin acts)",
      "token_undecryptable: Token unreadable (danger, user acts)",
      "token_refused: Token refused (danger, user acts)",
      "access_denied: Access denied (danger, user acts)",
      "repository_gone: Repository gone (danger, user acts)",
      "rate_limited: Rate limit (warning, nobody acts)",
      "query_too_heavy: Query too heavy (warning, nobody acts)",
      "transient: Temporary failure (warning, nobody acts)",
      "response_invalid: Bad response (danger, admin acts)",
      "store_failed: Database failed (warning, admin acts)",
      "lease_lost: Taken over (warning, nobody acts)",
      "internal: Internal error (danger, admin acts)",
    ]
  `);
});

test("a run is stalled if its lease has expired, or if no worker holds one", () => {
  const stalled = { status: "stalled", tone: "warning", label: "Stalled" };
  expect(statusOf({ status: "syncing" })).toMatchObject(stalled);
  expect(statusOf({ status: "syncing" }, { lease: { expiresAt: now } })).toMatchObject(stalled);
  const live = { expiresAt: new Date(now.getTime() + 1) };
  expect(statusOf({ status: "syncing" }, { lease: live })).toMatchObject({ status: "syncing" });
  expect(statusOf({ status: "complete" })).toMatchObject({ status: "complete" });
});

test("a repository that is switched off is paused in every status, and has no retryAt", () => {
  for (const status of statuses) {
    const description = statusOf(
      { status, reason: "items", nextAttemptAt: later },
      { lease, repository: { active: false } },
    );
    expect(description).toMatchObject({ status, tone: "neutral", label: "Paused" });
    expect(description).not.toHaveProperty("retryAt");
  }
  expect(statusOf({ status: "complete" }, { repository: { active: true } }).label).toBe("Synced");
});

test("I15: a repository that was switched off during a run is stalled, not syncing", () => {
  const repository = { active: false };
  expect(statusOf({ status: "syncing" }, { repository })).toMatchObject({
    status: "stalled",
    label: "Paused",
  });
});

test("a rate limit has its end in the detail while it lasts", () => {
  const state = { status: "deferred", lastSyncError: errorOf("rate_limited") } as const;
  expect(statusOf({ ...state, nextAttemptAt: later })).toEqual({
    status: "deferred",
    tone: "warning",
    label: "Rate limit",
    detail: "GitHub's rate limit is used up. Next try at 2026-01-05 13:30 UTC.",
    action: nobody,
    situation: "rate_limited",
    errorCode: "rate_limited",
    retryAt: "2026-01-05T13:30:59.999Z",
    operator: { code: "rate_limited", message: "GitHub said no." },
  });
  const over = statusOf({ ...state, nextAttemptAt: now });
  expect(over.detail).toBe("GitHub's rate limit is used up. The next run continues.");
  expect(over).not.toHaveProperty("retryAt");
});

test("a repository that is never due again has no retryAt", () => {
  const lastSyncError = errorOf("token_refused", true);
  const nextAttemptAt = new Date(now.getTime() + 31_557_600_000_000);
  for (const setAt of [now, new Date(now.getTime() + 10 * 31_557_600_000)]) {
    const description = describeSyncStatus(
      { state: { ...initialSyncState, status: "error", lastSyncError, nextAttemptAt } },
      setAt,
    );
    expect(description).not.toHaveProperty("retryAt");
  }
});

test("a run in progress has no retryAt", () => {
  const state = { status: "syncing", nextAttemptAt: later } as const;
  expect(statusOf(state, { lease })).not.toHaveProperty("retryAt");
  expect(statusOf(state)).toMatchObject({ status: "stalled", retryAt: later.toISOString() });
});

test("an error has words for a page, and its message for operators", () => {
  const lastSyncError = { ...errorOf("token_refused", true), requestId: "A:1" };
  expect(statusOf({ status: "error", lastSyncError, nextAttemptAt: later })).toEqual({
    status: "error",
    tone: "danger",
    label: "Token refused",
    detail: "GitHub refused the token: it is wrong, expired or revoked.",
    action: { who: "user", what: "Store a new token." },
    situation: "token_refused",
    errorCode: "token_refused",
    retryAt: "2026-01-05T13:30:59.999Z",
    operator: { code: "token_refused", requestId: "A:1", message: "GitHub said no." },
  });
  const transient = { status: "error", lastSyncError: errorOf("transient") } as const;
  const failed = "GitHub or a service on the way gave no usable answer.";
  expect(statusOf(transient)).toMatchObject({
    detail: `${failed} The next run continues.`,
    action: nobody,
  });
  expect(statusOf({ ...transient, nextAttemptAt: later }).detail).toBe(
    `${failed} Next try at 2026-01-05 13:30 UTC.`,
  );
});

test("no token at all is not a token that could not be read", () => {
  const state = { status: "error", lastSyncError: errorOf("token_undecryptable", true) } as const;
  const repository = { active: true, encryptedToken: "v1.x" };
  expect(statusOf(state, { repository }).label).toBe("Token unreadable");
  expect(statusOf(state, { repository: { ...repository, encryptedToken: null } })).toMatchObject({
    situation: "token_missing",
    label: "No token",
    errorCode: "token_undecryptable",
  });
});

test("the words for a page hold nothing of an error's message", () => {
  const message = "https://proxy.internal:8080 GET /repositories/1 <img onerror> PrismaStore";
  for (const code of codes) {
    for (const status of ["partial", "deferred", "error"] as const) {
      for (const reason of [undefined, ...reasons]) {
        const lastSyncError = { ...errorOf(code), message };
        const { operator, ...shown } = statusOf({ status, reason, lastSyncError });
        expect(operator?.message).toBe(message);
        expect(JSON.stringify(shown)).not.toMatch(/proxy|\/|<|Prisma/);
      }
    }
  }
});

test("a missing permission names what is missing, if the host still wants it", () => {
  const checkpoint = {
    streams: {},
    forbiddenParts: ["requestedReviewers", "commits", "files"],
    kinds: ["commits"],
  } as const;
  expect(statusOf({ status: "partial", reason: "permission", checkpoint })).toMatchObject({
    missing: ["requestedReviewers", "commits"],
    detail: "The token cannot read all data. Missing: requested reviewers, commits.",
    action: { who: "user" },
  });
});

test("a run in progress says for how long it can be shown without news", () => {
  const running = statusOf({ status: "syncing" }, { lease });
  expect(running.leaseEndsInMs).toBe(later.getTime() - now.getTime());
  const stalled = translateStatus(toStalled(running), {
    catalogue: english,
    formatInstant: String,
  });
  expect(stalled).toEqual(statusOf({ status: "syncing" }));
});

test("reason and errorCode are there for code to switch on", () => {
  const lastSyncError = errorOf("token_refused", true);
  const state = { status: "partial", reason: "items", lastSyncError } as const;
  expect(statusOf(state)).toMatchObject({ reason: "items", errorCode: "token_refused" });
  const paused = statusOf(state, { repository: { active: false } });
  expect(paused).toMatchObject({ reason: "paused", errorCode: "token_refused" });
  expect(statusOf({ status: "complete" })).not.toHaveProperty("reason");
  expect(statusOf({ status: "complete" })).not.toHaveProperty("errorCode");
});

test("a complete repository has lastSyncAt in the detail", () => {
  const state = { status: "complete", lastSyncAt: later, lastSuccessAt: now } as const;
  expect(statusOf(state)).toEqual({
    status: "complete",
    tone: "success",
    label: "Synced",
    detail: "All that GitHub showed is stored. Read up to 2026-01-05 13:30 UTC.",
    action: nobody,
    situation: "complete",
    lastSuccessAt: "2026-01-05T12:00:00.000Z",
    lastSyncAt: "2026-01-05T13:30:59.999Z",
  });
});

describe("progress", () => {
  const first = { phase: "history", done: 40, total: 300, totalExact: true } as const;
  const changes = { phase: "incremental", done: 3, total: 3, totalExact: false } as const;
  const history = { firstContact: now, from: null, done: 100, total: 250 };
  const checkpoint = { streams: {}, history };

  test("of the first full sync shows during its runs and between them", () => {
    const progress = { done: 40, total: 300, exact: true, percent: 13 };
    expect(statusOf({ status: "syncing", progress: first }, { lease })).toMatchObject({
      label: "Syncing",
      detail: "The first sync is in progress. Pull requests: 40 of 300.",
      progress,
    });
    expect(statusOf({ status: "partial", reason: "history", progress: first })).toMatchObject({
      label: "First sync",
      detail: "The first sync is not complete. Pull requests: 40 of 300. The next run continues.",
      progress,
    });
    expect(statusOf({ status: "deferred", progress: first })).toMatchObject({ progress });
    expect(statusOf({ status: "syncing", progress: first })).toMatchObject({ progress });
  });

  test("of changes shows during their run, and is never that of the first full sync", () => {
    const running = statusOf({ status: "syncing", progress: changes, checkpoint }, { lease });
    expect(running).toMatchObject({
      label: "Syncing",
      detail: "Reading changes. Pull requests: 3 of at least 3.",
    });
    expect(running.progress).toEqual({ done: 3, total: 3, exact: false });
    const description = statusOf({
      status: "partial",
      reason: "history",
      progress: changes,
      checkpoint,
    });
    expect(description.progress).toEqual({ done: 100, total: 250, exact: false });
  });

  test("comes from the checkpoint until the run has counted, if its total is known", () => {
    const description = statusOf({ status: "syncing", checkpoint }, { lease });
    expect(description.detail).toBe(
      "The first sync is in progress. Pull requests: 100 of at least 250.",
    );
    const uncounted = { streams: {}, history: { ...history, done: 0, total: 0 } };
    const begun = statusOf({ status: "syncing", checkpoint: uncounted }, { lease });
    expect(begun.detail).toBe("The first sync is in progress.");
    expect(begun).not.toHaveProperty("progress");
  });

  test("is absent when everything is stored", () => {
    const done = { ...first, done: 300 };
    const state = { historyCompletedAt: now, progress: done, checkpoint };
    expect(statusOf({ ...state, status: "complete" })).not.toHaveProperty("progress");
    const unfinished = { ...state, status: "complete", progress: first } as const;
    expect(statusOf(unfinished)).not.toHaveProperty("progress");
    expect(statusOf({ ...state, status: "partial", reason: "items" })).not.toHaveProperty(
      "progress",
    );
    const idle = statusOf({ ...state, status: "syncing", progress: undefined }, { lease });
    expect(idle).toMatchObject({ label: "Syncing", detail: "Reading changes." });
    expect(idle).not.toHaveProperty("progress");
  });

  test.each([
    [0, 3, 0],
    [999, 1000, 99],
    [1000, 1000, 100],
    [0, 0, 100],
  ])("of %i in %i is %i percent", (done, total, percent) => {
    const progress = { ...first, done, total };
    expect(statusOf({ status: "syncing", progress }, { lease }).progress?.percent).toBe(percent);
  });
});

test("an unknown status, reason or code of a newer release has a generic description", () => {
  const newer = { status: "archived", reason: "moon" } as unknown as Partial<SyncState>;
  expect(statusOf(newer)).toMatchObject({ tone: "neutral", label: "Unknown status" });
  const partial = { ...newer, status: "partial" } as Partial<SyncState>;
  expect(statusOf(partial)).toMatchObject({ tone: "warning", label: "Incomplete" });
  const error = { ...errorOf("transient"), code: "constructor" };
  expect(statusOf({ status: "error", lastSyncError: error }).label).toBe("Sync failed");
});
