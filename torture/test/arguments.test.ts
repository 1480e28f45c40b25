import { describe, expect, it } from "vitest";
import { parseTortureArguments } from "../arguments.ts";
import { formatParts, parseParts } from "../history-parts.ts";

describe("the arguments of the torture", () => {
  it("play a hundred seeds, or the one that is given", () => {
    expect(parseTortureArguments([])).toMatchObject({ first: 1, count: 100, store: "memory" });
    expect(parseTortureArguments(["--seed", "7"])).toMatchObject({ first: 7, count: 1 });
    const both = ["--seed", "7", "--seeds", "3", "--store", "prisma", "--jobs", "1"];
    expect(parseTortureArguments(both)).toMatchObject({ first: 7, count: 3, store: "prisma" });
  });

  it("take wrong answers for every history by name", () => {
    expect(parseTortureArguments(["--with", "date-ahead,null-lists"])).toMatchObject({
      with: ["date-ahead", "null-lists"],
    });
    expect(parseTortureArguments([])).toMatchObject({ with: [] });
  });

  it.each([
    [["--seeds", "0"], "--seeds must be a whole number"],
    [["--seed", "x"], "--seed must be a whole number"],
    [["--jobs", "-1"], "--help"],
    [["--store", "disk"], "--store must be one of memory, prisma"],
    [["--with", "nonsense"], "--with must be one of date-ahead"],
    [["--mutant", "none"], "--mutant must be one of"],
    [["--mutants", "--mutant", "no-overlap"], "not both"],
    [["--sedes", "9"], "--help"],
  ])("refuse %j and say why", (argv, message) => {
    expect(() => parseTortureArguments(argv)).toThrow(message);
  });

  it("name the parts of a history in few words", () => {
    const parts = ["faults", "change-3", "change-4", "change-5", "round-2", "change-9"];
    expect(formatParts(parts)).toBe("faults,change-3..5,change-9,round-2");
    expect(parseParts(formatParts(parts)).toSorted()).toEqual(parts.toSorted());
    expect(parseParts("")).toEqual([]);
  });
});
