import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanNumbers, cleanText, cleanValue } from "../src/rows/clean-value.ts";

test.each([
  ["a\0b", "ab"],
  ["\uD83D", "\uFFFD"],
  ["a\uDE00b", "a\uFFFDb"],
  ["\uDE00\uD83D", "\uFFFD\uFFFD"],
  ["👍 fine", "👍 fine"],
  ["", ""],
])("%j is stored as %j", (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test("Clean text is well-formed, and stays as it is when cleaned again", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        const clean = cleanText(text);
        expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
        expect(clean).not.toContain("\0");
        expect(cleanText(clean)).toBe(clean);
      },
    ),
  );
});

test("Every text in a value is cleaned, and everything else is kept", () => {
  const value = { a: ["x\0", 1, null, undefined], b: { c: "\uD83D", d: new Date(5), e: true } };
  expect(cleanValue(value)).toStrictEqual({
    a: ["x", 1, null, undefined],
    b: { c: "\uFFFD", d: new Date(5), e: true },
  });
});

test("A value that is clean as a whole is given back as it is", () => {
  const value = { a: ["x", { b: new Date(0) }], c: null };
  expect(cleanValue(value)).toBe(value);
});

test.each([
  ["-000044-03-15", "0001-01-01"],
  ["+010000-01-01", "9999-12-31T23:59:59.999Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
])("The instant %s is stored as %s: its year has four digits", (instant, stored) => {
  expect(cleanValue(new Date(instant))).toEqual(new Date(stored));
});

test.each([
  [2 ** 40, 2 ** 31 - 1],
  [-(2 ** 40), -(2 ** 31)],
  [Number.POSITIVE_INFINITY, 2 ** 31 - 1],
  [Number.NEGATIVE_INFINITY, -(2 ** 31)],
  [Number.NaN, 0],
  [1.5, 1],
  [-0.5, 0],
  [-(2 ** 31), -(2 ** 31)],
])("The number %d becomes %d, unless it is an id", (number, clean) => {
  const row = { id: 2 ** 40, authorId: 2 ** 40, additions: number, deletions: 5, body: null };
  expect(cleanNumbers(row)).toEqual({ ...row, additions: clean });
});
