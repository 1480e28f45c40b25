import { describe, expect, it } from "vitest";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const next = "acme/interface";

describe.each(["graphql", "rest"] as const)("a repository that is renamed, by %s", (api) => {
  it("I1: has its new name in every stored pull request, once one of them changes", async () => {
    const harness = await createSynced(30, { api });
    const { github, sync, id, store } = harness;
    github.truth.renameRepository({ repository: fullName, fullName: next });
    github.truth.editPullRequest({ repository: next, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    for (const { snapshot } of store.pullRequests(id)) {
      const { headRepository, url } = snapshot.pullRequest;
      expect(headRepository).toBe(next);
      expect(url).toContain(`/${next}/`);
    }
    await expectEqualsGitHub(harness);
  });

  it("is read again once, and not with every run", async () => {
    const { github, sync, id } = await createSynced(30, { api });
    github.truth.renameRepository({ repository: fullName, fullName: next });
    github.truth.editPullRequest({ repository: next, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    await sync.syncRepository(id);
    github.truth.editPullRequest({ repository: next, number: 4, title: "Changed" });
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.summary().requests).toBeLessThanOrEqual(4 + 6);
  });

  it("I1: has its new name everywhere if that happens in the first sync", async () => {
    const harness = await createHarness({ api, batchSize: 5 });
    const { github, sync, id } = harness;
    openPullRequests(github, 30);
    let answers = 0;
    github.onResponse(() => {
      answers += 1;
      if (answers === 8) github.truth.renameRepository({ repository: fullName, fullName: next });
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(answers).toBeGreaterThan(8);
    await expectEqualsGitHub(harness);
  });
});
