import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it, test } from "vitest";
import { limitReading } from "../../src/github/limit-reading.ts";
import { createClientOf, rejectionOf } from "../support/client.ts";

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
    "I9: with reserve %s, %i of 1,000 requests are left alone until the reset",
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

  it("is kept of GraphQL's points apart", async () => {
    const { client, ask } = await createLimited(100);
    await ask();
    expect(await rejectionOf(ask())).toMatchObject({ code: "rate_limited" });
    await client.graphql(query, {});
  });

  it("is kept when GitHub answers 304, which tells what is left as well", async () => {
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
])("headers %o tell nothing of a limit", (headers) => {
  expect(limitReading({ headers })).toBeUndefined();
});
