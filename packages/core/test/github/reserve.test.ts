import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it, test } from "vitest";
import { primaryLimitOf } from "../../src/github/quota.ts";
import { createClient, createClientOf, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const answeredAt = new Date("2026-01-05T12:00:00Z");

const query = "query { rateLimit { cost } viewer { login } }";

async function createLimited(remaining: number, reserve?: number) {
  const github = createFakeGitHub({ limits: { core: 1000, graphql: 1000 } });
  github.truth.createRepository({ fullName: "o/r" });
  github.setRemaining("core", remaining);
  const client = await createClientOf(github, { reserve });
  const ask = () => client.get("/repos/o/r");
  return { github, client, ask };
}

describe("the host's reserve", () => {
  it.each([
    [undefined, 200],
    [0.5, 500],
    [0, 0],
  ])(
    "I9: with reserve %s, %i of 1,000 requests are left to others until the reset",
    async (reserve, left) => {
      const { github, client, ask } = await createLimited(left + 3, reserve);
      for (let count = 3; count > 0; count -= 1) await ask();
      const error = await rejectionOf(ask());
      expect(error).toMatchObject({ code: "rate_limited", retryable: true });
      expect(github.ledger.summary().requests).toBe(3);
      const [block] = client.blocks();
      expect(block).toMatchObject({ pool: "rest", until: (error as { resetAt: Date }).resetAt });

      github.clock.set(block?.until ?? new Date(0));
      await ask();
      expect(client.blocks()).toEqual([]);
    },
  );

  it("applies to GraphQL's points separately", async () => {
    const { client, ask } = await createLimited(100);
    await ask();
    expect(await rejectionOf(ask())).toMatchObject({ code: "rate_limited" });
    await client.graphql(query, {});
  });

  it("applies to a 304 too, which reports the remaining requests", async () => {
    const { github, client } = await createLimited(1000);
    const list = (etag?: string) =>
      client.pages("/repos/o/r/pulls", {}, { etagFor: () => etag })[Symbol.asyncIterator]();
    const first = await list().next();
    github.setRemaining("core", 100);
    const again = await list(first.value?.etag).next();
    expect(again.value?.notModified).toBe(true);
    expect(await rejectionOf(list().next())).toMatchObject({ code: "rate_limited" });
  });
});

test.each([
  [{}],
  [{ "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "none", "x-ratelimit-reset": "1" }],
  [{ "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "10" }],
  [{ "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "", "x-ratelimit-reset": "1767618000" }],
  [{ "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "10", "x-ratelimit-reset": " " }],
])("headers %o report no limit", (headers) => {
  expect(primaryLimitOf({ headers, date: answeredAt })).toBeUndefined();
});

test.each([
  ["a month ahead", String(answeredAt.getTime() / 1000 + 30 * 86_400)],
  ["in milliseconds", String(answeredAt.getTime() + 3_600_000)],
  ["no date at all", "9999999999999"],
])("I9: a reset that is %s closes a credential for at most six hours", async (_, reset) => {
  let nowMs = answeredAt.getTime();
  const { fetch, requests } = scriptedFetch((__, index) => {
    const date = new Date(nowMs).toUTCString();
    const remaining = index === 0 ? "100" : "0";
    const limit = { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": remaining };
    const headers = { date, ...limit, "x-ratelimit-reset": reset };
    return json({}, { status: index === 0 ? 200 : 403, headers });
  });
  const client = await createClient({ fetch, now: () => new Date(nowMs) });
  const until = new Date("2026-01-05T18:00:00Z");
  await client.get("/repositories/1");
  expect(client.blocks()).toMatchObject([{ pool: "rest", until }]);
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ resetAt: until });
  expect(requests).toHaveLength(1);

  // The pool can be closed again.
  nowMs = until.getTime();
  await rejectionOf(client.get("/repositories/1"));
  await rejectionOf(client.get("/repositories/1"));
  expect(requests).toHaveLength(2);
});
