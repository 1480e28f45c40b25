import type { PullRequestState, StreamName, StreamStamps } from "@ghsync/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeChanges } from "../../src/changes/judge-changes.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 12, minute));
const state = (number: number, seen: StreamStamps): PullRequestState => ({
  number,
  seen,
  updatedAt: at(0),
  headSha: "head",
  baseSha: "base",
  truncated: [],
  unread: [],
  readAt: at(0),
});
const anyChange = fc.record({
  number: fc.integer({ min: 1, max: 5 }),
  stamp: fc.integer({ min: 0, max: 9 }).map(at),
});
const stamps: fc.Arbitrary<StreamStamps> = fc.record(
  { issues: fc.integer({ min: 0, max: 9 }).map(at), pulls: fc.integer({ min: 0, max: 9 }).map(at) },
  { requiredKeys: [] },
);

test("a stamp is news once, and again when it is newer", () => {
  expect(judgeChanges("issues", [{ number: 7, stamp: at(1) }], [], [])).toEqual([
    { number: 7, stamps: { issues: at(1) }, attempts: 0, reason: undefined },
  ]);
  const stored = [state(7, { issues: at(1) })];
  expect(judgeChanges("issues", [{ number: 7, stamp: at(1) }], stored, [])).toEqual([]);
  expect(judgeChanges("issues", [{ number: 7, stamp: at(0) }], stored, [])).toEqual([]);
  expect(judgeChanges("issues", [{ number: 7, stamp: at(2) }], stored, [])).toHaveLength(1);
});

test("stamps of two streams are never compared", () => {
  const stored = [state(7, { pulls: at(9) })];
  expect(judgeChanges("issues", [{ number: 7, stamp: at(1) }], stored, [])).toEqual([
    { number: 7, stamps: { issues: at(1) }, attempts: 0, reason: undefined },
  ]);
});

test("a stamp is news only if neither the stored row nor the list has one as new", () => {
  const change = [{ number: 7, stamp: at(2) }];
  const judge = (seen: Date, listed: Date) =>
    judgeChanges(
      "issues",
      change,
      [state(7, { issues: seen })],
      [{ number: 7, stamps: { issues: listed }, attempts: 0 }],
    );
  expect(judge(at(3), at(1))).toEqual([]);
  expect(judge(at(1), at(3))).toEqual([]);
  expect(judge(at(1), at(1))).toHaveLength(1);
});

test("I1: stored stamps do not count from untrustedFrom on", () => {
  const changes = [2, 3, 4].map((minute) => ({ number: minute, stamp: at(minute) }));
  const stored = changes.map(({ number }) => state(number, { issues: at(9) }));
  const news = judgeChanges("issues", changes, stored, [], at(3));
  expect(news.map(({ number }) => number)).toEqual([3, 4]);
});

test("a dirty entry keeps its other stamps, its attempts and its reason", () => {
  const entry = { number: 7, stamps: { pulls: at(3) }, attempts: 2, reason: "too heavy" };
  expect(judgeChanges("issues", [{ number: 7, stamp: at(1) }], [], [entry])).toEqual([
    { ...entry, stamps: { pulls: at(3), issues: at(1) } },
  ]);
});

test("I1: after judging, the newest stamp of every change is covered or on the list, and none moved back", () => {
  const streams: fc.Arbitrary<StreamName> = fc.constantFrom("issues", "pulls");
  const numbered = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 5 }), stamps }), {
    selector: ({ number }) => number,
  });
  fc.assert(
    fc.property(streams, fc.array(anyChange), numbered, numbered, (stream, changes, one, other) => {
      const stored = one.map(({ number, stamps: seen }) => state(number, seen));
      const dirty = other.map((entry) => ({ ...entry, attempts: 0, reason: undefined }));
      const news = judgeChanges(stream, changes, stored, dirty);
      const after = new Map([...dirty, ...news].map((entry) => [entry.number, entry.stamps]));
      for (const { number, stamp } of changes) {
        const seen = stored.find((row) => row.number === number)?.seen[stream];
        const listed = after.get(number)?.[stream];
        const known = Math.max(seen?.getTime() ?? 0, listed?.getTime() ?? 0);
        expect(known).toBeGreaterThanOrEqual(stamp.getTime());
      }
      for (const entry of dirty) {
        for (const [name, stamp] of Object.entries(entry.stamps) as [StreamName, Date][]) {
          expect(after.get(entry.number)?.[name]?.getTime()).toBeGreaterThanOrEqual(
            stamp.getTime(),
          );
        }
      }
      expect(new Set(news.map(({ number }) => number)).size).toBe(news.length);
    }),
  );
});
