import { childKinds, createSync } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import {
  createHarness,
  expectEqualsGitHub,
  fullName,
  hourMs,
  openPullRequests,
} from "../sync-harness.ts";

const repository = fullName;

/**
 * A repository whose pull request 2 awaits a team, if there is one, and a classic token with these
 * scopes.
 */
async function createScoped(scopes: readonly string[], teams: readonly string[] = ["acme/core"]) {
  const github = createFakeGitHub({ scopes });
  const harness = await createHarness({ github });
  openPullRequests(github, 30);
  github.truth.createTeam({ organization: "acme", slug: "core" });
  github.truth.requestReview({ repository, number: 2, reviewers: ["bob"], teams });
  github.clock.advance(hourMs);
  return harness;
}

describe("a classic token without the scope for teams", () => {
  it("a classic token without the scope for teams is read by GraphQL without their names, and REST gives the one requested team", async () => {
    const harness = await createScoped(["repo"]);
    const { github, sync, store, id } = harness;
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    const [, second] = store.pullRequests(id);
    expect(second?.snapshot.pullRequest.requestedReviewers).toMatchObject([
      { kind: "actor", login: "bob" },
      { kind: "team", slug: "core" },
    ]);
    await expectEqualsGitHub(harness);
    const single = github.ledger.entries.filter(({ path }) => /\/pulls\/\d+$/.test(path));
    expect(single.filter(({ path }) => path.endsWith("/pulls/2")).length).toBeGreaterThan(0);
  });

  it("costs one refused query per process, and one REST request per pull request with a team", async () => {
    const { github, sync, id } = await createScoped(["repo"]);
    await sync.syncRepository(id);
    // Identity, four lists, the history, two queries and the refused one, and pull request 2.
    expect(github.ledger.summary().requests).toBe(10);
    github.truth.editPullRequest({ repository, number: 3, title: "Changed" });
    github.clock.advance(hourMs);
    github.ledger.clear();
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.summary().requests).toBe(5);
  });

  it("costs only the refused query if no team is requested", async () => {
    const { github, sync, id } = await createScoped(["repo"], []);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.summary().requests).toBe(8 + 1);
  });

  it("costs nothing more if the token has the scope", async () => {
    const { github, sync, id } = await createScoped(["repo", "read:org"]);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    expect(github.ledger.summary().requests).toBe(8);
  });

  it("I14: a classic token without the scope for teams is partial for permission only if REST refuses the pull request as well", async () => {
    const harness = await createScoped(["repo"]);
    const { github, sync, id, store } = harness;
    const refused = { kind: "forbidden", reason: "personal-access-token" } as const;
    const end = github.faults.add({ when: { path: /\/pulls\/2$/ }, fault: refused });
    expect(await sync.syncRepository(id)).toMatchObject({
      status: "partial",
      reason: "permission",
    });
    expect((await sync.getStatus(id))?.operator?.message).toContain("read:org");
    expect(store.pullRequests(id)).toHaveLength(30);
    expect(store.pullRequests(id)[1]?.snapshot.unread).toEqual(["requestedReviewers"]);
    end();
    const other = createSync({ ...harness.options, kinds: childKinds });
    github.truth.editPullRequest({ repository, number: 2, title: "Changed" });
    github.clock.advance(hourMs);
    expect(await other.syncRepository(id)).toMatchObject({ status: "complete" });
    await expectEqualsGitHub(harness);
  });
});
