import { describeSyncStatus, type SyncStatusFacts } from "@ghsync/core";
import fc from "fast-check";
import { expect, test } from "vitest";

const date = fc.date({ noInvalidDate: false });
const count = fc.nat();
const text = fc.string({ unit: "binary" });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const codes = ["transient", "token_refused", "rate_limited", "__proto__", "toString", "new_code"];

const facts = fc.record(
  {
    state: fc.record({
      status: fc.constantFrom("pending", "syncing", "complete", "partial", "deferred", "error"),
      reason: maybe(fc.constantFrom("history", "items", "permission", "gone", "paused", "stopped")),
      lastAttemptAt: maybe(date),
      lastSuccessAt: maybe(date),
      lastSyncAt: maybe(date),
      historyCompletedAt: maybe(date),
      nextAttemptAt: maybe(date),
      progress: maybe(
        fc.record({
          phase: fc.constantFrom("incremental", "history"),
          done: count,
          total: count,
          totalExact: fc.boolean(),
        }),
      ),
      consecutiveFailures: count,
      lastSyncError: maybe(
        fc.record({
          code: fc.constantFrom(...codes),
          message: text,
          requestId: fc.constant(null),
          at: date,
          userActionable: fc.boolean(),
        }),
      ),
      checkpoint: fc.record({
        streams: fc.constant({}),
        history: maybe(
          fc.record({ firstContact: date, from: fc.option(date), done: count, total: count }),
        ),
      }),
    }),
    lease: maybe(fc.record({ expiresAt: date })),
    repository: maybe(fc.record({ active: fc.boolean() })),
  },
  { requiredKeys: ["state"] },
) as unknown as fc.Arbitrary<SyncStatusFacts>;

test("any state has a description: plain JSON, and the same for facts that went through JSON", () => {
  fc.assert(
    fc.property(facts, date, (given, now) => {
      const description = describeSyncStatus(given, now);
      expect(JSON.parse(JSON.stringify(description))).toStrictEqual(description);
      expect(describeSyncStatus(given, now)).toStrictEqual(description);
      const parsed = JSON.parse(JSON.stringify(given)) as SyncStatusFacts;
      expect(describeSyncStatus(parsed, now)).toStrictEqual(description);
      expect(description.label).not.toBe("");
      expect(description.detail).not.toBe("");
      expect(description.detail).not.toMatch(/[{}]/);
      const { percent = 0 } = description.progress ?? {};
      expect(percent >= 0 && percent <= 100 && Number.isInteger(percent)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
