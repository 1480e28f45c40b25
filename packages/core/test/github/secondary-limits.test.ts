import type { GhsyncError } from "@ghsync/core";
import { expect, test } from "vitest";
import { createClient, rejectionOf } from "../support/client.ts";
import { graphqlData, json, scriptedFetch } from "../support/scripted-fetch.ts";

const startMs = Date.parse("2026-01-05T12:00:00Z");
const secondary = { message: "You have exceeded a secondary rate limit." };

type Answer = "limit" | "good" | "not-modified" | "error";
const statuses = { limit: 403, good: 200, "not-modified": 304, error: 410 } as const;

/** A client of a GitHub that answers what it is told to, by a clock that is set by hand. */
async function createLimited() {
  let nowMs = startMs;
  const told: Answer[] = [];
  const { fetch, requests } = scriptedFetch(({ url }) => {
    const answer = told.shift() ?? "limit";
    const headers = { date: new Date(nowMs).toUTCString() };
    const status = statuses[answer];
    if (status === 304) return new Response(null, { status, headers });
    if (answer === "good" && url.endsWith("/graphql")) return graphqlData();
    return json(answer === "limit" ? secondary : {}, { status, headers });
  });
  const client = await createClient({ fetch, now: () => new Date(nowMs), retries: 0 });
  /** Asks for one thing, and answers for how many minutes a limit then closes. */
  const ask = async (send: () => Promise<unknown>, answer: Answer) => {
    told.push(answer);
    const error = (await send().catch((thrown: unknown) => thrown)) as Partial<GhsyncError>;
    return error.resetAt ? (error.resetAt.getTime() - nowMs) / 60_000 : undefined;
  };
  return {
    requests,
    client,
    rest: (answer: Answer) => ask(() => client.get("/repositories/1"), answer),
    graphql: (answer: Answer) => ask(() => client.graphql("query { x }", {}), answer),
    pass: (minutes: number | undefined = 0) => {
      nowMs += minutes * 60_000;
    },
  };
}

test("waits grow while secondary limits without advice follow one another, up to an hour", async () => {
  const { rest, pass } = await createLimited();
  const waits: unknown[] = [];
  for (let count = 0; count < 8; count += 1) {
    const minutes = await rest("limit");
    waits.push(minutes);
    pass(minutes);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test.each(["good", "not-modified"] as const)(
  "an answer that is %s begins anew, another error does not",
  async (answer) => {
    const { rest, pass } = await createLimited();
    pass(await rest("limit"));
    pass(await rest("limit"));
    await rest("error");
    const third = await rest("limit");
    pass(third);
    await rest(answer);
    expect([third, await rest("limit")]).toEqual([4, 1]);
  },
);

test("what works by REST says nothing of a limit by GraphQL", async () => {
  const { rest, graphql, pass } = await createLimited();
  pass(await graphql("limit"));
  await rest("good");
  expect(await graphql("limit")).toBe(2);
});

test("limits that are met together count once, and a good answer among them not at all", async () => {
  const { rest, pass, client, requests } = await createLimited();
  await rest("good");
  // The gate is open: these are under way before the first of them is answered.
  const answers = await Promise.all(
    ["limit", "limit", "limit", "good"].map((answer) => rest(answer as Answer)),
  );
  expect(requests).toHaveLength(5);
  expect(answers).toEqual([1, 1, 1, undefined]);
  pass(1);
  expect(await rest("limit")).toBe(2);
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ code: "rate_limited" });
  expect(requests).toHaveLength(6);
});
