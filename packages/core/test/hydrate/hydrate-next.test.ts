import { childKinds } from "@ghsync/core";
import { expect, test } from "vitest";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { rejectionOf } from "../support/client.ts";
import { createHydration } from "../support/hydration.ts";

/** A world where queries for more than `most` pull requests time out. */
async function createFrailWorld(most: number) {
  const world = await createHydration();
  const { github, client, githubId, nodeId } = world;
  const batches: number[] = [];
  const end = github.intercept(({ body = "" }) => {
    const size = body.match(/p\d+: pullRequest\(/g)?.length ?? 0;
    if (size > 0) batches.push(size);
    return size > most ? new Response("<html></html>", { status: 502 }) : undefined;
  });
  const next = (numbers: readonly number[], size = 25) =>
    hydrateNext(client, { githubId, nodeId }, numbers, {
      kinds: childKinds,
      api: "graphql",
      size,
      most: 25,
    });
  return { ...world, batches, next, frail: { end } };
}

const numbersIn = ({ snapshots }: Awaited<ReturnType<typeof hydrateNext>>) =>
  snapshots.map(({ pullRequest }) => pullRequest.number);

test("a batch that is too heavy for GitHub is halved until it succeeds, and the size is remembered", async () => {
  const { open, next, batches } = await createFrailWorld(7);
  const numbers = open(25, 0);
  const batch = await next(numbers);
  expect(batches).toEqual([25, 12, 6]);
  expect(numbersIn(batch)).toEqual(numbers.slice(0, 6));
  expect(batch).toMatchObject({ failures: [], nextSize: 7 });
});

test("a batch that succeeded lets the next one grow by one, up to the limit", async () => {
  const { open, next, batches } = await createFrailWorld(25);
  const numbers = open(30, 0);
  expect((await next(numbers, 10)).nextSize).toBe(11);
  expect((await next(numbers, 25)).nextSize).toBe(25);
  expect(batches).toEqual([10, 25]);
});

test("a pull request that is too heavy for GraphQL alone is read by REST, except its linked issues", async () => {
  const { github, open, next, hydrate, frail } = await createFrailWorld(0);
  const [number = 0] = open(1, 0);
  github.truth.comment({ repository: "o/r", number, actor: "bob", body: "Hi" });
  const batch = await next([number]);
  expect(batch).toMatchObject({ failures: [], nextSize: 1, graphqlGap: undefined });
  expect(batch.outage).toBeUndefined();
  const [byRest] = batch.snapshots;
  expect(byRest?.children.comments).toMatchObject([{ body: "Hi", author: { login: "bob" } }]);
  expect(byRest).toMatchObject({ pullRequest: { linkedIssues: null }, unread: ["linkedIssues"] });
  const reason = expect.stringContaining("gave up on the query");
  expect(batch.unread).toEqual([{ number, part: "linkedIssues", reason }]);
  // The same record otherwise.
  frail.end();
  const [byGraphQL] = (await hydrate([number])).snapshots;
  const linkedIssues = null;
  expect(byRest).toEqual({
    ...byGraphQL,
    pullRequest: { ...byGraphQL?.pullRequest, linkedIssues },
    unread: ["linkedIssues"],
  });
});

test("I13: one that REST cannot read either is its own failure, not an outage", async () => {
  const { github, open, next } = await createFrailWorld(0);
  const [number = 0] = open(1, 0);
  const error = { kind: "error", status: 451 } as const;
  github.faults.add({ when: { path: /\/pulls\/\d+/ }, fault: error });
  const batch = await next([number]);
  expect(batch.snapshots).toEqual([]);
  expect(batch.failures).toEqual([{ number, reason: expect.stringContaining("451") }]);
  expect(batch.outage).toBeUndefined();
});

test("I13: a pull request that neither GraphQL nor REST can read is a failure, and may mean an outage", async () => {
  const { github, open, next } = await createFrailWorld(0);
  const numbers = open(2, 0);
  github.faults.add({ when: { path: /\/pulls\/\d+/ }, fault: { kind: "error", status: 500 } });
  const batch = await next(numbers);
  expect(batch).toMatchObject({ snapshots: [], failures: [{ number: 1 }], nextSize: 1 });
  expect(batch.outage).toMatchObject({ number: 1, error: { code: "transient", status: 500 } });
});

test.each([
  [400, "failed"],
  [403, "refused"],
  [404, "refused"],
  [406, "failed"],
  [422, "failed"],
  [451, "refused"],
] as const)(
  "if GraphQL responds %i, no smaller batch is tried: REST reads all, and the next batch too",
  async (status, why) => {
    const { github, open, next, batches } = await createFrailWorld(25);
    const numbers = open(4, 0);
    github.intercept(({ body }) =>
      body ? Response.json({ message: "No" }, { status }) : undefined,
    );
    const batch = await next(numbers);
    expect(numbersIn(batch)).toEqual(numbers);
    expect(batch).toMatchObject({ failures: [], nextSize: 25, graphqlGap: { why } });
    // A refusal of the credential is no fault of these pull requests: they do not wait for it.
    const isRefused = why === "refused";
    expect(batch.forbidden).toEqual(isRefused ? ["linkedIssues"] : []);
    expect(batch.unread.map(({ number, part }) => [number, part])).toEqual(
      isRefused ? [] : numbers.map((number) => [number, "linkedIssues"]),
    );
    // A 404 is requested twice.
    expect(new Set(batches)).toEqual(new Set([4]));
    expect(batches.length).toBe(status === 404 || status === 451 ? batches.length : 1);
  },
);

test("if GraphQL does not respond at all, REST reads the next batch too", async () => {
  const { github, open, next } = await createFrailWorld(25);
  const numbers = open(4, 0);
  github.faults.add({ when: { path: /graphql/ }, fault: { kind: "graphql-timeout" } });
  const batch = await next(numbers);
  expect(numbersIn(batch)).toEqual(numbers.slice(0, 1));
  expect(batch).toMatchObject({ failures: [], nextSize: 25, graphqlGap: { why: "failed" } });
  expect(batch).toMatchObject({ forbidden: [], unread: [{ number: 1, part: "linkedIssues" }] });
});

test("a network failure is thrown, and blames no pull request", async () => {
  const { github, open, next } = await createFrailWorld(25);
  const numbers = open(4, 0);
  github.faults.add({ fault: { kind: "reset" } });
  const error = await rejectionOf(next(numbers));
  expect(error).toMatchObject({ code: "transient", status: undefined });
});
