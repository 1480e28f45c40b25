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

test("instants and addresses are of a form", () => {
  const recorded = {
    at: "2026-01-05T12:00:00Z",
    url: "https://api.github.com/a",
    html_url: "https://github.com/a",
    text: "a",
  };
  const other = {
    at: "2026-01-05T12:00:00.000Z",
    url: "https://github.com/b",
    html_url: "b",
    text: "b",
  };
  expect(compareShape(recorded, recorded)).toEqual([]);
  expect(compareShape(recorded, other)).toEqual([
    "at: recorded instant, emitted string",
    "url: recorded API address, emitted address",
    "html_url: recorded address, emitted string",
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
