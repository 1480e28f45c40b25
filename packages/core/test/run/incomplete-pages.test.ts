import { createFakeGitHub, type FakeGitHub, type Truth } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";

const complete = { status: "complete" };
const dayMs = 24 * hourMs;
const pulls = /\/pulls\?.*sort=/;

/** Makes the k-th matching response of a list lose rows, without a `Link`. */
function cutOnce(
  { faults }: FakeGitHub,
  path: RegExp,
  nth: number,
  cut: { readonly keep: number; readonly rows: "first" | "last" },
): void {
  faults.add({ when: { path, nth }, times: 1, fault: { kind: "cut-list", ...cut } });
}

const cuts = [
  { keep: 0, rows: "first" },
  { keep: 2, rows: "first" },
  { keep: 2, rows: "last" },
] as const;

describe.each([
  { historyDays: undefined, pageSize: 3 },
  { historyDays: undefined, pageSize: 100 },
  { historyDays: 30, pageSize: 3 },
  { historyDays: 30, pageSize: 100 },
])("a history by REST: %o", (options) => {
  it.each(cuts)("I14: is complete, whichever of its responses is shortened to %o", async (cut) => {
    for (let nth = 1; nth <= 7; nth += 1) {
      const github = createFakeGitHub();
      const harness = await createHarness({ github, api: "rest", ...options });
      openPullRequests(github, 8);
      cutOnce(github, pulls, nth, cut);
      expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
      github.faults.clear();
      await expectEqualsGitHub(harness);
    }
  });
});

it("a history by REST is complete if its first response lacks only the newest pull request", async () => {
  const github = createFakeGitHub();
  const harness = await createHarness({ github, api: "rest" });
  openPullRequests(github, 8);
  cutOnce(github, /sort=created/, 1, { keep: 7, rows: "last" });
  expect(await harness.sync.syncRepository(harness.id)).toMatchObject(complete);
  await expectEqualsGitHub(harness);
});

it("the end of a history by REST costs one request", async () => {
  const pageSize = 3;
  const github = createFakeGitHub();
  const harness = await createHarness({ github, api: "rest", pageSize });
  openPullRequests(github, 2);
  await harness.sync.syncRepository(harness.id);
  const asked = github.ledger.entries.filter(({ path }) => path.includes("sort=created"));
  expect(asked).toHaveLength(2);
});

it.each([0, 1])(
  "a repository of %i pull requests costs four requests while idle",
  async (count) => {
    const { github, id, sync } = await createSynced(count);
    // What was opened before the first contact is not a change.
    expect(await sync.syncRepository(id)).toMatchObject(complete);
    github.ledger.clear();
    github.clock.advance(dayMs);
    expect(await sync.syncRepository(id)).toMatchObject(complete);
    expect(github.ledger.entries).toHaveLength(4);
  },
);

interface Stream {
  readonly path: RegExp;
  /** A change that only this stream shows. */
  readonly change: (truth: Truth, number: number) => unknown;
}

const streams: { readonly [name: string]: Stream } = {
  pulls: {
    path: /\/pulls\?.*sort=updated/,
    change: (truth, number) =>
      truth.submitReview({ repository: fullName, number, actor: "grace", state: "APPROVED" }),
  },
};

/** Nine pull requests, each with a change that only one list shows, an hour ago. */
async function changedBy({ change }: Stream, pageSize: number) {
  const github = createFakeGitHub({ coupledClocks: false });
  const harness = await createSynced(9, { github, pageSize });
  for (const number of harness.numbers) {
    github.clock.advance(minuteMs);
    change(github.truth, number);
  }
  github.clock.advance(hourMs);
  return { ...harness, github };
}

describe.each(Object.entries(streams))("the stream %s", (_name, stream) => {
  it.each(cuts.flatMap((cut) => [3, 100].map((pageSize) => ({ ...cut, pageSize }))))(
    "I1: loses no change for good, whichever of its responses is shortened: %o",
    async ({ pageSize, ...cut }) => {
      for (let nth = 1; nth <= 5; nth += 1) {
        const harness = await changedBy(stream, pageSize);
        const { github, id, sync } = harness;
        cutOnce(github, stream.path, nth, cut);
        expect(await sync.syncRepository(id)).toMatchObject(complete);
        github.faults.clear();
        github.clock.advance(dayMs);
        expect(await sync.syncRepository(id)).toMatchObject(complete);
        await expectEqualsGitHub(harness);
      }
    },
  );
});

it.each([0, 1, 2])(
  "I14: the stream pulls is read completely at once if it seems to end with a page of %i rows",
  async (keep) => {
    for (let nth = 1; nth <= 4; nth += 1) {
      const harness = await changedBy(streams.pulls as Stream, 3);
      const { github, id, sync } = harness;
      cutOnce(github, /\/pulls\?.*sort=updated/, nth, { keep, rows: "first" });
      expect(await sync.syncRepository(id)).toMatchObject(complete);
      await expectEqualsGitHub(harness);
    }
  },
);
