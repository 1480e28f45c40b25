import fc from "fast-check";
import { expect, test } from "vitest";
import { correctStream } from "../../src/changes/watermark.ts";
import { correctDate } from "../../src/github/clock.ts";

const minuteMs = 60_000;
const lagMs = 10 * minuteMs;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 12, minute));
const skew = fc.integer({ min: -100 * minuteMs, max: 100 * minuteMs });
const instant = fc.integer({ min: 0, max: 500 }).map(at);
const reading = fc.record({ date: instant, skewMs: skew });
const checkpoint = fc.record(
  {
    since: instant,
    setBy: reading,
    untrustedFrom: instant,
    pageSize: fc.integer({ min: 10, max: 100 }),
    pass: fc.record(
      { startedAt: instant, skewMs: skew, from: instant, newest: instant },
      { requiredKeys: ["startedAt", "from", "newest"] },
    ),
  },
  { requiredKeys: ["since"] },
);

test("I1: a corrected bound never moves forward, nor past the corrected Date less the lag", () => {
  fc.assert(
    fc.property(checkpoint, skew, (before, smallestMs) => {
      const after = correctStream(before, smallestMs, lagMs);
      const { setBy, pass } = before;
      const isAhead = [setBy?.skewMs, pass?.skewMs].some(
        (skewMs) => skewMs !== undefined && skewMs - smallestMs > minuteMs,
      );
      expect(after !== undefined).toBe(isAhead);
      if (!after) return;
      expect(after.since <= before.since).toBe(true);
      const localMs = (setBy?.date ?? at(500)).getTime() - (setBy?.skewMs ?? 0);
      if (setBy && setBy.skewMs - smallestMs > minuteMs) {
        expect(after.since.getTime()).toBeLessThanOrEqual(localMs + smallestMs - lagMs);
      }
      expect(after.untrustedFrom?.getTime()).toBeLessThanOrEqual(
        Math.min(
          before.untrustedFrom?.getTime() ?? Infinity,
          after.setBy?.date.getTime() ?? Infinity,
        ),
      );
      expect(after).not.toHaveProperty("etag");
      expect(after).not.toHaveProperty("pass");
      expect(after.pageSize).toBe(before.pageSize);
      expect("pageSize" in after).toBe("pageSize" in before);
    }),
  );
});

test("a stream is corrected once, and again only for a smaller skew", () => {
  fc.assert(
    fc.property(checkpoint, skew, skew, (before, smallestMs, laterMs) => {
      const after = correctStream(before, smallestMs, lagMs);
      if (!after) return;
      const again = correctStream(after, laterMs, lagMs);
      expect(again !== undefined).toBe(smallestMs - laterMs > minuteMs);
    }),
  );
});

test("a Date up to a minute ahead is accepted, and so is any that an older release stored", () => {
  expect(correctDate({ date: at(9), skewMs: minuteMs }, 0)).toBeUndefined();
  expect(correctDate({ date: at(9), skewMs: minuteMs + 1 }, 0)?.getTime()).toBe(
    at(8).getTime() - 1,
  );
  expect(correctStream({ since: at(0) }, Number.NEGATIVE_INFINITY, lagMs)).toBeUndefined();
});
