import type { RepoStore } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub, type Truth } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { changeStreams } from "../../src/changes/streams.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";
import { startKillable } from "./kill-harness.ts";

const target = { repository: fullName, number: 2 };

/** A change that only this stream is certain to show. */
const changeOf: { readonly [name: string]: (truth: Truth) => unknown } = {
  issues: (truth) => truth.addLabels({ ...target, labels: ["late"] }),
  pulls: (truth) => truth.submitReview({ ...target, actor: "grace", state: "APPROVED" }),
  comments: (truth) => truth.comment({ ...target, actor: "ada", body: "Late" }),
  reviewComments: (truth) => {
    const comments = [{ path: "src/change-2.ts", body: "Late" }];
    return truth.submitReview({ ...target, actor: "grace", comments });
  },
};

/**
 * Makes GitHub's k-th response from now on carry a `Date` that is an hour ahead; `0` means every
 * response.
 */
function setAhead(github: FakeGitHub, k: number): () => void {
  const fault = { kind: "skew", ms: hourMs } as const;
  return github.faults.add(k === 0 ? { fault } : { when: { nth: k }, times: 1, fault });
}

/** Expects no bound and no watermark ahead of GitHub's clock. */
async function expectNothingAhead(
  { github, store, id }: Pick<Harness, "github" | "id"> & { readonly store: RepoStore },
  where: string,
) {
  const now = github.clock.now();
  const { lastSyncAt, checkpoint } = (await store.readState(id))?.state ?? { checkpoint: null };
  if (lastSyncAt) expect(lastSyncAt <= now, `${where}: lastSyncAt`).toBe(true);
  for (const [name, { since }] of Object.entries(checkpoint?.streams ?? {})) {
    expect(since <= now, `${where}: ${name}`).toBe(true);
  }
  const { firstContact = now } = checkpoint?.history ?? {};
  expect(firstContact <= now, `${where}: first contact`).toBe(true);
}

describe.each(changeStreams)("the stream $name alone, a Date an hour ahead", (stream) => {
  const change = changeOf[stream.name] ?? (() => undefined);

  it.each([
    { which: "the first response, about the identity", k: 1 },
    { which: "the second response, the stream's first page", k: 2 },
    { which: "the third response", k: 3 },
    { which: "every response of the first run", k: 0 },
  ])(
    "I1, I3: $which, with a death at every commit: a change 20 minutes later is stored",
    {
      timeout: 60_000,
    },
    async ({ k }) => {
      let deaths = 0;
      for (const when of ["before", "after"] as const) {
        for (let write = 1; ; write += 1) {
          const where = `dead ${when} write ${write}`;
          const github = createFakeGitHub();
          const killable = await startKillable(
            {
              github,
              options: { streams: [stream] },
              prepare: () => void openPullRequests(github, 3),
            },
            { at: "write", when, k: write },
          );
          const restore = setAhead(github, k);
          await killable.sync.syncRepository(killable.id).catch(() => undefined);
          restore();
          const isDead = killable.isDead();
          if (isDead) deaths += 1;
          killable.revive();

          github.clock.advance(20 * minuteMs);
          change(github.truth);
          github.clock.advance(minuteMs);
          const again = await killable.sync.syncRepositoryHistory(killable.id, { takeOver: true });
          expect(again, where).toMatchObject({ status: "complete" });
          await expectNothingAhead(killable, where);
          await expectEqualsGitHub(killable);
          if (!isDead) break;
        }
      }
      expect(deaths).toBeGreaterThanOrEqual(6);
    },
  );

  it.each([
    { which: "the first response", k: 1 },
    { which: "every response", k: 0 },
  ])("I1: $which of a later run: what was read too early is read again", async ({ k }) => {
    let lagMs = 0;
    const github = createFakeGitHub({
      replicaLagMs: ({ operation }) => (operation === "Hydrate" ? lagMs : 0),
    });
    const harness = await createSynced(3, { github, streams: [stream] });
    const { sync, id } = harness;
    change(github.truth);
    github.clock.advance(minuteMs);
    // The responses do not have the change yet that the list shows.
    lagMs = 5 * minuteMs;
    const restore = setAhead(github, k);
    // By the Date that is ahead, the response seems to lag by more than an hour, so it does not
    // count.
    const isDoubted = stream.name !== "issues" && k === 0;
    const status = isDoubted ? "partial" : "complete";
    expect(await sync.syncRepository(id)).toMatchObject({ status });
    restore();
    if (k > 0) await expectNothingAhead(harness, "after the run");
    lagMs = 0;
    github.clock.advance(20 * minuteMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectNothingAhead(harness, "after the next run");
    await expectEqualsGitHub(harness);
  });

  it("requests the same address again, and gets 304, once it was corrected", async () => {
    const github = createFakeGitHub();
    const harness = await createSynced(3, { github, streams: [stream] });
    const { sync, id } = harness;
    const restore = setAhead(github, 0);
    change(github.truth);
    github.clock.advance(minuteMs);
    await sync.syncRepository(id);
    restore();
    for (let run = 0; run < 5; run += 1) {
      github.clock.advance(2 * hourMs);
      github.ledger.clear();
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    }
    const { requests, notModified, points } = github.ledger.summary();
    expect({ requests, notModified, points }).toEqual({ requests: 1, notModified: 1, points: 0 });
    await expectEqualsGitHub(harness);
  });
});

it("I1: a window that was counted from a Date years ahead is listed again", async () => {
  const github = createFakeGitHub();
  const harness = await createHarness({ github, historyDays: 30 });
  const { sync, id, store } = harness;
  openPullRequests(github, 3);
  const restore = github.faults.add({ fault: { kind: "skew", ms: 3650 * 24 * hourMs } });
  await sync.syncRepository(id);
  expect(store.pullRequests(id)).toEqual([]);
  restore();
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectNothingAhead(harness, "after the next run");
  await expectEqualsGitHub(harness);
});

it("I14: a Date that keeps going back ends the run with an error", async () => {
  const github = createFakeGitHub();
  const harness = await createSynced(3, { github });
  const { sync, id } = harness;
  github.truth.editPullRequest({ ...target, title: "Changed" });
  let aheadMs = 1000 * hourMs;
  const stop = github.onRequest(() => {
    aheadMs -= hourMs;
    github.faults.add({ times: 1, fault: { kind: "skew", ms: aheadMs } });
  });
  expect(await sync.syncRepository(id)).toMatchObject({
    status: "error",
    error: { code: "response_invalid", message: expect.stringContaining("Check the clock") },
  });
  stop();
  github.clock.advance(24 * hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(harness);
});
