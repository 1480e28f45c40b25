import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { alteredFetch } from "../support/altered-fetch.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const when = { path: /\/graphql$/ };
const gone = { kind: "error", status: 404 } as const;

describe.each([
  gone,
  { kind: "forbidden", reason: "integration" } as const,
  { kind: "error", status: 500 } as const,
  { kind: "error", status: 502 } as const,
  { kind: "reset" } as const,
])("where GraphQL alone answers $kind $status", (fault) => {
  it("I1: the first sync and those after it go by REST, and by GraphQL again once it is back", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 12);
    const back = github.faults.add({ when, fault });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const { failed } = github.ledger.summary();
    console.log(`${JSON.stringify(fault)}: ${failed} requests in vain`);
    // The list, 12, 6, 3 and 1 pull requests, and whether there is GraphQL at all: each with all its tries, and then no more.
    expect(failed).toBeLessThanOrEqual(6 * 4);
    back();
    await expectEqualsGitHub(harness);

    const again = github.faults.add({ when, fault });
    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    again();
    await expectEqualsGitHub(harness);

    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed again" });
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.entries.map(({ operation }) => operation)).toContain("Hydrate");
    await expectEqualsGitHub(harness);
  });
});

describe("where GraphQL answers that it never will", () => {
  it.each([
    { type: "INSUFFICIENT_SCOPES", message: "Your token lacks the scope read:org." },
    { message: "Field 'x' doesn't exist.", extensions: { code: "undefinedField" } },
  ])("REST reads all the rest of the run, after one query: %o", async (error) => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 40);
    let inVain = 0;
    const end = github.intercept(({ body = "" }) => {
      if (!body.includes("query Hydrate")) return undefined;
      inVain += 1;
      return Response.json(
        { errors: [error] },
        { headers: { date: github.clock.now().toUTCString() } },
      );
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(inVain).toBe(1);
    end();
    await expectEqualsGitHub(harness);
  });
});

describe("where GraphQL answers 404", () => {
  it("the rest of the run does not ask it", async () => {
    const { github, sync, id, numbers } = await createSynced(60);
    for (const number of numbers) {
      github.truth.editPullRequest({ repository: fullName, number, title: `Edited ${number}` });
    }
    github.clock.advance(hourMs);
    github.faults.add({ when, fault: gone });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    // A 404 is asked for twice.
    expect(github.ledger.summary()).toMatchObject({ failed: 2 });
  });

  it("I6: the repository is gone only if it does not answer by its id either", async () => {
    const { github, sync, id, store } = await createSynced(2);
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Edited" });
    github.clock.advance(hourMs);
    github.faults.add({ when, fault: gone });
    github.faults.add({ when: { path: /\/repositories\/\d+$/ }, fault: gone });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", reason: "gone" });
    expect(await store.readState(id)).toMatchObject({ failedCount: 0 });
    expect(store.pullRequests(id)).toHaveLength(2);
  });

  it("a repository that refuses REST too is refused", async () => {
    const { github, sync, id, store } = await createSynced(2);
    github.truth.editPullRequest({ repository: fullName, number: 1, title: "Edited" });
    github.clock.advance(hourMs);
    const fault = { kind: "forbidden", reason: "integration" } as const;
    github.faults.add({ when, fault });
    github.faults.add({ when: { path: /\/repositories\/\d+$|\/pulls\/\d/ }, fault });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "error", error: { code: "access_denied" } });
    expect(await store.readState(id)).toMatchObject({ failedCount: 0 });
  });
});

describe("where GraphQL answers without data", () => {
  const answer = { data: null, errors: [{ type: "INTERNAL", message: "Internal error" }] };

  it("it is asked again", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    const asked = new Set<string>();
    github.intercept(({ body, path }) => {
      if (!path.endsWith("/graphql") || asked.has(body ?? "")) return undefined;
      asked.add(body ?? "");
      return Response.json(answer);
    });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    // The list and the pull requests.
    expect(asked.size).toBe(2);
    await expectEqualsGitHub(harness);
  });

  it("I1: for ever, REST stands in", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openPullRequests(github, 3);
    const stop = github.intercept(({ path }) =>
      path.endsWith("/graphql") ? Response.json(answer) : undefined,
    );
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    stop();
    await expectEqualsGitHub(harness);
  });

  it("I1: with an error of the whole answer's beside the pull requests, they are read all the same", async () => {
    const github = createFakeGitHub();
    const own = { type: "INTERNAL", message: "Internal error", path: ["rateLimit"] };
    const fetch = alteredFetch(github.fetch, (body, path) =>
      path.endsWith("/graphql") ? { ...(body as object), errors: [own] } : body,
    );
    const harness = await createHarness({ github, client: { fetch } });
    openPullRequests(github, 3);
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});
