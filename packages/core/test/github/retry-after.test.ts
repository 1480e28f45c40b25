import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { retryAfterMs } from "../../src/github/classify-response.ts";

const date = new Date("1994-11-06T08:48:37Z");
const of = (value: string | number) => retryAfterMs({ headers: { "retry-after": value }, date });

test.each([
  ["seconds", "120", 120_000],
  ["seconds as a number", 1, 1000],
  ["an HTTP date", "Sun, 06 Nov 1994 08:49:37 GMT", 60_000],
  ["an HTTP date of RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", 60_000],
  ["an HTTP date of C's asctime", "Sun Nov  6 08:49:37 1994", 60_000],
  ["more than six hours", "86400", 6 * 3_600_000],
  ["a date in years", "Mon, 06 Nov 2034 08:49:37 GMT", 6 * 3_600_000],
  ["seconds beyond all numbers", "9".repeat(400), 6 * 3_600_000],
])("Retry-After is accepted: %s", (_, value, ms) => {
  expect(of(value)).toBe(ms);
});

test("a date without a zone is in GMT, not in the machine's zone", () => {
  vi.stubEnv("TZ", "America/New_York");
  expect(new Date(date).getTimezoneOffset()).toBe(300);
  expect(of("Sun Nov  6 08:49:37 1994")).toBe(60_000);
  vi.unstubAllEnvs();
});

test.each([
  ["nothing", ""],
  ["no time", "0"],
  ["a negative time", "-120"],
  ["a date that is over", "Sun, 06 Nov 1994 08:00:00 GMT"],
  ["this very second", "Sun, 06 Nov 1994 08:48:37 GMT"],
  ["words", "soon"],
  ["words that begin as a date does", "Sunday, perhaps"],
  ["what a lenient parser takes for a date", "x 2001"],
  ["another notation", "1e3"],
])("Retry-After is ignored: %s", (_, value) => {
  expect(of(value)).toBe(undefined);
});

test("a response without Retry-After asks for no wait", () => {
  expect(retryAfterMs({ headers: {}, date })).toBe(undefined);
});

test("any value is ignored, or is a wait of up to six hours", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.date().map(String)), (value) => {
      const ms = of(value) ?? 1;
      expect(ms > 0 && ms <= 6 * 3_600_000).toBe(true);
    }),
  );
});
