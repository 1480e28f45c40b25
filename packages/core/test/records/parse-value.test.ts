import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant } from "../../src/records/parse-value.ts";

const invalid = expect.objectContaining({ name: "GhsyncError", code: "response_invalid" });

test("an instant is GitHub's text, and nothing else", () => {
  const stamp = fc.date({
    min: new Date("2008-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(stamp, (date) => {
      expect(parseInstant(date.toISOString())).toEqual(date);
    }),
  );
  for (const value of [null, undefined, 0, 1_767_600_000, 2n ** 60n, "", "soon", {}]) {
    expect(() => parseInstant(value)).toThrow(invalid);
  }
});

test("I13: an instant after the year 9999 is one, with a sign or without", () => {
  const date = new Date("+010000-01-01T00:00:00Z");
  expect(parseInstant("10000-01-01T00:00:00Z")).toEqual(date);
  expect(parseInstant("+010000-01-01T00:00:00Z")).toEqual(date);
});
