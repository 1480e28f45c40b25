import { type ChildKind, childKinds, type PullRequestSnapshot } from "@ghsync/core";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { resolveIdentity } from "../../src/github/identity.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createClientOf } from "../support/client.ts";

describe("the common record", () => {
  it("I8: the common record is the same by GraphQL and by REST, for every kind of pull request", {
    timeout: 60_000,
  }, async () => {
    const github = createFakeGitHub();
    generateRepository(github, { fullName: "o/r", pullRequests: 150, seed: 11 });
    const client = await createClientOf(github);
    const { identity } = await resolveIdentity(client, "o/r");
    let compared = 0;
    const numbers: number[] = [];
    for await (const page of client.pages<{ number: number }>(
      `/repositories/${identity.githubId}/pulls`,
      {
        state: "all",
        per_page: 100,
      },
    )) {
      numbers.push(...page.rows.map(({ number }) => number));
    }
    for (let start = 0; start < numbers.length; start += 25) {
      const batch = numbers.slice(start, start + 25);
      const options = { kinds: childKinds, size: 25, most: 25 };
      const byGraphQL = { ...options, api: "graphql" } as const;
      const { snapshots, failures, unread } = await hydrateNext(client, identity, batch, byGraphQL);
      expect({ failures, unread }).toEqual({ failures: [], unread: [] });
      for (const snapshot of snapshots) {
        const { number } = snapshot.pullRequest;
        const byRest = { ...options, api: "rest" } as const;
        const other = await hydrateNext(client, identity, [number], byRest);
        expect(other.snapshots.map(common), `#${number}`).toEqual([common(snapshot)]);
        compared += 1;
      }
    }
    expect(compared).toBe(150);
  });
});

/** What both interfaces give: REST has no linked issues. */
function common({ pullRequest, children }: PullRequestSnapshot) {
  const rows = childKinds.map((kind: ChildKind) => children[kind]);
  return { ...pullRequest, linkedIssues: null, rows };
}
