import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
  storedFacts,
  storedNumbers,
} from "../sync-harness.ts";

describe("a repository's identity", () => {
  it.each([
    ["a rename", "acme/interface"],
    ["a transfer", "globex/api"],
  ])(
    "survives %s: the new name is stored with the next change, and no pull request a second time",
    async (_, next) => {
      const harness = await createSynced(3);
      const { github, sync, id, store } = harness;
      const { githubId, nodeId } = (await store.getRepository(id))?.repository ?? {};
      github.truth.renameRepository({ repository: fullName, fullName: next });
      github.truth.editPullRequest({ repository: next, number: 2, title: "Changed" });
      github.clock.advance(minuteMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const { repository } = (await store.getRepository(id)) ?? {};
      expect(repository).toMatchObject({ fullName: next, githubId, nodeId });
      // The one that changed, and then all once more, because their addresses contain the name.
      expect(storedNumbers(harness.events)).toEqual([2, 3, 2, 1]);
      expect(store.pullRequests(id)).toHaveLength(3);
      expect(store.pullRequests(id)[1]?.snapshot.pullRequest.title).toBe("Changed");
    },
  );

  it("a repository's identity is followed to the new name at the first contact", async () => {
    const harness = await createHarness();
    openPullRequests(harness.github, 2);
    harness.github.truth.renameRepository({ repository: fullName, fullName: "acme/interface" });
    await harness.sync.syncRepository(harness.id);
    await expectEqualsGitHub(harness);
  });

  it.each(["graphql", "rest"] as const)(
    "is asked for again, by %s, if the first response was about a deleted repository of the same name",
    async (api) => {
      const old = createFakeGitHub();
      openPullRequests(old, 1);
      const address = `https://api.github.com/repos/${fullName}`;
      const stale: unknown = await (await old.fetch(address)).json();
      const harness = await createHarness({ api });
      const { github, sync, id } = harness;
      github.truth.createRepository({ fullName: "acme/first" });
      openPullRequests(github, 2);
      github.faults.add({
        when: { path: /\/repos\/acme\/api$/ },
        times: 1,
        fault: { kind: "rewrite", change: () => stale },
      });
      github.truth.deleteRepository({ repository: "acme/first" });
      expect(await sync.syncRepository(id)).toMatchObject({ reason: "gone" });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(harness);
    },
  );

  it("a repository's identity is not that of a new repository under its name, until that one is tracked instead", async () => {
    const harness = await createSynced(3);
    const { github, sync, id, store } = harness;
    const before = storedFacts(harness);
    github.truth.deleteRepository({ repository: fullName });
    openPullRequests(github, 1);
    for (const isReset of [false, true]) {
      if (isReset) await sync.resetRepository(id);
      const outcome = await sync.syncRepository(id);
      expect(outcome).toMatchObject({ reason: "gone", error: { code: "repository_gone" } });
      expect((await sync.getStatus(id))?.operator?.message).toMatch(
        /new repository now has the name acme\/api, untrack this one with deleteRecords and track it again\.$/,
      );
      expect(storedFacts(harness)).toEqual(before);
    }
    await sync.untrackRepository(id, { deleteRecords: true });
    const trackedAgain = await sync.trackRepository({ fullName, encryptedToken: "secret" });
    expect(await sync.syncRepository(trackedAgain.id)).toMatchObject({ status: "complete" });
    expect(store.pullRequests(trackedAgain.id)).toHaveLength(1);
    await expectEqualsGitHub({ github, store, id: trackedAgain.id });
  });

  it("a repository's identity is not confused with another repository that takes the old name", async () => {
    const { github, sync, id, store } = await createSynced(3);
    const before = storedFacts({ store, id });
    github.truth.renameRepository({ repository: fullName, fullName: "acme/interface" });
    github.truth.createRepository({ fullName });
    github.truth.openPullRequest({ repository: fullName, actor: "eve", title: "Not the same" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(storedFacts({ store, id })).toEqual(before);
  });
});
