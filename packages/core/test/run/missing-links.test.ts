import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { pageLink } from "../../src/github/list-pages.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const complete = { status: "complete" };

/** A proxy that removes the `Link` header of every response. */
function dropLinks({ faults }: FakeGitHub): void {
  faults.add({ fault: { kind: "rewrite", change: (body) => body, headers: { link: null } } });
}

describe.each(["rest", "graphql"] as const)("by %s, without any Link header", (api) => {
  it("I14: the history is complete", async () => {
    const harness = await createHarness({ api, pageSize: 3 });
    openPullRequests(harness.github, 9);
    dropLinks(harness.github);
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
    harness.github.faults.clear();
    await expectEqualsGitHub(harness);
  });

  it("I1: no change is lost", async () => {
    const github = createFakeGitHub({ coupledClocks: false });
    const harness = await createSynced(9, { github, api, pageSize: 3 });
    for (const number of harness.numbers) {
      github.clock.advance(1000);
      github.truth.submitReview({
        repository: fullName,
        number,
        actor: "grace",
        state: "APPROVED",
      });
    }
    github.clock.advance(hourMs);
    dropLinks(github);
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
    github.faults.clear();
    await expectEqualsGitHub(harness);
  });

  it("I7: a list of children is complete", async () => {
    const harness = await createHarness({ api });
    const { github } = harness;
    openPullRequests(github, 1);
    for (let index = 0; index < 120; index += 1) {
      github.truth.submitReview({
        repository: fullName,
        number: 1,
        actor: "grace",
        body: `${index}`,
      });
    }
    github.clock.advance(hourMs);
    dropLinks(github);
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
    github.faults.clear();
    await expectEqualsGitHub(harness);
  });
});

describe("pageLink of a page without a Link header", () => {
  const url = "https://api.github.com/repositories/1/pulls?per_page=2";

  it("goes from a full page to the next by number", () => {
    expect(pageLink(undefined, url, 2)).toBe(`<${url}&page=2>; rel="next"`);
    expect(pageLink(undefined, `${url}&page=2`, 2)).toBe(`<${url}&page=3>; rel="next"`);
  });

  it("is absent for a page that is not full, or has no number", () => {
    expect(pageLink(undefined, url, 1)).toBe("");
    expect(pageLink(undefined, "https://api.github.com/x", 1)).toBe("");
    expect(pageLink(undefined, `${url}&after=abc`, 2)).toBe("");
  });
});

it("a list whose pages are all the first one ends as an error, and is read later", async () => {
  const harness = await createHarness({ api: "rest", pageSize: 3 });
  const { github, id, sync } = harness;
  openPullRequests(github, 9);
  let first: unknown;
  github.faults.add({
    when: { path: /sort=created/ },
    fault: {
      kind: "rewrite",
      change(rows, { path }) {
        if (!/[?&]page=/.test(path)) first = structuredClone(rows);
        return first;
      },
    },
  });
  for (const _ of [1, 2]) {
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "error",
      error: { code: "transient" },
    });
    github.clock.advance(hourMs);
  }
  github.faults.clear();
  expect(await sync.syncRepository(id)).toMatchObject(complete);
  await expectEqualsGitHub(harness);
});
