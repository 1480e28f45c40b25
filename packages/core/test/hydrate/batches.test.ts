import { childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import { type HydrateNextOptions, hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createHydrationHarness, repository } from "./hydration-harness.ts";

const options = { kinds: childKinds, size: 25, most: 25, api: "graphql" } as HydrateNextOptions;

describe("a batch of a hydration", () => {
  it("pays at most 4 points for 25 pull requests, in one request", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(40);
    const { snapshots, nextSize } = await hydrateNext(client, target, numbers, options);
    expect(snapshots).toHaveLength(25);
    expect(nextSize).toBe(25);
    const { requests, points } = github.ledger.summary();
    expect({ requests, points }).toEqual({ requests: 1, points: 4 });
    expect(client.usage()).toMatchObject({ points: 4 });
  });

  it.each([502, 504] as const)(
    "halves a batch that GitHub answers %i, and grows again slowly",
    async (status) => {
      const { github, client, target, open } = await createHydrationHarness();
      const numbers = open(40);
      github.faults.add({
        when: (request) => aliases(request.body) > 7,
        fault: { kind: "graphql-timeout", status },
      });
      const batch = await hydrateNext(client, target, numbers, options);
      expect(batch.snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([
        1, 2, 3, 4, 5, 6,
      ]);
      expect(batch).toMatchObject({ failures: [], nextSize: 7 });
      // 25, 12, 6: never the same query twice.
      expect(github.ledger.summary()).toMatchObject({ requests: 3, failed: 2 });
    },
  );

  it("halves a batch that is out of GitHub's resources, though some of it came", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(10);
    github.faults.add({
      when: (request) => aliases(request.body) > 5,
      fault: {
        kind: "graphql-error",
        type: "RESOURCE_LIMITS_EXCEEDED",
        path: ["node", "p9", "comments"],
      },
    });
    const batch = await hydrateNext(client, target, numbers, options);
    expect(batch.snapshots).toHaveLength(5);
    expect(batch.failures).toEqual([]);
  });

  it("I13: reads a pull request that GraphQL cannot bear alone by REST", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(3);
    github.faults.add({ when: { path: "/graphql" }, fault: { kind: "graphql-timeout" } });
    const batch = await hydrateNext(client, target, numbers, options);
    expect(batch.snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([1]);
    expect(batch).toMatchObject({ failures: [], nextSize: 1 });
  });

  it("I7: flags what GitHub's REST cuts off, and nothing else", async () => {
    const { github, client, target } = await createHydrationHarness();
    const number = github.truth.openPullRequest({
      repository,
      actor: "ada",
      title: "Huge",
      commits: Array.from({ length: 251 }, (_, index) => ({ message: `Commit ${index}` })),
      files: Array.from({ length: 3001 }, (_, index) => ({ path: `src/${index}.ts` })),
    });
    github.faults.add({ when: { path: "/graphql" }, fault: { kind: "graphql-timeout" } });
    const { snapshots } = await hydrateNext(client, target, [number], options);
    const [snapshot] = snapshots;
    expect(snapshot?.children.commits).toHaveLength(250);
    expect(snapshot?.children.files).toHaveLength(3000);
    expect(snapshot?.pullRequest.changedFiles).toBe(3001);
    expect(snapshot?.truncated).toEqual(["commits", "files"]);
  });

  it("throws what a smaller batch would meet too, and asks once", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(10);
    github.faults.add({ fault: { kind: "graphql-limit" } });
    await expect(hydrateNext(client, target, numbers, options)).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect(github.ledger.summary()).toMatchObject({ requests: 1 });
  });
});

/** Pull requests that a query asks for. */
function aliases(body: string | undefined): number {
  return body?.match(/p\d+: pullRequest\(/g)?.length ?? 0;
}
