import { GhsyncError } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import {
  instantIn,
  numberAt,
  numberIn,
  type RawRow,
  readRows,
} from "../../src/changes/listed-rows.ts";

const path = "/repositories/1/pulls";

describe("the rows of a list", () => {
  it("are read each by itself: a bad one is named, with how many stand above it", () => {
    const page = [{ number: 7 }, null, { number: "8" }, { number: 9 }, "ten"];
    expect(readRows(path, page, (row) => numberIn(row))).toEqual({
      rows: [7, 9],
      bad: [
        { at: 1, reason: `GitHub's list ${path} has a row that is null.` },
        { at: 1, reason: `GitHub's list ${path} has a row whose number is "8".` },
        { at: 2, reason: `GitHub's list ${path} has a row that is "ten".` },
      ],
    });
  });

  it.each([new Error("A fault of ours."), new GhsyncError("internal", "A fault of ours.")])(
    "are not to blame for another error: %s",
    (error) => {
      const read = () => {
        throw error;
      };
      expect(() => readRows(path, [{}], read)).toThrow(error);
    },
  );

  it.each([
    ["a list", [1, 2]],
    ["an object", { id: 1 }],
    ["null", null],
    ["undefined", undefined],
    ["-7", -7],
    [`"${"x".repeat(80)}"`, "x".repeat(81)],
  ])("say shortly what stands in a field: %s", (told, value) => {
    const { bad } = readRows(path, [{ number: value }], (row) => numberIn(row));
    expect(bad).toEqual([
      { at: 0, reason: `GitHub's list ${path} has a row whose number is ${told}.` },
    ]);
  });
});

/** What a reader answers, or the code of the error that it throws. */
function attempt(read: (row: RawRow) => unknown, row: RawRow): unknown {
  try {
    return read(row);
  } catch (error) {
    expect(error).toMatchObject({ code: "response_invalid", retryable: true });
    return "refused";
  }
}

describe("a field of a row", () => {
  it.each([
    ["2026-01-05T12:00:00Z", new Date("2026-01-05T12:00:00Z")],
    ["2026-01-05T12:00:00+02:00", new Date("2026-01-05T10:00:00Z")],
    ["2026-01-05", "refused"],
    ["2026-13-45T12:00:00Z", "refused"],
    ["on 2026-01-05T12:00:00Z", "refused"],
    [1_767_614_400, "refused"],
    [undefined, "refused"],
  ])("is an instant, or refused: %s", (updated_at, expected) => {
    expect(attempt((row) => instantIn(row, "updated_at"), { updated_at })).toEqual(expected);
  });

  it.each([
    [1, 1],
    [0, "refused"],
    [-1, "refused"],
    [1.5, "refused"],
    [2 ** 53, "refused"],
    ["1", "refused"],
    [undefined, "refused"],
  ])("is the number of a pull request, or refused: %s", (number, expected) => {
    expect(attempt((row) => numberIn(row), { number })).toBe(expected);
  });

  it.each([
    ["https://api.github.com/repos/o/r/pulls/12", undefined, 12],
    ["https://api.github.com/repos/o/r/pulls/12", 12, 12],
    ["https://api.github.com/repos/o/r/pulls/12", 13, "refused"],
    ["https://api.github.com/repos/o/r/pulls/", undefined, "refused"],
    [12, undefined, "refused"],
    [undefined, 12, "refused"],
  ])("is an address that points at a number, or refused: %s, at %s", (url, expected, number) => {
    const read = (row: RawRow) => numberAt(row, "url", /\/pulls\/(\d+)$/, expected);
    expect(attempt(read, { url })).toBe(number);
  });
});
