import {
  childKinds,
  GhsyncError,
  type GhsyncErrorCode,
  initialSyncState,
  type SnapshotPart,
  type SyncState,
} from "@ghsync/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ending, outcomeOf, stateAfter } from "../../src/run/ending.ts";

const usage = { requests: 4, points: 1, notModified: 2, rowsWritten: 3 };
const now = new Date("2026-01-05T12:00:00Z");
const readUpTo = new Date("2026-01-05T11:59:00Z");
const hourMs = 3_600_000;
const at = { now, readUpTo, resyncAfterMs: 24 * hourMs, settleMs: 600_000, random: 1 };
const fresh = initialSyncState;
const lacking: SyncState = {
  ...fresh,
  historyCompletedAt: new Date(0),
  checkpoint: { streams: {}, forbiddenParts: ["files"] },
};
const whole: SyncState = { ...fresh, historyCompletedAt: new Date(0) };
const done = {
  kind: "done",
  failedCount: 0,
  isUnsettled: false,
  streamsRead: true,
  timeUp: false,
  kinds: childKinds,
  api: "graphql",
} as const;

const unsettled = { ...done, isUnsettled: true };
const bothWait = { ...unsettled, failedCount: 1 };

const codes: readonly GhsyncErrorCode[] = [
  "token_refused",
  "access_denied",
  "repository_gone",
  "rate_limited",
  "transient",
  "store_failed",
];
const endings: fc.Arbitrary<Ending> = fc.oneof(
  fc.record({
    kind: fc.constant("done" as const),
    failedCount: fc.nat(3),
    isUnsettled: fc.boolean(),
    streamsRead: fc.boolean(),
    timeUp: fc.boolean(),
    kinds: fc.constant(childKinds),
    api: fc.constantFrom("graphql" as const, "rest" as const),
  }),
  fc.constant({ kind: "aborted" as const }),
  fc.record({
    kind: fc.constant("failed" as const),
    error: fc
      .tuple(fc.constantFrom(...codes), fc.boolean(), fc.option(fc.constant(now)))
      .map(([code, retryable, resetAt]) => {
        return new GhsyncError(code, "It went wrong.", {
          retryable,
          resetAt: resetAt ?? undefined,
        });
      }),
  }),
);
const states = fc.constantFrom(fresh, whole, { ...whole, consecutiveFailures: 3 });

const failed = (error: GhsyncError): Ending => ({ kind: "failed", error });

