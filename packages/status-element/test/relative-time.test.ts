import { expect, test } from "vitest";
import { relativeTime } from "../src/relative-time.ts";

test.each([
  [-300_000, "now", 60_000],
  [0, "now", 60_000],
  [59_999, "now", 1],
  [60_000, "1 minute ago", 60_000],
  [3_599_999, "59 minutes ago", 1],
  [3_600_000, "1 hour ago", 3_600_000],
  [86_399_999, "23 hours ago", 1],
  [86_400_000, "yesterday", 86_400_000],
  [40 * 86_400_000 + 5, "40 days ago", 86_400_000 - 5],
])("an instant %i ms ago is: %s", (ms, text, validMs) => {
  expect(relativeTime(ms, "en")).toEqual({ text, validMs });
});

test("an instant is said in the page's language", () => {
  expect(relativeTime(120_000, "de").text).toBe("vor 2 Minuten");
});
