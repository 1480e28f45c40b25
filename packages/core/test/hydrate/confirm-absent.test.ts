import { childKinds } from "@ghsync/core";
import { describe, expect, it } from "vitest";
import type { HydrateNextOptions } from "../../src/hydrate/batch.ts";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { createHydrationHarness, repository } from "../support/hydration-harness.ts";

const options: HydrateNextOptions = { kinds: childKinds, api: "graphql", size: 25, most: 25 };
const notFound = { kind: "graphql-error", type: "NOT_FOUND", path: ["node", "p2"] } as const;

/** Three pull requests. GraphQL does not find the second. */
async function createUnfound() {
  const harness = await createHydrationHarness();
  const { github, client, target, open } = harness;
  const numbers = open(3);
  github.faults.add({ fault: notFound });
  const next = () => hydrateNext(client, target, numbers, options);
  return { ...harness, next };
}

describe("a pull request that GraphQL does not find", () => {
  it("a pull request that GraphQL does not find is absent if REST does not have it either, while the others are read: four requests", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(3);
    github.truth.removePullRequest({ repository, number: 2 });
    const { snapshots, failures } = await hydrateNext(client, target, numbers, options);
    expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([1, 3]);
    expect(failures).toEqual([{ number: 2, reason: expect.any(String), absent: true }]);
    // The query, twice the pull request, the list.
    expect(github.ledger.summary().requests).toBe(4);
  });

  it.each([404, 410] as const)(
    "a pull request that GraphQL does not find is absent if REST responds %i",
    async (status) => {
      const { github, next } = await createUnfound();
      github.faults.add({ when: { path: /\/pulls\/2$/ }, fault: { kind: "error", status } });
      const fault = {
        kind: "rewrite",
        change: (rows: { number: number }[]) => rows.filter(({ number }) => number !== 2),
      } as const;
      github.faults.add({ when: { path: /\/pulls\?/ }, fault });
      expect((await next()).failures).toMatchObject([{ number: 2, absent: true }]);
    },
  );

  it("I1: a pull request that GraphQL does not find is an ordinary failure while the list of pull requests shows it", async () => {
    const { github, next } = await createUnfound();
    github.faults.add({ when: { path: /\/pulls\/2$/ }, fault: { kind: "error", status: 404 } });
    expect((await next()).failures).toEqual([{ number: 2, reason: expect.any(String) }]);
  });

  it("I6: a pull request that GraphQL does not find is looked for in the list down to the stamp by which it is known", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const known = github.clock.now();
    const numbers = open(2);
    github.clock.advance(60_000);
    open(150);
    github.truth.removePullRequest({ repository, number: 1 });
    github.faults.add({ fault: notFound });
    github.faults.add({ when: { path: /\/pulls\/2$/ }, fault: { kind: "error", status: 404 } });
    const read = { ...options, known: () => known };
    const { failures } = await hydrateNext(client, target, numbers, read);
    expect(failures).toEqual([
      { number: 1, reason: expect.any(String), absent: true },
      { number: 2, reason: expect.any(String) },
    ]);
  });

  it("a pull request that GraphQL does not find is absent too if GraphQL gives no reason", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(1);
    let answer = "";
    const stopListening = github.onResponse((_, { body }) => {
      answer = body;
    });
    await hydrateNext(client, target, numbers, options);
    stopListening();
    const body = JSON.parse(answer);
    body.data.node.p1 = null;
    github.intercept(({ path }) => (path === "/graphql" ? Response.json(body) : undefined));
    github.truth.removePullRequest({ repository, number: 1 });
    const { failures } = await hydrateNext(client, target, numbers, options);
    expect(failures).toMatchObject([{ number: 1, absent: true }]);
  });

  it("I13: a pull request that GraphQL does not find is read by REST if REST shows it, and waits only for its linked issues", async () => {
    const { next, github } = await createUnfound();
    const { snapshots, failures, unread } = await next();
    expect(failures).toEqual([]);
    expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([1, 2, 3]);
    expect(snapshots[1]).toMatchObject({ unread: ["linkedIssues"], children: { commits: [{}] } });
    expect(unread).toEqual([
      { number: 2, part: "linkedIssues", reason: "Could not resolve to a node." },
    ]);
    // The query, the pull request and its lists that count something, or are not counted; the
    // reviews are one of them.
    expect(github.ledger.entries.filter(({ path }) => /\/pulls\?/.test(path))).toEqual([]);
  });

  it.each([
    { kind: "error", status: 451 },
    { kind: "error", status: 500 },
    { kind: "forbidden", reason: "integration" },
  ] as const)("is an ordinary failure if REST responds otherwise: %o", async (fault) => {
    const { github, next } = await createUnfound();
    github.faults.add({ when: { path: /\/pulls\/2$/ }, fault });
    expect((await next()).failures).toEqual([
      { number: 2, reason: "Could not resolve to a node." },
    ]);
  });

  it.each([
    { kind: "error", status: 404 },
    { kind: "error", status: 503 },
    { kind: "forbidden", reason: "integration" },
  ] as const)("is an ordinary failure if the list is refused: %o", async (fault) => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(2);
    github.truth.removePullRequest({ repository, number: 2 });
    github.faults.add({ when: { path: /\/pulls\?/ }, fault });
    const { failures } = await hydrateNext(client, target, numbers, options);
    expect(failures).toEqual([{ number: 2, reason: expect.any(String) }]);
  });
});

describe("a pull request of which REST does not find", () => {
  const byRest = { ...options, api: "rest" } as const;

  it("itself, twice, is absent", async () => {
    const { github, client, target, open } = await createHydrationHarness();
    const numbers = open(2);
    github.truth.removePullRequest({ repository, number: 2 });
    const { snapshots, failures } = await hydrateNext(client, target, numbers, byRest);
    expect(snapshots).toHaveLength(1);
    expect(failures).toMatchObject([{ number: 2, absent: true }]);
  });

  describe.each(["there", "as good as gone"] as const)(
    "a list, where GraphQL is %s,",
    (graphql) => {
      it("is not absent itself: the list alone is missing", async () => {
        const { github, client, target, open } = await createHydrationHarness();
        const numbers = open(1);
        const gone = { kind: "error", status: 404 } as const;
        github.faults.add({ when: { path: /\/pulls\/1\/reviews/ }, fault: gone });
        const isThere = graphql === "there";
        if (!isThere) github.faults.add({ when: { path: /graphql/ }, fault: { kind: "reset" } });
        const { snapshots, failures, unread } = await hydrateNext(client, target, numbers, byRest);
        expect(failures).toEqual([]);
        expect(snapshots).toMatchObject([
          { children: { reviews: isThere ? [] : undefined, commits: [{ position: 0 }] } },
        ]);
        const lack = { number: 1, part: "reviews", reason: expect.stringContaining("404") };
        expect(unread).toEqual(isThere ? [] : [lack]);
      });
    },
  );
});