describe("how a run ends", () => {
  it("I14: is complete if, and only if, everything was read", () => {
    fc.assert(
      fc.property(endings, states, (ending, state) => {
        const isAll =
          ending.kind === "done" &&
          ending.failedCount === 0 &&
          ending.streamsRead &&
          !ending.timeUp &&
          state.historyCompletedAt !== undefined;
        expect(outcomeOf(ending, state, usage).status === "complete").toBe(isAll);
      }),
    );
  });

  it("I15: is never stored as syncing or pending, and is stored as the caller receives it", () => {
    fc.assert(
      fc.property(endings, states, (ending, state) => {
        const outcome = outcomeOf(ending, state, usage);
        const kept = stateAfter(outcome, ending, state, at);
        expect(["complete", "partial", "deferred", "error"]).toContain(kept.status);
        expect(kept.status).toBe(outcome.status);
        expect(kept.reason).toBe("reason" in outcome ? outcome.reason : undefined);
        expect(kept.lastSyncError === undefined).toBe(!("error" in outcome));
        expect("lastSuccessAt" in kept).toBe(outcome.status === "complete");
      }),
    );
  });

  it("I1: moves the watermark only if every stream was read completely, to the run's first response", () => {
    fc.assert(
      fc.property(endings, states, (ending, state) => {
        const kept = stateAfter(outcomeOf(ending, state, usage), ending, state, at);
        const isRead = ending.kind === "done" && ending.streamsRead;
        expect(kept.lastSyncAt).toEqual(isRead ? readUpTo : undefined);
      }),
    );
  });

  it.each([
    ["items", { ...done, failedCount: 1 }, whole],
    ["history", { ...done, failedCount: 1 }, fresh],
    ["stopped", { ...done, failedCount: 1, timeUp: true }, whole],
    ["history", { ...done, timeUp: true }, fresh],
    ["stopped", { ...done, streamsRead: false, timeUp: true }, whole],
    ["stopped", { ...done, timeUp: true }, whole],
  ] as const)("is partial for %s", (reason, ending, state) => {
    const outcome = outcomeOf(ending, state, usage);
    expect(outcome).toEqual({ status: "partial", reason, usage });
    expect(stateAfter(outcome, ending, { ...state, consecutiveFailures: 2 }, at)).toMatchObject({
      status: "partial",
      consecutiveFailures: 0,
      lastSyncError: undefined,
    });
  });

  it("I14: is partial for items if a row of a list could not be read, and names it", () => {
    const unread = new GhsyncError("response_invalid", "GitHub's list has a row.", {
      requestId: "7:F",
      userActionable: true,
    });
    const ending = { ...done, unread };
    const outcome = outcomeOf(ending, whole, usage);
    expect(outcome).toEqual({ status: "partial", reason: "items", usage });
    expect(stateAfter(outcome, ending, whole, at).lastSyncError).toEqual({
      code: "response_invalid",
      message: "GitHub's list has a row.",
      requestId: null,
      at: now,
      userActionable: false,
    });
    const stopped = outcomeOf({ ...ending, timeUp: true }, whole, usage);
    expect(stopped).toEqual({ status: "partial", reason: "stopped", usage });
  });

  it("keeps the known failures if it is stopped from outside", () => {
    const ending = { kind: "aborted" } as const;
    const outcome = outcomeOf(ending, whole, usage);
    expect(outcome).toEqual({ status: "partial", reason: "stopped", usage });
    expect(outcomeOf(ending, fresh, usage)).toEqual(outcome);
    const after = stateAfter(outcome, ending, { ...whole, consecutiveFailures: 2 }, at);
    expect(after).toEqual({ status: "partial", reason: "stopped" });
  });

  it("is partial for permission for a requested kind, and for no other", () => {
    const state: SyncState = { ...whole, checkpoint: { streams: {}, forbiddenParts: ["files"] } };
    const outcome = outcomeOf(done, state, usage);
    expect(outcome).toEqual({ status: "partial", reason: "permission", usage });
    const { lastSyncError } = stateAfter(outcome, done, state, at);
    expect(lastSyncError).toMatchObject({ code: "access_denied", userActionable: true });
    const other = { ...done, kinds: ["commits"] } as const;
    expect(outcomeOf(other, state, usage).status).toBe("complete");
    const items = { ...other, failedCount: 1 };
    expect(stateAfter(outcomeOf(items, state, usage), items, state, at).lastSyncError).toBe(
      undefined,
    );
  });

  it.each([
    [["files"], "give it read access to pull requests, issues and contents."],
    [["linkedIssues", "files"], "give it read access to pull requests, issues and contents."],
    [
      ["requestedReviewers", "author"],
      "give it read access to pull requests, issues and contents.",
    ],
    [["requestedReviewers"], "give a classic token the scope read:org"],
    [["linkedIssues"], "Allow GraphQL"],
  ] as const)("says what to grant where the credential may not read %j", (parts, grant) => {
    const state: SyncState = { ...whole, checkpoint: { streams: {}, forbiddenParts: parts } };
    const outcome = outcomeOf(done, state, usage);
    expect(outcome).toEqual({ status: "partial", reason: "permission", usage });
    const { lastSyncError } = stateAfter(outcome, done, state, at);
    expect(lastSyncError?.message).toContain(`may not read ${parts.join(", ")}: `);
    expect(lastSyncError?.message).toContain(grant);
  });

  it("lacks no linked issues by REST, which has none, but every other part", () => {
    const byRest = { ...done, api: "rest" } as const;
    const statusOf = (forbiddenParts: readonly SnapshotPart[]) =>
      outcomeOf(byRest, { ...whole, checkpoint: { streams: {}, forbiddenParts } }, usage).status;
    expect(statusOf(["linkedIssues"])).toBe("complete");
    expect(statusOf(["requestedReviewers"])).toBe("partial");
  });

  it("I6: is an error for gone if GitHub no longer shows the repository, and for nothing else", () => {
    const outcomeBy = (code: GhsyncErrorCode) => {
      const error = new GhsyncError(code, "It went wrong.");
      return { error, outcome: outcomeOf(failed(error), whole, usage) };
    };
    const gone = outcomeBy("repository_gone");
    expect(gone.outcome).toStrictEqual({
      status: "error",
      reason: "gone",
      error: gone.error,
      usage,
    });
    const other = outcomeBy("transient");
    expect(other.outcome).toStrictEqual({ status: "error", error: other.error, usage });
  });

  it("counts each failure in a row, and stores when all was read", () => {
    const ending = failed(new GhsyncError("transient", "Down.", { retryable: true }));
    const before = { ...whole, consecutiveFailures: 2 };
    const after = stateAfter(outcomeOf(ending, before, usage), ending, before, at);
    expect(after.consecutiveFailures).toBe(3);
    const read = stateAfter(outcomeOf(done, before, usage), done, before, at);
    expect(read).toMatchObject({ consecutiveFailures: 0, lastSuccessAt: now });
  });

  it("is deferred by a rate limit with a known end, and by nothing else", () => {
    const resetAt = new Date("2026-01-05T12:30:00Z");
    const statusBy = (error: GhsyncError) => outcomeOf(failed(error), whole, usage).status;
    expect(statusBy(new GhsyncError("rate_limited", "Later."))).toBe("error");
    expect(statusBy(new GhsyncError("transient", "Down.", { resetAt }))).toBe("error");
  });

  it("I10: is deferred by a rate limit, which is not counted as a failure", () => {
    const resetAt = new Date("2026-01-05T12:30:00Z");
    const ending = failed(new GhsyncError("rate_limited", "Later.", { resetAt, retryable: true }));
    const outcome = outcomeOf(ending, whole, usage);
    expect(outcome).toMatchObject({ status: "deferred", resumeAt: resetAt });
    const kept = stateAfter(outcome, ending, { ...whole, consecutiveFailures: 2 }, at);
    expect(kept).toMatchObject({ status: "deferred", nextAttemptAt: resetAt });
    expect(kept).not.toHaveProperty("consecutiveFailures");
  });

  it.each([
    [undefined, 60],
    [10_000, 60],
    [600_000, 600],
    [6 * hourMs, 6 * 3600],
  ])(
    "is due again after the backoff, and not before GitHub's Retry-After (%s ms)",
    (retryAfterMs, seconds) => {
      const ending = failed(
        new GhsyncError("transient", "Down.", { retryable: true, retryAfterMs }),
      );
      const { nextAttemptAt } = stateAfter(outcomeOf(ending, whole, usage), ending, whole, at);
      expect(nextAttemptAt).toEqual(new Date(now.getTime() + seconds * 1000));
    },
  );

  it("keeps of an error what a user needs, and no cause", () => {
    const cause = new Error("secret");
    const ending = failed(
      new GhsyncError("access_denied", "Grant it.", {
        cause,
        userActionable: true,
        requestId: "7:F",
      }),
    );
    const kept = stateAfter(outcomeOf(ending, whole, usage), ending, whole, at);
    expect(kept.lastSyncError).toEqual({
      code: "access_denied",
      message: "Grant it.",
      requestId: "7:F",
      at: now,
      userActionable: true,
    });
  });

  it("waits longer after each failure that may pass, and a day at once for one that needs a user", () => {
    const minutesAfter = (consecutiveFailures: number, flags: object) => {
      const ending = failed(new GhsyncError("response_invalid", "It went wrong.", flags));
      const before = { ...whole, consecutiveFailures };
      const { nextAttemptAt } = stateAfter(outcomeOf(ending, before, usage), ending, before, at);
      return ((nextAttemptAt?.getTime() ?? 0) - now.getTime()) / 60_000;
    };
    const forPerson = { userActionable: true };
    for (const flags of [{ retryable: true }, {}, { ...forPerson, retryable: true }]) {
      const waits = [0, 1, 2, 8, 20].map((count) => minutesAfter(count, flags));
      expect(waits).toEqual([1, 2, 4, 256, 360]);
    }
    expect(minutesAfter(0, forPerson)).toBe(24 * 60);
  });

  it.each([
    ["an hour, if pull requests wait", { ...done, failedCount: 1 }, whole, hourMs],
    ["a day, if all was read", done, whole, 24 * hourMs],
    ["a day, if a permission is missing", done, lacking, 24 * hourMs],
    ["the settling time, if a fresh change was read", unsettled, whole, hourMs / 6],
    ["the settling time, if pull requests wait too", bothWait, whole, hourMs / 6],
    ["the settling time, if a permission is missing", unsettled, lacking, hourMs / 6],
  ])("is due again after %s", (_, ending, state, waitMs) => {
    const { nextAttemptAt } = stateAfter(outcomeOf(ending, state, usage), ending, state, at);
    expect(nextAttemptAt).toEqual(new Date(now.getTime() + waitMs));
  });

  it.each([
    ["its history continues", { ...done, timeUp: true }, fresh],
    ["its time was up", { ...done, timeUp: true }, whole],
  ])("is due at once if %s", (_, ending, state) => {
    const kept = stateAfter(outcomeOf(ending, state, usage), ending, state, at);
    expect(kept).toMatchObject({ status: "partial", nextAttemptAt: undefined });
  });
});
