import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { changeStreams } from "../../src/changes/streams.ts";
import { pageLink } from "../../src/github/list-pages.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

const complete = { status: "complete" };

const numberIn = (address: string) => Number(/\d+$/.exec(address)?.[0]);

/** The path of each stream, and how its rows name their pull request. */
const streamRows = {
  issues: [/\/repositories\/\d+\/issues\?/, ({ number }: { number: number }) => number],
  pulls: [/\/repositories\/\d+\/pulls\?/, ({ number }: { number: number }) => number],
  comments: [/issues\/comments\?/, ({ issue_url }: { issue_url: string }) => numberIn(issue_url)],
  reviewComments: [
    /pulls\/comments\?/,
    (row: { pull_request_url: string }) => numberIn(row.pull_request_url),
  ],
} as const;

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

describe.each(["rest", "graphql"] as const)(
  "by %s, without Link headers, one row of a page hidden",
  (api) => {
    const hide = (github: FakeGitHub, path: RegExp, isHidden: (row: never) => boolean) =>
      github.faults.add({
        when: { path },
        fault: {
          kind: "rewrite",
          change: (body) =>
            Array.isArray(body) ? body.filter((row) => !isHidden(row as never)) : body,
          headers: { link: null },
        },
      });

    it.each(["issues", "pulls", "comments", "reviewComments"] as const)(
      "I1: the stream %s reaches its last row",
      async (name) => {
        const github = createFakeGitHub({ coupledClocks: false });
        const harness = await createSynced(12, {
          github,
          api,
          pageSize: 4,
          streams: changeStreams.filter((stream) => stream.name === name),
        });
        const { truth, clock } = github;
        for (const number of harness.numbers) {
          clock.advance(1000);
          const target = { repository: fullName, number, actor: "grace" };
          if (name === "comments") truth.comment({ ...target, body: "Late" });
          else if (name === "issues") truth.addLabels({ ...target, labels: [`late-${number}`] });
          else if (name === "pulls") truth.submitReview({ ...target, body: "Late" });
          else
            truth.submitReview({
              ...target,
              body: "Late",
              comments: [{ path: "a.ts", line: 1, body: "x" }],
            });
        }
        clock.advance(hourMs);
        const [path, numberOf] = streamRows[name];
        const hidden = harness.numbers.filter((_, index) => index % 3 === 1);
        hide(github, path, (row) => hidden.includes(numberOf(row)));
        expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
        const stored = new Set(storedNumbers(harness.events));
        const seen = harness.numbers.filter((number) => !hidden.includes(number));
        expect(seen.filter((number) => !stored.has(number))).toEqual([]);
      },
    );
  },
);

describe("pageLink of a page without a Link header", () => {
  const url = "https://api.github.com/repositories/1/pulls?per_page=4";

  it("goes from a full page to the next by number", () => {
    const guessed = (page: number) => `<${url}&page=${page}>; rel="next"; title="guessed"`;
    expect(pageLink(undefined, url, 4)).toBe(guessed(2));
    expect(pageLink(undefined, `${url}&page=2`, 4)).toBe(guessed(3));
    expect(pageLink(undefined, url, 2), "hidden rows").toBe(guessed(2));
  });

  it("is absent for less than half a page, for all rows that GitHub counts, and without a number", () => {
    expect(pageLink(undefined, url, 1)).toBe("");
    expect(pageLink(undefined, url, 3, { isWhole: true })).toBe("");
    expect(pageLink(undefined, "https://api.github.com/x", 1)).toBe("");
    expect(pageLink(undefined, `${url}&after=abc`, 4)).toBe("");
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
