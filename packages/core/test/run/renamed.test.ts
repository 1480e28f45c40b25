import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { alteredFetch } from "../support/altered-fetch.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
  storedFacts,
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

  it("I1: has its new name everywhere if it is renamed during the first sync", async () => {
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

/**
 * Makes GraphQL show another name of the repository, in each response that is chosen by its index.
 */
function misname({ faults }: FakeGitHub, isChosen: (index: number) => boolean): () => void {
  let index = 0;
  return faults.add({
    when: { operation: "Hydrate" },
    fault: {
      kind: "rewrite",
      change(body) {
        if (isChosen(index++)) body.data.node.nameWithOwner = "acme/other";
        return body;
      },
    },
  });
}

describe("a name that GraphQL shows and REST does not", () => {
  it.each([
    { told: "once", isChosen: (index: number) => index === 0 },
    { told: "alternating", isChosen: (index: number) => index % 2 === 0 },
    { told: "in each response", isChosen: () => true },
  ])("is not used, $told: nothing is read again for it", async ({ isChosen }) => {
    const harness = await createSynced(6, { batchSize: 1 });
    const { github, sync, id, events } = harness;
    misname(github, isChosen);
    for (let run = 0; run < 3; run += 1) {
      for (const number of [2, 3]) {
        github.truth.editPullRequest({ repository: fullName, number, title: `Changed ${run}` });
      }
      github.clock.advance(hourMs);
      github.ledger.clear();
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      const reads = github.ledger.entries.filter(({ operation }) => operation === "Hydrate");
      expect(reads).toHaveLength(2);
    }
    expect(events.map(({ type }) => type)).not.toContain("repository.renamed");
    await expectEqualsGitHub(harness);
  });

  it("a name that GraphQL shows and REST does not is not used in the first sync", async () => {
    const harness = await createHarness({ batchSize: 1 });
    const { github, sync, id } = harness;
    openPullRequests(github, 6);
    misname(github, (index) => index % 2 === 0);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});

it("I1: the previous name is not used again, and responses that lag under it are read again", async () => {
  const harness = await createSynced(6, { batchSize: 1 });
  const { github, sync, id, events } = harness;
  github.truth.renameRepository({ repository: fullName, fullName: next });
  for (const number of [2, 3, 4]) {
    github.truth.editPullRequest({ repository: next, number, title: "Changed" });
  }
  github.clock.advance(hourMs);
  let answers = 0;
  const catchUp = github.faults.add({
    when: { operation: "Hydrate" },
    fault: {
      kind: "rewrite",
      // A replica that does not know the new name.
      change: (body) =>
        answers++ % 2 === 1 ? JSON.parse(JSON.stringify(body).replaceAll(next, fullName)) : body,
    },
  });
  await sync.syncRepository(id);
  catchUp();
  expect(events.filter(({ type }) => type === "repository.renamed")).toHaveLength(1);
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(harness);
});

it("I1, I14: nothing is stored of a batch of another repository, of which GraphQL shows no number", async () => {
  const github = createFakeGitHub();
  let wrongLeft = 0;
  const nodeIds: [string, string] = ["", ""];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body = String(init?.body);
    const isWrong = wrongLeft > 0 && body.includes("query Hydrate");
    if (isWrong) wrongLeft -= 1;
    const asked = isWrong ? { ...init, body: body.replaceAll(...nodeIds) } : init;
    return await young(input, asked);
  };
  const young = alteredFetch(github.fetch, (body) => {
    const { data } = body as { readonly data?: { readonly node?: object | null } };
    if (data?.node && "databaseId" in data.node) data.node.databaseId = null;
    return body;
  });
  const harness = await createHarness({ github, client: { fetch } });
  const { sync, id } = harness;
  const numbers = openPullRequests(github, 2);
  github.truth.createRepository({ fullName: "globex/secret" });
  for (const _ of numbers) {
    const title = "Secret";
    github.truth.openPullRequest({ repository: "globex/secret", actor: "eve", title });
  }
  github.clock.advance(hourMs);
  const nodeIdOf = async (name: string) => {
    const response = await github.fetch(`https://api.github.com/repos/${name}`);
    return ((await response.json()) as { readonly node_id: string }).node_id;
  };
  nodeIds.splice(0, 2, await nodeIdOf(fullName), await nodeIdOf("globex/secret"));
  wrongLeft = 1;
  expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason: "items" });
  expect(wrongLeft).toBe(0);
  expect(storedFacts(harness)).toEqual([]);
  github.clock.advance(hourMs);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  await expectEqualsGitHub(harness);
});
