import { describe, expect, test } from "vitest";
import { BUMPS } from "../../src/truth/bump-table.ts";
import { repository } from "./acme.ts";
import { happen } from "./happen.ts";
import { VERB_CASES } from "./verb-cases.ts";

const verbs = Object.keys(BUMPS) as (keyof typeof BUMPS)[];

test("B11: every verb has a case", () => {
  expect(new Set(Object.keys(VERB_CASES))).toEqual(new Set(verbs));
});

describe("B11: by clocks of their own,", () => {
  test.each(verbs)("%s moves what the table says", async (verb) => {
    const { event, moves, ...where } = VERB_CASES[verb];
    expect((await happen(event, where)).moved).toEqual(moves);
  });

  test("another base moves the issue's and the pull request's", async () => {
    const { moved } = await happen(({ truth }, { number }) =>
      truth.editPullRequest({ repository, number, base: "next" }),
    );
    expect(moved).toEqual(["issue", "pull"]);
  });
});

test.each(verbs)("B11: coupled, %s moves both of a pull request's, or none", async (verb) => {
  const { event, moves, ...where } = VERB_CASES[verb];
  const { moved, clocks } = await happen(event, { ...where, coupledClocks: true });
  expect(moved).toEqual(moves.length > 0 ? clocks : []);
});
