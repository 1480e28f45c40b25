import { fromJson, toJson } from "@ghsync/core";
import fc from "fast-check";
import { expect, test } from "vitest";

const date = fc.date({ noInvalidDate: true });
const leaf = fc.oneof(date, fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "$date"),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

test("a value with dates survives JSON", () => {
  fc.assert(
    fc.property(value, (original) => {
      const text = JSON.stringify(toJson(original));
      expect(fromJson(JSON.parse(text))).toEqual(original);
    }),
  );
});

test("a key with the value undefined is left out", () => {
  const restored = fromJson<object>(
    JSON.parse(JSON.stringify(toJson({ a: undefined, b: { c: undefined } }))),
  );
  expect(restored).toStrictEqual({ b: {} });
});

test("a text that looks like a date stays a text", () => {
  const instant = "2026-01-05T12:00:00.000Z";
  expect(fromJson(toJson([new Date(instant), instant]))).toEqual([new Date(instant), instant]);
});
