import { describe, expect, it } from "vitest";
import { parseSweepArguments } from "../arguments.ts";

describe("the arguments of the sweep", () => {
  it("play all cases on the memory store, or those that are named", () => {
    expect(parseSweepArguments([])).toMatchObject({
      store: "memory",
      only: "",
      oneIn: 1,
      part: undefined,
    });
    const given = "--store prisma --jobs 1 --only REST --one-in 9 --part fields".split(" ");
    expect(parseSweepArguments(given)).toEqual({
      store: "prisma",
      jobs: 1,
      only: "REST",
      oneIn: 9,
      part: "fields",
    });
    expect(parseSweepArguments(["-h"])).toBe("help");
  });

  it.each([
    [["--store", "disk"], "--store must be one of memory, prisma"],
    [["--jobs", "0"], "--jobs must be a whole number"],
    [["--part", "field"], "--part must be one of fields, answers"],
    [["--one-in", "x"], "--one-in must be a whole number"],
    [["--case", "x"], "--help"],
  ])("refuse %j and say why", (argv, message) => {
    expect(() => parseSweepArguments(argv)).toThrow(message);
  });
});
