import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createQuotas } from "../../src/github/quota.ts";
import { collect, createClient, createClientOf, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const hourMs = 3_600_000;
const answeredAt = new Date("2026-01-05T12:00:00Z");
const query = "query { rateLimit { cost } }";

/**
 * A client whose responses have these dates in turn. Its clock jumps an hour ahead before each but
 * the first.
 */
async function createDated(...dates: string[]) {
  let nowMs = answeredAt.getTime();
  const { fetch } = scriptedFetch(({ method }, index) => {
    if (index > 0) nowMs += hourMs;
    const response = json(method === "POST" ? { data: { rateLimit: { cost: 1 } } } : []);
    response.headers.delete("date");
    const date = dates[index];
    if (date !== undefined) response.headers.set("date", date);
    return response;
  });
  return createClient({ fetch, now: () => new Date(nowMs) });
}

const asks = ["a resource", "a list", "a query"] as const;

test.each(asks)(
  "I1: a response without a Date, to %s, is refused: the local clock cannot be a bound",
  async (what) => {
    for (const date of [[], [""], ["0"], ["yesterday"], [answeredAt.toISOString()]]) {
      const client = await createDated(...date);
      const answer = {
        "a resource": () => client.get("/repositories/1"),
        "a list": () => collect(client.pages("/repositories/1/pulls", {})),
        "a query": () => client.graphql(query, {}),
      }[what]();
      expect(await rejectionOf(answer)).toMatchObject({
        code: "response_invalid",
        retryable: true,
        userActionable: true,
        message: expect.stringContaining("let the proxy"),
      });
      expect(client.firstResponseAt()).toBeUndefined();
    }
  },
);

test("I1: a response without a Date gets that of the previous one, whatever the local clock does", async () => {
  const client = await createDated("Mon, 05 Jan 2026 12:00:00 GMT");
  expect((await client.get("/repositories/1")).date).toEqual(answeredAt);
  expect((await client.get("/repositories/1")).date).toEqual(answeredAt);
  const [page] = await collect(client.pages("/repositories/1/pulls", {}));
  expect(page?.date).toEqual(answeredAt);
  expect((await client.graphql(query, {})).date).toEqual(answeredAt);
  expect(client.firstResponseAt()).toEqual(answeredAt);
});

test("I1: the clock of another client of the credential gives no Date to a response", async () => {
  const quotas = createQuotas();
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "o/r" });
  const first = await createClientOf(github, { quotas });
  await first.get("/repos/o/r");
  const { fetch } = scriptedFetch(() => Response.json({}));
  const other = await createClient({ fetch, quotas }, { credentialId: first.credentialId });
  expect(await rejectionOf(other.get("/repos/o/r"))).toMatchObject({ code: "response_invalid" });
});
