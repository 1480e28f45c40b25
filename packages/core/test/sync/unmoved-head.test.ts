import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { alteredFetch } from "../support/altered-fetch.ts";
import {
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  storedNumbers,
} from "../sync-harness.ts";

const push = { repository: fullName, number: 2, commits: [{ message: "More" }] };

/** Pull requests synced by REST alone, and the lists of commits and files that are asked for from then on. */
async function createByRest(options: Parameters<typeof createSynced>[1] = {}) {
  const harness = await createSynced(3, { api: "rest", ...options });
  const { github, sync, id } = harness;
  const diffLists = () =>
    github.ledger.entries.filter(({ path }) => /\/(commits|files)(\?|$)/.test(path)).length;
  const comment = () =>
    github.truth.comment({ repository: fullName, number: 2, actor: "ada", body: "Hi" });
  const run = async () => {
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  };
  return { ...harness, diffLists, comment, run };
}

describe("by REST alone", () => {
  it("commits and files of a head that did not move are not asked for again", async () => {
    const harness = await createByRest();
    const { github, comment, run, diffLists, events } = harness;
    github.truth.pushCommits(push);
    github.clock.advance(hourMs);
    await run();
    const afterPush = diffLists();
    expect(afterPush).toBeGreaterThan(0);
    comment();
    github.clock.advance(hourMs);
    await run();
    expect(diffLists()).toBe(afterPush);
    expect(storedNumbers(events)).toEqual([2, 2]);
    await expectEqualsGitHub(harness);
  });

  it("I1: those of a head that was read soon after its push are, since the lists may have lagged", async () => {
    let lagMs = 0;
    const github = createFakeGitHub({
      replicaLagMs: ({ path }) => (/\/commits/.test(path) ? lagMs : 0),
    });
    const harness = await createByRest({ github });
    github.truth.pushCommits(push);
    github.clock.advance(minuteMs);
    lagMs = 5 * minuteMs;
    await harness.run();
    lagMs = 0;
    github.clock.advance(hourMs);
    harness.comment();
    github.clock.advance(hourMs);
    await harness.run();
    await expectEqualsGitHub(harness);
  });

  it("I7: those that GitHub twice showed shorter than it counts are", async () => {
    const github = createFakeGitHub();
    const short = new Set(["commits"]);
    const shorten = (body: unknown, path: string) =>
      short.has(path.split("/pulls/2/")[1] ?? "") ? (body as unknown[]).slice(1) : body;
    const fetch = alteredFetch(github.fetch, shorten);
    const harness = await createByRest({ github, client: { fetch } });
    const { comment, run, events, store, id } = harness;
    github.truth.pushCommits(push);
    github.clock.advance(hourMs);
    await run();
    expect(store.pullRequests(id)[1]?.snapshot.truncated).toEqual(["commits"]);
    short.clear();
    comment();
    github.clock.advance(hourMs);
    await run();
    expect(storedNumbers(events)).toEqual([2, 2]);
    await expectEqualsGitHub(harness);
  });

  it("I1: those of another base are", async () => {
    const harness = await createByRest();
    const { github, run } = harness;
    github.truth.pushCommits(push);
    github.clock.advance(hourMs);
    await run();
    const before = harness.diffLists();
    github.truth.editPullRequest({ repository: fullName, number: 2, base: "next" });
    github.clock.advance(hourMs);
    await run();
    expect(harness.diffLists()).toBeGreaterThan(before);
    await expectEqualsGitHub(harness);
  });
});
