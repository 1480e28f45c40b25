import { GhsyncError } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import {
  numberAt,
  pageAddress,
  parseRows,
  requireSame,
  stamp,
} from "../../src/changes/listed-rows.ts";
import { number, record, type Shape } from "../../src/github/shape.ts";

const path = "/repositories/1/pulls";
const numbered = record({ number });

describe("the rows of a list", () => {
  it("the rows of a list are read separately: a bad one is named, with the number of rows above it", () => {
    const page = [{ number: 7 }, null, { number: "8" }, { number: 9 }, "ten"];
    const why = `GitHub's list ${path} has a row that can't be read: GitHub sent`;
    expect(parseRows(path, page, numbered)).toEqual({
      rows: [{ number: 7 }, { number: 9 }],
      bad: [
        { at: 1, reason: `${why} null as row, where an object was expected.` },
        { at: 1, reason: `${why} "8" as row.number, where a whole number above 0 was expected.` },
        { at: 2, reason: `${why} "ten" as row, where an object was expected.` },
      ],
    });
  });

  it.each([new Error("A fault of ours."), new GhsyncError("internal", "A fault of ours.")])(
    "are not blamed for another error: %s",
    (error) => {
      const read = () => {
        throw error;
      };
      expect(() => parseRows(path, [{}], read)).toThrow(error);
    },
  );
});

/** What a shape returns, or that it refuses the value. */
function attempt<Value>(shape: Shape<Value>, value: unknown): unknown {
  try {
    return shape(value, "row.field");
  } catch (error) {
    expect(error).toMatchObject({ code: "response_invalid" });
    return "refused";
  }
}

describe("a field of a row", () => {
  it.each([
    ["2026-01-05T12:00:00Z", new Date("2026-01-05T12:00:00Z")],
    ["2026-01-05T12:00:00+02:00", new Date("2026-01-05T10:00:00Z")],
    ["1970-01-01T00:00:01Z", new Date(1000)],
    ["1970-01-01T00:00:00Z", "refused"],
    ["0000-01-01T00:00:00Z", "refused"],
    ["0001-01-01T00:00:00Z", "refused"],
    ["2026-01-05", "refused"],
    [undefined, "refused"],
  ])("is a stamp, or refused: %s", (value, expected) => {
    expect(attempt(stamp, value)).toEqual(expected);
  });

  it.each([
    ["https://api.github.com/repos/o/r/pulls/12", 12],
    ["https://api.github.com/repos/o/r/pulls/", "refused"],
    [12, "refused"],
    [undefined, "refused"],
  ])("is an address with a number, or refused: %s is %s", (value, expected) => {
    expect(attempt(numberAt(/\/pulls\/(\d+)$/), value)).toBe(expected);
  });

  it.each([
    ["https://github.com/o/r/pull/12", { number: 12, isPull: true }],
    ["https://github.com/o/r/pull/12#issuecomment-1", { number: 12, isPull: true }],
    ["https://github.com/o/r/issues/12?w=1", { number: 12, isPull: false }],
    ["https://github.com/pull/7/issues/12", { number: 12, isPull: false }],
    ["https://github.com/o/r/pull/12/files", "refused"],
    ["https://github.com/o/r/discussions/12", "refused"],
    [null, "refused"],
  ])("accepts the address of a page and refuses anything else: %s is %s", (value, expected) => {
    expect(attempt(pageAddress, value)).toEqual(expected);
  });

  it("a field of a row is refused if another field disagrees", () => {
    expect(() => requireSame(12, 12, "row.url")).not.toThrow();
    expect(() => requireSame(12, 13, "row.url")).toThrow(
      "GitHub sent 13 as row.url, where 12 was expected.",
    );
  });
});
