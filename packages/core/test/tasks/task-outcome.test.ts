import { GhsyncError, type SyncOutcome } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { toTaskOutcome } from "../../src/tasks/sync-repository-task.ts";

const now = new Date("2026-01-05T12:00:00Z");
const usage = { requests: 4, points: 1, notModified: 2, rowsWritten: 3 };
const after = (ms: number) => new Date(now.getTime() + ms);
const minuteMs = 60_000;

const retryable = new GhsyncError("transient", "Later.", { retryable: true });
const permanent = new GhsyncError("token_refused", "Fix it.", { userActionable: true });
const limited = new GhsyncError("rate_limited", "Later.", { retryable: true });

const again = { kind: "reschedule", at: now };
const done = { kind: "done" };
const dead = { kind: "dead" };

const outcomes: readonly (readonly [string, SyncOutcome, object])[] = [
  ["complete", { status: "complete", usage }, done],
  ["partial for its history", { status: "partial", reason: "history", usage }, again],
  ["partial for its time", { status: "partial", reason: "stopped", usage }, again],
  ["partial for items", { status: "partial", reason: "items", usage }, done],
  ["partial for a permission", { status: "partial", reason: "permission", usage }, done],
  [
    "deferred",
    { status: "deferred", resumeAt: after(45 * minuteMs), error: limited, usage },
    { kind: "reschedule", at: after(45 * minuteMs) },
  ],
  [
    "an error that may pass",
    { status: "error", error: retryable, retryAt: after(2 * minuteMs), usage },
    { kind: "retry", delayMs: 2 * minuteMs },
  ],
  [
    "an error for a person",
    { status: "error", error: permanent, retryAt: after(1440 * minuteMs), usage },
    dead,
  ],
  ["inactive", { status: "inactive" }, done],
  ["unknown", { status: "unknown" }, dead],
];

describe("toTaskOutcome", () => {
  it.each(outcomes)("translates a run that is %s", (_, outcome, expected) => {
    expect(toTaskOutcome(outcome, { now, ifDue: false })).toEqual(expected);
    expect(toTaskOutcome(outcome, { now, ifDue: true })).toEqual(expected);
  });

  it.each([
    {
      name: "was requested is tried again soon",
      ifDue: false,
      leftMs: 2 * minuteMs,
      afterMs: 5000,
    },
    {
      name: "was requested is tried when that lease ends",
      ifDue: false,
      leftMs: 1200,
      afterMs: 1200,
    },
    {
      name: "is due is tried when that lease ends",
      ifDue: true,
      leftMs: 120_000,
      afterMs: 120_000,
    },
    { name: "is due is tried at once after it", ifDue: true, leftMs: -1, afterMs: 0 },
  ])(
    "while another worker holds the repository, a run that $name",
    ({ ifDue, leftMs, afterMs }) => {
      const busy = { status: "busy", leaseExpiresAt: after(leftMs) } as const;
      const expected = { kind: "reschedule", at: after(afterMs) };
      expect(toTaskOutcome(busy, { now, ifDue })).toEqual(expected);
    },
  );
});
