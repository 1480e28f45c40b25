import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { rest } from "../ask.ts";

const repository = "acme/api";
const START = "2026-01-05T12:00:00Z";
const LATER = "2026-01-05T12:01:00Z";

function openOne(coupledClocks: boolean) {
  const github = createFakeGitHub({ coupledClocks });
  github.truth.createRepository({ fullName: repository });
  const number = github.truth.openPullRequest({ repository, actor: "ada", title: "Door" });
  const target = { repository, number };
  const comment = github.truth.comment({ ...target, actor: "ada", body: "Hm" });
  const clocks = async () => {
    const [issue] = (await rest(github, "/repos/acme/api/issues")).body;
    const [pull] = (await rest(github, "/repos/acme/api/pulls")).body;
    return { issue: issue.updated_at, pull: pull.updated_at };
  };
  github.clock.advance(60_000);
  return { github, target, comment, clocks };
}

test("coupled clocks move together", async () => {
  const { github, target, clocks } = openOne(true);
  github.truth.submitReview({ ...target, actor: "grace" });
  expect(await clocks()).toEqual({ issue: LATER, pull: LATER });
});

test("uncoupled, a review moves the pull request's clock and a comment the issue's", async () => {
  const reviewed = openOne(false);
  reviewed.github.truth.submitReview({ ...reviewed.target, actor: "grace" });
  expect(await reviewed.clocks()).toEqual({ issue: START, pull: LATER });
  const commented = openOne(false);
  commented.github.truth.comment({ ...commented.target, actor: "grace", body: "Hm" });
  expect(await commented.clocks()).toEqual({ issue: LATER, pull: START });
});

test("a deleted comment moves no clock and leaves no trace", async () => {
  const { github, comment, clocks } = openOne(true);
  github.truth.deleteComment({ repository, comment });
  expect(await clocks()).toEqual({ issue: START, pull: START });
  expect((await rest(github, "/repos/acme/api/issues/comments")).body).toEqual([]);
});
