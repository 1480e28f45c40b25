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
  it("outlives a rename: the new name is stored with the next change, nothing twice", async () => {
    const harness = await createSynced(3);
    const { github, sync, id, store } = harness;
    github.truth.renameRepository({ repository: fullName, fullName: "acme/interface" });
    github.truth.editPullRequest({ repository: "acme/interface", number: 2, title: "Changed" });
    github.clock.advance(minuteMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect((await store.getRepository(id))?.repository.fullName).toBe("acme/interface");
    expect(storedNumbers(harness.events)).toEqual([2]);
    expect(store.pullRequests(id)).toHaveLength(3);
    expect(store.pullRequests(id)[1]?.snapshot.pullRequest.title).toBe("Changed");
  });

  it("is followed to the new name at the first contact", async () => {
    const harness = await createHarness();
    openPullRequests(harness.github, 2);
    harness.github.truth.renameRepository({ repository: fullName, fullName: "acme/interface" });
    await harness.sync.syncRepository(harness.id);
    await expectEqualsGitHub(harness);
  });

  it("is not mixed up with another repository that takes the old name", async () => {
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

describe("a repository that GitHub no longer shows", () => {
  it("I6: is an error with reason gone, leaves everything stored, and can come back", async () => {
    const harness = await createSynced(3);
    const { github, sync, id, store } = harness;
    const before = storedFacts({ store, id });
    const { lastSyncAt } = (await sync.getState(id)) ?? {};
    const back = github.faults.add({ fault: { kind: "error", status: 404 } });
    github.clock.advance(minuteMs);

    const outcome = await sync.syncRepository(id);

    expect(outcome).toMatchObject({
      status: "error",
      reason: "gone",
      error: { code: "repository_gone", userActionable: true },
    });
    expect(await sync.getState(id)).toMatchObject({ status: "error", reason: "gone", lastSyncAt });
    expect(storedFacts({ store, id })).toEqual(before);
    // Each 404 is confirmed once: the list's, and the repository's own.
    expect(github.ledger.summary()).toMatchObject({ requests: 4, failed: 4 });

    back();
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Back" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const { reason, lastSyncError } = (await sync.getState(id)) ?? {};
    expect({ reason, lastSyncError }).toEqual({ reason: undefined, lastSyncError: undefined });
    await expectEqualsGitHub(harness);
  });

  it("I6: is not believed to be gone for one 404, nor for one 401", async () => {
    const { github, sync, id } = await createSynced(3);
    for (const status of [404, 401] as const) {
      github.faults.add({ times: 1, fault: { kind: "error", status } });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(github.ledger.summary()).toMatchObject({ failed: 1 });
      github.ledger.clear();
    }
  });

  it("that never was there is gone at the first contact", async () => {
    const { sync, id, store } = await createHarness();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", reason: "gone" });
    expect(store.pullRequests(id)).toEqual([]);
  });

  it("I6: that goes in the middle of its first sync keeps what was stored", async () => {
    const { github, sync, id, store } = await createHarness({ batchSize: 2 });
    openPullRequests(github, 6);
    let reads = 0;
    github.onRequest(({ operation }) => {
      if (operation !== "Hydrate" || ++reads !== 3) return;
      github.truth.deleteRepository({ repository: fullName });
    });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", reason: "gone" });
    expect(storedFacts({ store, id }).map(({ number }) => number)).toEqual([3, 4, 5, 6]);
  });
});

describe("a repository with a feature switched off", () => {
  it("is synced without its issues, whose list answers 410", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    github.faults.add({
      when: ({ path }) => /^\/repositories\/\d+\/issues(\?|\/comments\?)/.test(path),
      fault: { kind: "error", status: 410 },
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    github.truth.pushCommits({ repository: fullName, number: 2, commits: [{ message: "More" }] });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });

  it("is complete without its pull requests, whose lists answer 404", async () => {
    const { github, sync, id } = await createHarness();
    github.truth.createRepository({ fullName });
    github.faults.add({
      when: ({ path }) => /^\/repositories\/\d+\/pulls/.test(path),
      fault: { kind: "error", status: 404 },
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  });
});
