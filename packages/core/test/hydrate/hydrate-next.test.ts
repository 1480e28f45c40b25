import { childKinds } from "@ghsync/core";
import { expect, test } from "vitest";
import { hydrateNext } from "../../src/hydrate/hydrate-next.ts";
import { rejectionOf } from "../support/client.ts";
import { createHydration } from "../support/hydration.ts";

/** A world where queries for more than `most` pull requests run out of time. */
async function createFrailWorld(most: number) {
  const world = await createHydration();
  const { github, client, githubId, nodeId } = world;
  const batches: number[] = [];
  github.intercept(({ body = "" }) => {
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
  return { ...world, batches, next };
}

const numbersIn = ({ snapshots }: Awaited<ReturnType<typeof hydrateNext>>) =>
  snapshots.map(({ pullRequest }) => pullRequest.number);

test("a batch that GitHub can't answer is halved until it can, and the size is remembered", async () => {
  const { open, next, batches } = await createFrailWorld(7);
  const numbers = open(25, 0);
  const batch = await next(numbers);
  expect(batches).toEqual([25, 12, 6]);
  expect(numbersIn(batch)).toEqual(numbers.slice(0, 6));
  expect(batch).toMatchObject({ failures: [], nextSize: 7 });
});

test("a batch that went well lets the next one grow by one, up to the most", async () => {
  const { open, next, batches } = await createFrailWorld(25);
  const numbers = open(30, 0);
  expect((await next(numbers, 10)).nextSize).toBe(11);
  expect((await next(numbers, 25)).nextSize).toBe(25);
  expect(batches).toEqual([10, 25]);
});

test("a pull request that GraphQL can't bear alone is read by REST, to the same record", async () => {
  const { github, open, next, hydrate } = await createFrailWorld(0);
  const [number = 0] = open(1, 0);
  github.truth.comment({ repository: "o/r", number, actor: "bob", body: "Hi" });
  const batch = await next([number]);
  expect(batch).toMatchObject({ failures: [], nextSize: 1, graphqlGap: undefined });
  expect(batch.outage).toBeUndefined();
  const [byRest] = batch.snapshots;
  expect(byRest?.children.comments).toMatchObject([{ body: "Hi", author: { login: "bob" } }]);
  expect(byRest?.pullRequest.linkedIssues).toBeNull();
  expect(await rejectionOf(hydrate([number]))).toMatchObject({ code: "query_too_heavy" });
});

test("I13: one that REST can't read either is its own failure, and no outage", async () => {
  const { github, open, next } = await createFrailWorld(0);
  const [number = 0] = open(1, 0);
  const error = { kind: "error", status: 451 } as const;
  github.faults.add({ when: { path: /\/pulls\/\d+/ }, fault: error });
  const batch = await next([number]);
  expect(batch.snapshots).toEqual([]);
  expect(batch.failures).toEqual([{ number, reason: expect.stringContaining("451") }]);
  expect(batch.outage).toBeUndefined();
});

test("I13: a pull request that GitHub fails at both ways is a failure that may be an outage", async () => {
  const { github, open, next } = await createFrailWorld(0);
  const numbers = open(2, 0);
  github.faults.add({ when: { path: /\/pulls\/\d+/ }, fault: { kind: "error", status: 500 } });
  const batch = await next(numbers);
  expect(batch).toMatchObject({ snapshots: [], failures: [{ number: 1 }], nextSize: 1 });
  expect(batch.outage).toMatchObject({ number: 1, error: { code: "transient", status: 500 } });
});

test("what no smaller batch can help is thrown at once", async () => {
  const { github, open, next, batches } = await createFrailWorld(25);
  const numbers = open(4, 0);
  github.intercept(({ body }) =>
    body ? Response.json({ message: "No" }, { status: 422 }) : undefined,
  );
  expect(await rejectionOf(next(numbers))).toMatchObject({ code: "response_invalid" });
  expect(batches).toEqual([4]);
});

test("where GraphQL is refused all are read by REST, and the next batch too", async () => {
  const { github, open, next, batches } = await createFrailWorld(25);
  const numbers = open(4, 0);
  github.intercept(({ body }) =>
    body ? Response.json({ message: "No" }, { status: 403 }) : undefined,
  );
  const batch = await next(numbers);
  expect(numbersIn(batch)).toEqual(numbers);
  expect(batch).toMatchObject({ failures: [], nextSize: 25, graphqlGap: { why: "refused" } });
  expect(batches).toEqual([4]);
});

test("where GraphQL answers nothing at all, REST is asked for the next batch too", async () => {
  const { github, open, next } = await createFrailWorld(25);
  const numbers = open(4, 0);
  github.faults.add({ when: { path: /graphql/ }, fault: { kind: "graphql-timeout" } });
  const batch = await next(numbers);
  expect(numbersIn(batch)).toEqual(numbers.slice(0, 1));
  expect(batch).toMatchObject({ failures: [], nextSize: 25, graphqlGap: { why: "failed" } });
});

test("a network that is down is thrown, and blames no pull request", async () => {
  const { github, open, next } = await createFrailWorld(25);
  const numbers = open(4, 0);
  github.faults.add({ fault: { kind: "reset" } });
  const error = await rejectionOf(next(numbers));
  expect(error).toMatchObject({ code: "transient", status: undefined });
});
