import { expect, test } from "vitest";
import { digestOf } from "../src/digest-of.ts";

test("Equal values have equal digests of 96 bits", () => {
  const value = () => ({ number: 1, title: "A title", at: new Date(5), labels: ["a", "b"] });
  expect(digestOf(value())).toBe(digestOf(value()));
  expect(digestOf(value())).toMatch(/^[\w-]{16}$/);
});

test("Values that differ have digests that differ", () => {
  const values = [
    [],
    [null],
    [undefined],
    [false],
    [true],
    [0],
    [1],
    [-1],
    [-0.5],
    [-1.5],
    [-3.5],
    [1.5],
    [-0.25],
    [2 ** 53 - 1],
    [""],
    ["0"],
    ["null"],
    [[]],
    [[], []],
    [[[]]],
    [{}],
    [{ a: null }],
    [{ a: { a: null } }],
    [null, null],
    ["ab", "c"],
    ["a", "bc"],
    ["abc"],
    [["ab"], "c"],
    [["ab", "c"]],
    ["é"],
    ["e\u0301"],
    [new Date(1_700_000_000_000)],
    [new Date(1_700_000_000_001)],
  ];
  expect(new Set(values.map((some) => digestOf(...some))).size).toBe(values.length);
});

test("However much there is, all of it counts, and nothing of what was digested before", () => {
  const few = digestOf("few");
  const many = Array.from({ length: 100_000 }, (_, index) => index);
  const digest = digestOf(many);
  expect(digestOf(many.with(-1, -1))).not.toBe(digest);
  expect(digestOf(many)).toBe(digest);
  expect(digestOf("few")).toBe(few);
});
