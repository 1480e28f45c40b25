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

type Hydrated = { data?: { node?: { p2?: { commits?: { nodes: unknown[] } } } } };

const push = { repository: fullName, number: 2, commits: [{ message: "More" }] };

/**
 * Pull requests synced by REST only, and the lists of commits and files that are requested from
 * then on.
 */
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
  it("commits and files of a head that did not move are not requested again", async () => {
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

  it("I1: commits and files are requested again if their head was read soon after its push: the lists may have lagged", async () => {
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

  /** Makes both interfaces, or only REST, show the commits of #2 without the first. */
  async function createShort(interfaces: "both" | "rest") {
    const github = createFakeGitHub();
    let isIncomplete = true;
    const shorten = (body: unknown, path: string) => {
      if (!isIncomplete) return body;
      if (path.endsWith("/pulls/2/commits")) return (body as unknown[]).slice(1);
      if (interfaces === "both") (body as Hydrated).data?.node?.p2?.commits?.nodes.shift();
      return body;
    };
    const fetch = alteredFetch(github.fetch, shorten);
    const harness = await createByRest({ github, client: { fetch } });
    github.truth.pushCommits(push);
    github.clock.advance(hourMs);
    const restore = () => {
      isIncomplete = false;
    };
    const stored = () => harness.store.pullRequests(harness.id)[1]?.snapshot;
    return { ...harness, restore, stored };
  }

  it("I7: lists that both interfaces showed with fewer rows than GitHub counts are requested again", async () => {
    const harness = await createShort("both");
    const { github, comment, run, events, restore, stored } = harness;
    await run();
    expect(stored()).toMatchObject({ truncated: ["commits"], unread: [] });
    restore();
    comment();
    github.clock.advance(hourMs);
    await run();
    expect(storedNumbers(events)).toEqual([2, 2]);
    await expectEqualsGitHub(harness);
  });

  it("I7: GraphQL reads lists completely that only REST shows with fewer rows", async () => {
    const harness = await createShort("rest");
    await harness.run();
    expect(harness.stored()).toMatchObject({ truncated: [], unread: [] });
    expect(harness.stored()?.children.commits).toHaveLength(2);
    harness.restore();
    await expectEqualsGitHub(harness);
  });

  it("I7, I14: lists that REST shows with fewer rows, and GraphQL does not give, are requested again until they are complete", async () => {
    const harness = await createShort("rest");
    const { github, sync, id, store, stored, restore, run } = harness;
    const before = stored()?.children.commits;
    github.faults.add({ when: { path: /\/graphql$/ }, fault: { kind: "error", status: 500 } });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
    expect(stored()).toMatchObject({ truncated: [], unread: ["commits"] });
    expect(stored()?.children.commits).toEqual(before);
    const reason = expect.stringContaining("its commits");
    expect(await store.readDirty(id, [2])).toMatchObject([{ number: 2, attempts: 1, reason }]);
    restore();
    github.clock.advance(hourMs);
    await run();
    expect(stored()).toMatchObject({ truncated: [], unread: [] });
    await expectEqualsGitHub(harness);
  });

  it("I1: commits and files are requested again when the base changes", async () => {
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
