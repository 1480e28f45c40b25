import type { PullRequestState } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { storedDiffs } from "../../src/run/batch/read-batch.ts";

const settleMs = 600_000;
const now = new Date("2026-01-06T00:00:00Z");
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 12, minute));
const ends = { headSha: "head", baseSha: "base" };
const state = (changes: Partial<PullRequestState> = {}): PullRequestState => ({
  number: 7,
  ...ends,
  updatedAt: at(0),
  readAt: at(10),
  seen: { pulls: at(0) },
  truncated: [],
  unread: [],
  ...changes,
});

describe("storedDiffs", () => {
  it("contain commits and files that were read a settling time after every stamp", () => {
    expect([...storedDiffs([state()], {}, settleMs, now)]).toEqual([
      [7, { ...ends, kinds: ["commits", "files"], whole: ["commits", "files"] }],
    ]);
  });

  it.each([
    ["its stamp", state({ readAt: at(9) })],
    ["a stream's stamp", state({ seen: { pulls: at(1) } })],
  ])("I1: contain no final kind of a pull request that was read too soon after %s", (_, stored) => {
    expect([...storedDiffs([stored], {}, settleMs, now)]).toEqual([
      [7, { ...ends, kinds: [], whole: ["commits", "files"] }],
    ]);
  });

  it("I1: contain no final kind of a pull request whose read was dated by a clock that was ahead", () => {
    const [diff] = storedDiffs([state({ readAt: at(70) })], {}, settleMs, at(60)).values();
    expect(diff).toMatchObject({ kinds: [], whole: ["commits", "files"] });
  });

  it("contain what was read at this very instant", () => {
    const [diff] = storedDiffs([state()], {}, settleMs, at(10)).values();
    expect(diff).toMatchObject({ kinds: ["commits", "files"] });
  });

  it("I1: contain nothing of a pull request that was read when a kind was not requested", () => {
    expect([...storedDiffs([state()], { kindsSince: at(10) }, settleMs, now)]).toEqual([]);
    expect([...storedDiffs([state()], { kindsSince: at(9) }, settleMs, now).keys()]).toEqual([7]);
  });

  it("I7: leave out a kind that was truncated", () => {
    const [diff] = storedDiffs([state({ truncated: ["commits"] })], {}, settleMs, now).values();
    expect(diff?.kinds).toEqual(["files"]);
  });

  it("I7: leave out a kind that GitHub did not give", () => {
    const [diff] = storedDiffs([state({ unread: ["files"] })], {}, settleMs, now).values();
    expect(diff).toMatchObject({ kinds: ["commits"], whole: ["commits"] });
  });

  it("leave out a kind that may not be read, so that it is requested again", () => {
    const [diff] = storedDiffs([state()], { forbiddenParts: ["commits"] }, settleMs, now).values();
    expect(diff?.kinds).toEqual(["files"]);
  });
});
