import {
  describeSyncStatus,
  initialSyncState,
  type SyncState,
  summarizeSyncStatuses,
} from "@ghsync/core";
import { expect, test } from "vitest";

const now = new Date("2026-01-05T12:00:00Z");
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const statusOf = (state: Partial<SyncState>, active = true) =>
  describeSyncStatus({ state: { ...initialSyncState, ...state }, repository: { active } }, now);
const errorOf = (code: string) => ({
  lastSyncError: { code, message: "", requestId: null, at: now, userActionable: true },
});

test("a summary has the counts, the worst status, the oldest sync and the next retry", () => {
  const complete = { status: "complete", nextAttemptAt: at(600) } as const;
  const statuses = [
    statusOf({ ...complete, lastSyncAt: at(-5) }),
    statusOf({ ...complete, lastSyncAt: at(-50) }),
    statusOf({ status: "deferred", lastSyncAt: at(-9), nextAttemptAt: at(30) }),
    statusOf({
      status: "error",
      ...errorOf("transient"),
      lastSyncAt: at(-8),
      nextAttemptAt: at(5),
    }),
    statusOf({ status: "error", ...errorOf("token_refused"), lastSyncAt: at(-7) }),
    statusOf({ status: "error", ...errorOf("internal"), lastSyncAt: at(-99) }, false),
  ];
  expect(summarizeSyncStatuses(statuses)).toEqual({
    total: 6,
    counts: { complete: 2, deferred: 1, error: 3 },
    worst: statuses[4],
    oldestSyncAt: at(-50).toISOString(),
    nextRetryAt: at(5).toISOString(),
  });
});

test("a repository that was never synced leaves no oldest sync", () => {
  const statuses = [statusOf({ status: "complete", lastSyncAt: now }), statusOf({})];
  const { oldestSyncAt, worst } = summarizeSyncStatuses(statuses);
  expect(oldestSyncAt).toBeUndefined();
  expect(worst?.status).toBe("pending");
});

test("a summary of nothing is empty", () => {
  expect(summarizeSyncStatuses([])).toEqual({ total: 0, counts: {} });
});
