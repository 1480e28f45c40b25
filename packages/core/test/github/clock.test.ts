import { expect, test } from "vitest";
import { createGitHubClock } from "../../src/github/clock.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 12);

/**
 * A clock that gets a response every minute. The local clock is five minutes slow, and each `Date`
 * is ahead by the given time.
 */
function createRead(...aheadMs: (number | undefined)[]) {
  let nowMs = startMs - 5 * minuteMs;
  const quota = { skewMs: 0 };
  const clock = createGitHubClock(quota, () => new Date(nowMs));
  const dates = aheadMs.map((ms, index) => {
    nowMs = startMs + (index - 5) * minuteMs;
    const date = ms === undefined ? undefined : new Date(startMs + index * minuteMs + ms);
    const response = { headers: { date: date?.toUTCString() } };
    clock.noteDate(response);
    return (clock.dateOf(response).getTime() - startMs) / minuteMs;
  });
  return { clock, quota, dates };
}

test("a Date up to a minute ahead of the others is trusted", () => {
  expect(createRead(0, minuteMs, 1000, -minuteMs, 0).dates).toEqual([0, 2, 2 + 1 / 60, 2, 4]);
});

test("I1: a Date further ahead is replaced by the smallest skew", () => {
  const { clock, quota, dates } = createRead(0, 61_000, 60 * minuteMs, 0);
  expect(dates).toEqual([0, 1, 2, 3]);
  expect(clock.skewMs()).toBe(5 * minuteMs);
  expect(quota.skewMs).toBe(5 * minuteMs);
});

test("I1: a first Date that is ahead is trusted until a later one corrects it", () => {
  const { clock, dates } = createRead(60 * minuteMs, undefined, 0, undefined);
  expect(dates).toEqual([60, 60, 2, 2]);
  expect(clock.firstResponseAt()).toEqual(new Date(startMs));
});

test("limits use the last Date, and reads use the smallest skew", () => {
  const { clock } = createRead(0, 60 * minuteMs);
  expect(clock.now().getTime()).toBe(startMs + 61 * minuteMs);
  expect(clock.safeNow().getTime()).toBe(startMs + minuteMs);
  expect(clock.localTime(new Date(startMs + 61 * minuteMs)).getTime()).toBe(startMs - 4 * minuteMs);
});

test("the clock is unknown before the first response", () => {
  const { clock } = createRead();
  expect([clock.skewMs(), clock.firstResponseAt()]).toEqual([undefined, undefined]);
  expect(() => clock.dateOf({ headers: {} })).toThrow(/Date header/);
});
