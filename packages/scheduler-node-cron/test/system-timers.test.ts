import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemTimers } from "../src/system-timers.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-05-01T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const dayMs = 86_400_000;
const inMs = (ms: number) => new Date(Date.now() + ms);

function setTimer(at: Date) {
  const firedAt: Date[] = [];
  const cancel = systemTimers.setTimer(at, () => firedAt.push(systemTimers.now()));
  return { firedAt, cancel };
}

test("A timer beyond the reach of setTimeout fires once, at its time", () => {
  const at = inMs(100 * dayMs);
  const { firedAt } = setTimer(at);
  vi.advanceTimersByTime(100 * dayMs - 1);
  expect(firedAt).toEqual([]);
  vi.advanceTimersByTime(dayMs);
  expect(firedAt).toEqual([at]);
});

test("A timer of the past fires, but not before its setter has gone on", () => {
  const { firedAt } = setTimer(inMs(-5000));
  expect(firedAt).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(firedAt).toHaveLength(1);
});

test("A cancelled timer never fires, also after days", () => {
  const { firedAt, cancel } = setTimer(inMs(3 * dayMs));
  vi.advanceTimersByTime(2 * dayMs);
  cancel();
  vi.advanceTimersByTime(2 * dayMs);
  expect(firedAt).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test("A machine that slept, or whose clock was set forward, is noticed within a minute", () => {
  const { firedAt } = setTimer(inMs(10 * dayMs));
  vi.setSystemTime(inMs(11 * dayMs));
  vi.advanceTimersByTime(60_001);
  expect(firedAt).toHaveLength(1);
});

test("A clock that is set back delays no timer", () => {
  const { firedAt } = setTimer(inMs(2 * 3_600_000));
  vi.setSystemTime(inMs(-10 * dayMs));
  vi.advanceTimersByTime(2 * 3_600_000);
  expect(firedAt).toHaveLength(1);
});

test("A timer that is due asks Node.js for no negative wait, of which it would warn", () => {
  const performanceNow = vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValueOnce(2);
  const setTimeout = vi.spyOn(globalThis, "setTimeout");
  setTimer(inMs(1));
  setTimer(inMs(-5000));
  expect(setTimeout.mock.calls.map(([, waitMs]) => waitMs)).toEqual([0, 0]);
  performanceNow.mockRestore();
  setTimeout.mockRestore();
});
