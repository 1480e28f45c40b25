import { createSync, type RepoStore } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  minuteMs,
  openPullRequests,
  storedNumbers,
} from "../sync-harness.ts";

describe("what a run costs", () => {
  it("is at most 20 requests and 25 points for 100 changed pull requests", {
    timeout: 60_000,
  }, async () => {
    const github = createFakeGitHub();
    generateRepository(github, { fullName, pullRequests: 150, seed: 9 });
    const harness = await createHarness({ github });
    const { sync, id, events } = harness;
    await sync.syncRepository(id);
    github.clock.advance(hourMs);
    events.length = 0;
    // Comments move the issues stream and the comments stream: the most expensive kind of change.
    const numbers = harness.store.pullRequests(id).slice(-100);
    for (const { snapshot } of numbers) {
      github.clock.advance(1000);
      const { number } = snapshot.pullRequest;
      github.truth.comment({ repository: fullName, number, actor: "ada", body: "Hello" });
    }
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const { requests, points } = github.ledger.summary();
    console.log(`100 changed pull requests: ${requests} requests, ${points} points`);
    expect([...storedNumbers(events)].sort()).toEqual(
      numbers.map(({ snapshot }) => snapshot.pullRequest.number).sort(),
    );
    expect(requests).toBeLessThanOrEqual(20);
    expect(points).toBeLessThanOrEqual(25);
  });

  it("does not depend on the credential's ETags: with another token all is read, nothing written", async () => {
    const { github, sync, id, options } = await createSynced(3);
    await sync.syncRepository(id);
    github.ledger.clear();
    const decrypt = async () => ({ credentialId: "you", token: "y" });
    const others = createSync({ ...options, decryptor: { decrypt } });
    expect(await others.syncRepository(id)).toMatchObject({
      status: "complete",
      usage: { notModified: 0, rowsWritten: 0, points: 0 },
    });
  });
});

describe("what remains of a run", () => {
  it("I5: commits of two runs never mix: one of them ends, and the store equals GitHub", async () => {
    const harness = await createHarness({ batchSize: 2 });
    const { github, sync, options, id } = harness;
    openPullRequests(github, 6);
    const others = createSync({ ...options, owner: "another" });
    const [one, other] = await Promise.all([
      sync.syncRepository(id, { takeOver: true }),
      others.syncRepository(id, { takeOver: true }),
    ]);
    expect([one.status, other.status].sort()).toEqual(["busy", "complete"]);
    await expectEqualsGitHub(harness);
  });

  it("I12: is not in memory: no commit holds more than a batch, no read more than a page", async () => {
    const sizes: Record<string, number> = {};
    const note = (name: string, size: number) => {
      sizes[name] = Math.max(sizes[name] ?? 0, size);
    };
    const through = (store: RepoStore): RepoStore => ({
      ...store,
      commitPage(lease, page) {
        note("snapshots", page.snapshots?.length ?? 0);
        note("dirty", page.dirty?.length ?? 0);
        return store.commitPage(lease, page);
      },
      readPullRequestStates(repositoryId, numbers) {
        note("numbers", numbers.length);
        return store.readPullRequestStates(repositoryId, numbers);
      },
    });
    const harness = await createHarness({ batchSize: 10, kinds: [], through });
    const { github, sync, id } = harness;
    const numbers = openPullRequests(github, 230);
    await sync.syncRepository(id);
    for (const number of numbers) {
      github.clock.advance(1000);
      github.truth.editPullRequest({ repository: fullName, number, title: "Changed" });
    }
    github.clock.advance(minuteMs);
    await sync.syncRepository(id);
    expect(sizes).toEqual({ snapshots: 10, dirty: 100, numbers: 100 });
  }, 30_000);

  it("is the batch size that GitHub last returned: it survives the run, and grows back slowly", async () => {
    const harness = await createHarness({ batchSize: 8 });
    const { github, sync, id } = harness;
    openPullRequests(github, 24);
    github.faults.add({
      when: { operation: "Hydrate" },
      times: 1,
      fault: { kind: "graphql-timeout" },
    });
    await sync.syncRepository(id);
    const sizes = github.ledger.entries.filter(({ operation }) => operation === "Hydrate").length;
    // 8 fail, then 4, 5, 6, 7 and the last 2.
    expect(sizes).toBe(6);
    expect((await sync.getState(id))?.checkpoint.batchSize).toBe(8);
    await expectEqualsGitHub(harness, { every: 6 });
  });
});
