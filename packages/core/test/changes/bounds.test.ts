import fc from "fast-check";
import { expect, test } from "vitest";
import {
  boundAfterPass,
  checkpointAfterPass,
  firstBound,
  firstCheckpoint,
  latestStamp,
} from "../../src/changes/watermark.ts";

const seconds = fc.integer({ min: 1_000_000_000, max: 2_000_000_000 });
const stamp = seconds.map((second) => new Date(second * 1000));
const instant = fc
  .tuple(seconds, fc.integer({ min: 0, max: 999 }))
  .map(([second, ms]) => new Date(second * 1000 + ms));
const overlap = fc.integer({ min: 0, max: 3_600_000 });

test("I1: a bound never moves back, and never passes what the pass saw or the overlap before it", () => {
  fc.assert(
    fc.property(stamp, stamp, instant, overlap, (since, newest, startedAt, overlapMs) => {
      const bound = boundAfterPass(since, newest, startedAt, overlapMs);
      expect(bound.getTime()).toBeGreaterThanOrEqual(since.getTime());
      if (bound > since) {
        expect(bound.getTime()).toBeLessThanOrEqual(newest.getTime());
        expect(bound.getTime()).toBeLessThanOrEqual(startedAt.getTime() - overlapMs);
      }
      expect(bound.getMilliseconds()).toBe(0);
    }),
  );
});

test("a bound stays while nothing changes, and so does the URL", () => {
  fc.assert(
    fc.property(stamp, instant, overlap, (newest, startedAt, overlapMs) => {
      const later = new Date(newest.getTime() + overlapMs + 1000);
      const settled = boundAfterPass(new Date(0), newest, later, overlapMs);
      expect(settled).toEqual(newest);
      const again = new Date(Math.max(startedAt.getTime(), later.getTime()));
      expect(boundAfterPass(settled, newest, again, overlapMs)).toEqual(newest);
    }),
  );
});

test("a pass that showed nothing leaves the bound where it is, to the millisecond", () => {
  const since = new Date("2026-01-05T12:00:00.123Z");
  expect(boundAfterPass(since, undefined, new Date("2027-01-01T00:00:00Z"), 0)).toBe(since);
});

test("I1: changes within the overlap before a pass are read again", () => {
  const startedAt = new Date("2026-01-05T12:00:00.900Z");
  const newest = new Date("2026-01-05T11:59:59Z");
  const bound = boundAfterPass(new Date(0), newest, startedAt, 600_000);
  expect(bound).toEqual(new Date("2026-01-05T11:50:00Z"));
});

test("a stream that was never read begins the overlap before the first contact", () => {
  const contact = new Date("2026-01-05T12:00:00.900Z");
  expect(firstBound(contact, 600_000)).toEqual(new Date("2026-01-05T11:50:00Z"));
});

test("the latest of some stamps is the greatest, whichever are absent", () => {
  fc.assert(
    fc.property(fc.array(fc.option(stamp, { nil: undefined })), (stamps) => {
      const times = stamps.flatMap((one) => one?.getTime() ?? []);
      const expected = times.length === 0 ? undefined : new Date(Math.max(...times));
      expect(latestStamp(...stamps)).toEqual(expected);
    }),
  );
});

test("a bound has the clock reading that it comes from, if one is known", () => {
  const date = new Date("2026-01-05T12:00:00Z");
  const since = new Date("2026-01-05T11:50:00Z");
  expect(firstCheckpoint(date, undefined, 600_000)).toStrictEqual({ since });
  expect(firstCheckpoint(date, 0, 600_000)).toStrictEqual({ since, setBy: { date, skewMs: 0 } });
});

test("I1: a bound that moves has its pass's clock reading, and one that stays keeps its own", () => {
  const setBy = { date: new Date("2026-01-04T12:00:00Z"), skewMs: 5 };
  const before = { since: new Date("2026-01-04T11:50:00Z"), setBy };
  const newest = new Date("2026-01-05T11:00:00Z");
  const date = new Date("2026-01-05T12:00:00Z");
  const standAfter = (stamp: Date | undefined, skewMs: number | undefined) =>
    checkpointAfterPass(before, stamp, { date, skewMs }, 600_000);
  expect(standAfter(newest, 0)).toStrictEqual({ since: newest, setBy: { date, skewMs: 0 } });
  // A bound without a reading does not get the old one.
  expect(standAfter(newest, undefined)).toStrictEqual({ since: newest });
  for (const stamp of [undefined, before.since]) {
    expect(standAfter(stamp, 0)).toStrictEqual(before);
  }
});
