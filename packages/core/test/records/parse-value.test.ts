import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseBody,
  parseId,
  parseInstant,
  parseOptionalInstant,
  parseWord,
} from "../../src/records/parse-value.ts";

const invalid = expect.objectContaining({ name: "GhsyncError", code: "response_invalid" });
const id = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test("an id is a safe integer, as a number or as text", () => {
  fc.assert(
    fc.property(id, (number) => {
      expect(parseId(number)).toBe(number);
      expect(parseId(String(number))).toBe(number);
    }),
  );
});

test.each([
  "",
  " ",
  "1 ",
  "1e3",
  "0x10",
  "1.5",
  "12a",
  "-",
  "9007199254740993",
  1.5,
  Number.NaN,
  2 ** 53,
  2n ** 60n,
  null,
  undefined,
  {},
  [],
  [1],
  true,
])("%s is no id", (value) => {
  expect(() => parseId(value)).toThrow(invalid);
});

test("an id is never made up: what is no whole number is refused", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.bigInt()), (value) => {
      fc.pre(!Number.isSafeInteger(value) && !(typeof value === "string" && /^\d+$/.test(value)));
      expect(() => parseId(value)).toThrow(invalid);
    }),
  );
});

test("an instant is GitHub's text, and nothing else", () => {
  const stamp = fc.date({
    min: new Date("2008-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(stamp, (date) => {
      expect(parseInstant(date.toISOString())).toEqual(date);
      expect(parseOptionalInstant(date.toISOString())).toEqual(date);
    }),
  );
  for (const value of [null, undefined, 0, 1_767_600_000, "", "soon", {}]) {
    expect(() => parseInstant(value)).toThrow(invalid);
  }
});

test("I13: an instant after the year 9999 is one, with a sign or without", () => {
  const date = new Date("+010000-01-01T00:00:00Z");
  expect(parseInstant("10000-01-01T00:00:00Z")).toEqual(date);
  expect(parseInstant("+010000-01-01T00:00:00Z")).toEqual(date);
});

test("an optional instant is null where there is none, and an error where there is rubbish", () => {
  expect([parseOptionalInstant(null), parseOptionalInstant(undefined)]).toEqual([null, null]);
  for (const value of ["", "soon", 0, false]) {
    expect(() => parseOptionalInstant(value)).toThrow(invalid);
  }
});

test("a word is one of the set, and never one that every object has", () => {
  const words = { OPEN: "open", CLOSED: "closed" } as const;
  expect(parseWord("OPEN", words)).toBe("open");
  for (const value of ["open", "", "toString", "__proto__", "constructor", null, undefined, 1]) {
    expect(() => parseWord(value, words)).toThrow(invalid);
  }
  expect(() => parseWord("MERGED", words)).toThrow('"MERGED" where OPEN or CLOSED was expected');
});

test("an empty body is no body, and any other is kept as it is", () => {
  expect([parseBody(""), parseBody(null)]).toEqual([null, null]);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (body) => {
      expect(parseBody(body)).toBe(body);
    }),
  );
});
