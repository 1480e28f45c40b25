import type { GhsyncError } from "@ghsync/core";
import { expect, test } from "vitest";
import { createClient, rejectionOf } from "../support/client.ts";
import { graphqlData, json, scriptedFetch } from "../support/scripted-fetch.ts";

const startMs = Date.parse("2026-01-05T12:00:00Z");
const secondary = { message: "You have exceeded a secondary rate limit." };

type Scripted = "limit" | "good" | "not-modified" | "error";
const statuses = { limit: 403, good: 200, "not-modified": 304, error: 410 } as const;

/** A client of a GitHub with scripted responses, with a manual clock. */
async function createLimited() {
  let nowMs = startMs;
  const script: Scripted[] = [];
  const { fetch, requests } = scriptedFetch(({ url }) => {
    const response = script.shift() ?? "limit";
    const headers = { date: new Date(nowMs).toUTCString() };
    const status = statuses[response];
    if (status === 304) return new Response(null, { status, headers });
    if (response === "good" && url.endsWith("/graphql")) return graphqlData();
    return json(response === "limit" ? secondary : {}, { status, headers });
  });
  const client = await createClient({ fetch, now: () => new Date(nowMs), retries: 0 });
  /** Sends one request, and returns for how many minutes a limit then closes the quota. */
  const ask = async (send: () => Promise<unknown>, response: Scripted) => {
    script.push(response);
    const error = (await send().catch((thrown: unknown) => thrown)) as Partial<GhsyncError>;
    return error.resetAt ? (error.resetAt.getTime() - nowMs) / 60_000 : undefined;
  };
  return {
    requests,
    client,
    rest: (response: Scripted) => ask(() => client.get("/repositories/1"), response),
    graphql: (response: Scripted) => ask(() => client.graphql("query { x }", {}), response),
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
  "a %s response resets the wait, another error does not",
  async (response) => {
    const { rest, pass } = await createLimited();
    pass(await rest("limit"));
    pass(await rest("limit"));
    await rest("error");
    const third = await rest("limit");
    pass(third);
    await rest(response);
    expect([third, await rest("limit")]).toEqual([4, 1]);
  },
);

test("a success by REST proves nothing about a limit by GraphQL", async () => {
  const { rest, graphql, pass } = await createLimited();
  pass(await graphql("limit"));
  await rest("good");
  expect(await graphql("limit")).toBe(2);
});

test("limits that are met together count once, and a good response among them does not reset", async () => {
  const { rest, pass, client, requests } = await createLimited();
  await rest("good");
  // The limiter admits ten: these are in flight before the first response.
  const answers = await Promise.all(
    ["limit", "limit", "limit", "good"].map((response) => rest(response as Scripted)),
  );
  expect(requests).toHaveLength(5);
  expect(answers).toEqual([1, 1, 1, undefined]);
  pass(1);
  expect(await rest("limit")).toBe(2);
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ code: "rate_limited" });
  expect(requests).toHaveLength(6);
});
