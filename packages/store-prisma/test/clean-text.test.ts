import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, cleanTexts } from "../src/rows/clean-text.ts";

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
  expect(cleanTexts(value)).toStrictEqual({
    a: ["x", 1, null, undefined],
    b: { c: "\uFFFD", d: new Date(5), e: true },
  });
});
