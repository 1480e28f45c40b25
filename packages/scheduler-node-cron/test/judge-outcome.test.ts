import type { TaskOutcome } from "@ghsync/core";
import { expect, test } from "vitest";
import { isOutcome, judgeOutcome } from "../src/judge-outcome.ts";
import { jobOf } from "./job-of.ts";

const now = 1_000_000;
const thrown = { kind: "thrown", error: new Error() } as const;
const judge = (attempt: number, outcome: TaskOutcome | typeof thrown, random = 0) =>
  judgeOutcome(jobOf("r", { attempt }), outcome, now, { maxAttempts: 9, random: () => random });

test("What a handler asks for is followed, however often it asks", () => {
  expect(judge(99, { kind: "retry", delayMs: 5 })).toEqual(
    jobOf("r", { attempt: 100, runAt: now + 5, again: true }),
  );
  expect(judge(99, { kind: "reschedule", at: new Date(now + 5000) })).toEqual(
    jobOf("r", { attempt: 99, runAt: now + 5000, again: true }),
  );
  expect(judge(1, { kind: "done" })).toBeUndefined();
  expect(judge(1, { kind: "dead" })).toBeUndefined();
});

test("What is asked for a time that has passed waits a second if it is no attempt, and else runs now", () => {
  expect(judge(1, { kind: "reschedule", at: new Date(0) })?.runAt).toBe(now + 1000);
  expect(judge(1, { kind: "retry", delayMs: -5 })?.runAt).toBe(now);
});

test("What throws is tried again after delays that double up to an hour, the second half of each by chance", () => {
  const delays = (random: number) =>
    [1, 2, 3, 7, 8, 9].map((attempt) => {
      const again = judge(attempt, thrown, random);
      return again && (again.runAt - now) / 1000;
    });
  expect(delays(0)).toEqual([15, 30, 60, 960, 1800, undefined]);
  expect(delays(0.5)).toEqual([22.5, 45, 90, 1440, 2700, undefined]);
});

test("Only what an engine can follow is an outcome", () => {
  for (const outcome of [
    ...[{ kind: "done" }, { kind: "dead" }, { kind: "retry", delayMs: 0 }],
    { kind: "reschedule", at: new Date() },
  ]) {
    expect(isOutcome(outcome)).toBe(true);
  }
  for (const none of [
    ...[undefined, null, "done", {}, { kind: "ok" }, { kind: "retry" }],
    ...[
      { kind: "retry", delayMs: Number.NaN },
      { kind: "retry", delayMs: "5" },
    ],
    ...[{ kind: "reschedule" }, { kind: "reschedule", at: 5 }],
    { kind: "reschedule", at: new Date(Number.NaN) },
  ]) {
    expect(isOutcome(none), JSON.stringify(none)).toBe(false);
  }
});
