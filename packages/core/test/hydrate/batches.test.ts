import { childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import type { HydrateNextOptions } from "../../src/hydrate/batch.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createHydrationHarness, repository } from "../support/hydration-harness.ts";

const options: HydrateNextOptions = { kinds: childKinds, api: "graphql", size: 25, most: 25 };

describe("a batch of a hydration", () => {
  it("a batch of a hydration is halved if GitHub ran out of resources, even if some of it came", async () => {
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

  it("I7: flags what GitHub's REST truncates, and nothing else", async () => {
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
});

/** Pull requests that a query requests. */
function aliases(body: string | undefined): number {
  return body?.match(/p\d+: pullRequest\(/g)?.length ?? 0;
}
