import { expect, test } from "vitest";
import { createGitHubClock } from "../../src/github/clock.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 12);

/** A clock whose answers come a minute apart, by a local clock that is five minutes slow, each with a `Date` so far ahead. */
function createRead(...aheadMs: (number | undefined)[]) {
  let nowMs = startMs - 5 * minuteMs;
  const quota = { skewMs: 0 };
  const clock = createGitHubClock(quota, () => new Date(nowMs));
  const dates = aheadMs.map((ms, index) => {
    nowMs = startMs + (index - 5) * minuteMs;
    const date = ms === undefined ? undefined : new Date(startMs + index * minuteMs + ms);
    const answer = { headers: { date: date?.toUTCString() } };
    clock.noteDate(answer);
    return (clock.dateOf(answer).getTime() - startMs) / minuteMs;
  });
  return { clock, quota, dates };
}

test("a Date is what the answer says, up to a minute ahead of the others", () => {
  expect(createRead(0, minuteMs, 1000, -minuteMs, 0).dates).toEqual([0, 2, 2 + 1 / 60, 2, 4]);
});

test("I1: a Date that is further ahead is dropped in favour of the smallest skew", () => {
  const { clock, quota, dates } = createRead(0, 61_000, 60 * minuteMs, 0);
  expect(dates).toEqual([0, 1, 2, 3]);
  expect(clock.skewMs()).toBe(5 * minuteMs);
  expect(quota.skewMs).toBe(5 * minuteMs);
});

test("I1: a first Date that is ahead is believed until a later one tells", () => {
  const { clock, dates } = createRead(60 * minuteMs, undefined, 0, undefined);
  expect(dates).toEqual([60, 60, 2, 2]);
  expect(clock.firstResponseAt()).toEqual(new Date(startMs));
});

test("limits go by the last Date, what was read by the smallest skew", () => {
  const { clock } = createRead(0, 60 * minuteMs);
  expect(clock.now().getTime()).toBe(startMs + 61 * minuteMs);
  expect(clock.safeNow().getTime()).toBe(startMs + minuteMs);
  expect(clock.localTime(new Date(startMs + 61 * minuteMs)).getTime()).toBe(startMs - 4 * minuteMs);
});

test("nothing is known of the clock before the first answer", () => {
  const { clock } = createRead();
  expect([clock.skewMs(), clock.firstResponseAt()]).toEqual([undefined, undefined]);
  expect(() => clock.dateOf({ headers: {} })).toThrow(/Date header/);
});
