import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  minuteMs,
  openPullRequests,
} from "../sync-harness.ts";

const edited = { repository: fullName, number: 2, title: "Changed" } as const;

describe("responses that lag behind the lists", () => {
  it("I1: a comment that the list shows before its pull request does is stored later", async () => {
    const github = createFakeGitHub({ coupledClocks: false });
    const replica = createReplica(github);
    const harness = await createSynced(3, { github, client: { fetch: replica.fetch } });
    const { sync, id, store } = harness;
    replica.lag();
    github.truth.comment({ repository: fullName, number: 2, actor: "ada", body: "Late" });
    github.clock.advance(minuteMs);
    await sync.syncRepository(id);
    expect(store.pullRequests(id)[1]?.snapshot.children.comments).toEqual([]);

    replica.catchUp();
    github.clock.advance(10 * minuteMs);
    await sync.syncRepository(id);
    await expectEqualsGitHub(harness);
  });

  it("I1: an edit during the first full sync is stored too", async () => {
    const github = createFakeGitHub({ coupledClocks: false });
    const replica = createReplica(github);
    const harness = await createHarness({ github, client: { fetch: replica.fetch } });
    const { sync, id, store } = harness;
    openPullRequests(github, 3);
    const restore = github.intercept(({ body }) =>
      body?.includes("ListHistory") ? new Response("{}", { status: 401 }) : undefined,
    );
    expect(await sync.syncRepository(id)).toMatchObject({ error: { code: "token_refused" } });
    restore();
    replica.lag();
    github.truth.editPullRequest(edited);
    github.clock.advance(minuteMs);
    await sync.syncRepository(id);
    expect(store.pullRequests(id)[1]?.snapshot.pullRequest.title).toBe("Change 1");

    replica.catchUp();
    github.clock.advance(10 * minuteMs);
    await sync.syncRepository(id);
    await expectEqualsGitHub(harness);
  });

  it("I4: a response older than the stored state is not stored, and requested again", async () => {
    const github = createFakeGitHub({ coupledClocks: false });
    const replica = createReplica(github);
    const harness = await createSynced(3, { github, client: { fetch: replica.fetch } });
    const { sync, id, store } = harness;
    replica.lag();
    github.truth.editPullRequest(edited);
    github.clock.advance(minuteMs);
    replica.bypass = true;
    await sync.syncRepository(id);
    replica.bypass = false;
    github.truth.addLabels({ repository: fullName, number: 2, labels: ["bug"] });
    github.clock.advance(minuteMs);
    await sync.syncRepository(id);
    expect(store.pullRequests(id)[1]?.snapshot.pullRequest.title).toBe("Changed");

    replica.catchUp();
    github.clock.advance(10 * minuteMs);
    await sync.syncRepository(id);
    await expectEqualsGitHub(harness);
  });
});

/** A second GitHub that returns hydrations, and may be behind the first. */
function createReplica(github: FakeGitHub) {
  const behind = createFakeGitHub({ now: () => github.clock.now(), coupledClocks: false });
  let lagging = false;
  let replayed = 0;
  const catchUp = () => {
    behind.replay(github.journal.slice(replayed));
    replayed = github.journal.length;
    lagging = false;
  };
  const replica = {
    bypass: false,
    catchUp,
    /** Makes it miss everything that happens from now on. */
    lag() {
      catchUp();
      lagging = true;
    },
    fetch: (async (url: string, init: RequestInit) => {
      const isHydration = String(init.body ?? "").includes("query Hydrate(");
      if (!isHydration || !lagging || replica.bypass) return github.fetch(url, init);
      return behind.fetch(url, init);
    }) as typeof fetch,
  };
  return replica;
}
