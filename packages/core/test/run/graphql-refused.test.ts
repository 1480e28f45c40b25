import { createFakeGitHub, type FakeGitHub, type Fault } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { alteredFetch } from "../support/altered-fetch.ts";
import { pullPath } from "../support/refusals.ts";
import {
  createHarness,
  createSynced,
  expectEqualsGitHub,
  fullName,
  type Harness,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const when = { path: /\/graphql$/ };
const gone = { kind: "error", status: 404 } as const;

/** The stored linked issues: the last pull request closes one. */
function linkedIssues({ store, id }: Harness) {
  return store.pullRequests(id).map(({ snapshot }) => ({
    linked: snapshot.pullRequest.linkedIssues,
    unread: snapshot.unread,
  }));
}

const noneKnown = (count: number) => Array(count).fill({ linked: null, unread: ["linkedIssues"] });

function allKnown(count: number) {
  const closed = { linked: [{ repository: fullName, number: 1 }], unread: [] };
  return [...Array(count).fill({ linked: [], unread: [] }), closed];
}

/** Opens an issue, `count` pull requests, and one that closes the issue. */
function openWithIssue(github: FakeGitHub, count: number): void {
  github.truth.createRepository({ fullName, members: ["grace"] });
  const issue = { repository: fullName, actor: "ada", title: "Broken" };
  const closes = [github.truth.openIssue(issue)];
  for (let index = 0; index < count; index += 1) {
    github.truth.openPullRequest({ repository: fullName, actor: "ada", title: `${index}` });
  }
  github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "Last", closes });
  github.clock.advance(hourMs);
}

// REST has all but the linked issues. If the credential is refused, they are forbidden; any other
// failure may pass.
describe.each([
  { ...gone, reason: "permission" } as const,
  { kind: "error", status: 451, reason: "permission" } as const,
  { kind: "forbidden", status: 403, reason: "permission" } as const,
  { kind: "error", status: 400, reason: "items" } as const,
  { kind: "error", status: 422, reason: "items" } as const,
  { kind: "error", status: 500, reason: "items" } as const,
  { kind: "error", status: 502, reason: "items" } as const,
  { kind: "reset", status: undefined, reason: "items" } as const,
])("if only GraphQL responds $kind $status", ({ reason, ...told }) => {
  const fault = (
    told.kind === "forbidden" ? { kind: "forbidden", reason: "integration" } : told
  ) as Fault;

  it("I1, I14: the first sync and the next ones use REST, and GraphQL again once it is back", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openWithIssue(github, 11);
    const back = github.faults.add({ when, fault });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason });
    const { failed } = github.ledger.summary();
    console.log(`${JSON.stringify(fault)}: ${failed} requests in vain`);
    // The list, then 12, 6, 3 and 1 pull requests, then the probe of GraphQL, each with all its
    // tries.
    expect(failed).toBeLessThanOrEqual(6 * 4);
    back();
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(noneKnown(12));

    const again = github.faults.add({ when, fault });
    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason });
    expect(github.ledger.summary().failed).toBeLessThanOrEqual(5 * 4);
    again();
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(noneKnown(12));

    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed again" });
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.entries.map(({ operation }) => operation)).toContain("Hydrate");
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(allKnown(11));
    expect((await sync.getState(id))?.lastSyncError).toBeUndefined();
  });

  it("I1: stored linked issues stay meanwhile", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openWithIssue(github, 1);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(linkedIssues(harness)).toEqual(allKnown(1));
    const back = github.faults.add({ when, fault });
    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "partial", reason });
    const [first, last] = allKnown(1);
    expect(linkedIssues(harness)).toEqual([first, { ...last, unread: ["linkedIssues"] }]);
    back();
    github.truth.editPullRequest({ repository: fullName, number: 3, title: "Changed again" });
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(linkedIssues(harness)).toEqual(allKnown(1));
    await expectEqualsGitHub(harness);
  });

  it("a host that uses REST is not affected", async () => {
    const harness = await createHarness({ api: "rest" });
    openWithIssue(harness.github, 2);
    harness.github.faults.add({ when, fault });
    expect(await harness.sync.syncRepository(harness.id)).toMatchObject({ status: "complete" });
    const unasked = { linked: null, unread: [] };
    expect(linkedIssues(harness)).toEqual([unasked, unasked, unasked]);
    expect(harness.github.ledger.summary().graphql).toBe(0);
  });
});

describe("if GraphQL responds that it never will work", () => {
  it.each([
    // A token may lack only the scope for teams: the query is sent once more without them.
    [2, { type: "INSUFFICIENT_SCOPES", message: "Your token lacks the scope read:org." }],
    [1, { message: "Field 'x' doesn't exist.", extensions: { code: "undefinedField" } }],
  ])("REST reads the rest of the run, after %i queries: %o", async (queries, error) => {
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
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "permission" });
    expect((await sync.getState(id))?.lastSyncError).toMatchObject({
      code: "access_denied",
      message: expect.stringContaining("linkedIssues"),
    });
    expect(inVain).toBe(queries);
    end();
    await expectEqualsGitHub(harness);
  });
});

describe("if GraphQL responds 404", () => {
  it("the rest of the run does not use it", async () => {
    const { github, sync, id, numbers } = await createSynced(60);
    for (const number of numbers) {
      github.truth.editPullRequest({ repository: fullName, number, title: `Edited ${number}` });
    }
    github.clock.advance(hourMs);
    github.faults.add({ when, fault: gone });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "permission" });
    // A 404 is requested twice.
    expect(github.ledger.summary()).toMatchObject({ failed: 2 });
  });

  it("I6: the repository is gone only if its id is not found either", async () => {
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

  it("a repository that REST refuses too is refused", async () => {
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

describe("if GraphQL responds without data", () => {
  const answer = { data: null, errors: [{ type: "INTERNAL", message: "Internal error" }] };

  it("GraphQL is asked again", async () => {
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

  it("I1: always, REST is used, and what it lacks is read once GraphQL is back", async () => {
    const harness = await createHarness();
    const { github, sync, id } = harness;
    openWithIssue(github, 2);
    const stop = github.intercept(({ path }) =>
      path.endsWith("/graphql") ? Response.json(answer) : undefined,
    );
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "items" });
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(noneKnown(3));
    stop();
    // Nothing changes meanwhile.
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(allKnown(2));
  });

  /** Makes GraphQL's responses carry an error outside what was requested. */
  async function createWithError(error: object) {
    const github = createFakeGitHub();
    let errors: readonly object[] | undefined = [{ ...error, message: "Internal error" }];
    const fetch = alteredFetch(github.fetch, (body, path) =>
      path.endsWith("/graphql") ? { ...(body as object), errors } : body,
    );
    const harness = await createHarness({ github, client: { fetch } });
    openWithIssue(github, 2);
    const restore = () => {
      errors = undefined;
    };
    return { ...harness, restore };
  }

  it("I1: with an error of the limit beside the pull requests, they are still read by GraphQL", async () => {
    const harness = await createWithError({ type: "INTERNAL", path: ["rateLimit"] });
    const { github, sync, id } = harness;
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.entries.filter(({ path }) => pullPath.test(path))).toEqual([]);
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(allKnown(2));
  });

  it("I1: with an error that does not show what is missing, they are read by REST, and corrected later", async () => {
    const harness = await createWithError({ type: "INTERNAL" });
    const { github, sync, id } = harness;
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "partial", reason: "items" });
    await expectEqualsGitHub(harness);
    expect(linkedIssues(harness)).toEqual(noneKnown(3));
    harness.restore();
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(linkedIssues(harness)).toEqual(allKnown(2));
  });
});
