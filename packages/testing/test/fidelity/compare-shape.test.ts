import { expect, test } from "vitest";
import { compareShape } from "./compare-shape.ts";

test("values don't count, keys and types do", () => {
  expect(compareShape({ id: 1, user: { login: "a" } }, { user: { login: "b" }, id: 2 })).toEqual(
    [],
  );
  expect(compareShape({ id: 1, a: "", b: {} }, { id: "1", c: "", b: [] })).toEqual([
    "id: recorded number, emitted string",
    "a: not emitted",
    "b: recorded object, emitted list",
    "c: not recorded",
  ]);
});

test("null goes with anything, on either side", () => {
  expect(compareShape({ a: null, b: { c: 1 } }, { a: [1], b: null })).toEqual([]);
  expect(compareShape({ a: null }, {})).toEqual(["a: not emitted"]);
});

test("each recorded element must look like some emitted one", () => {
  const plain = { id: 1 };
  const pull = { id: 1, pull_request: { url: "" } };
  expect(compareShape([plain, pull], [pull, plain])).toEqual([]);
  expect(compareShape([plain, plain], [pull])).toEqual(["[].pull_request: not recorded"]);
  expect(compareShape({ rows: [pull] }, { rows: [plain] })).toEqual([
    "rows[].pull_request: not emitted",
  ]);
  expect(compareShape([], [pull])).toEqual([]);
  expect(compareShape([pull], [])).toEqual([]);
});
