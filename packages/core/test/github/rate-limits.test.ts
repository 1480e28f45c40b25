import type { GhsyncError } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createClient, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

/** The `Date` of every scripted response. */
const answeredAt = new Date("2026-01-05T12:00:00Z");

async function limitedBy(response: () => Response) {
  const slept: number[] = [];
  const { fetch, requests } = scriptedFetch(response);
  const client = await createClient({
    fetch,
    now: () => answeredAt,
    sleep: async (ms) => void slept.push(ms),
  });
  const first = (await rejectionOf(client.get("/repositories/1"))) as GhsyncError;
  const second = (await rejectionOf(client.get("/repositories/2"))) as GhsyncError;
  const sent = requests.length;
  await rejectionOf(client.graphql("query { x }", {}));
  return { first, second, sent, sentOfBoth: requests.length, slept };
}

test.each([403, 429])(
  "I10: a plain %i with Retry-After ends as rate_limited at that instant, without a sleep",
  async (status) => {
    const { first, second, sent, sentOfBoth, slept } = await limitedBy(() =>
      json({ message: "Forbidden" }, { status, headers: { "retry-after": "120" } }),
    );
    const resetAt = new Date("2026-01-05T12:02:00Z");
    expect(first).toMatchObject({ code: "rate_limited", limit: "secondary", resetAt, status });
    expect(first.retryable).toBe(true);
    expect(second).toMatchObject({ code: "rate_limited", resetAt });
    expect([sent, sentOfBoth]).toEqual([1, 1]);
    expect(slept).toEqual([]);
  },
);

test("I10: an exhausted primary limit ends at GitHub's reset, without a sleep", async () => {
  const reset = new Date("2026-01-05T12:45:00Z");
  const { first, second, sent, sentOfBoth, slept } = await limitedBy(() =>
    json(
      { message: "API rate limit exceeded for user ID 1." },
      {
        status: 403,
        headers: {
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": String(reset.getTime() / 1000),
        },
      },
    ),
  );
  expect(first).toMatchObject({ code: "rate_limited", limit: "primary", resetAt: reset });
  expect(second).toMatchObject({ code: "rate_limited", resetAt: reset });
  // GitHub counts GraphQL's points separately.
  expect([sent, sentOfBoth]).toEqual([1, 2]);
  expect(slept).toEqual([]);
});

test("I9: a primary limit whose reset has passed by GitHub's clock is tried less and less often", async () => {
  let nowMs = answeredAt.getTime();
  const { fetch, requests } = scriptedFetch(() => {
    const headers = {
      date: new Date(nowMs).toUTCString(),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(nowMs / 1000 - 1),
    };
    return json({ message: "API rate limit exceeded for user ID 1." }, { status: 403, headers });
  });
  const client = await createClient({ fetch, now: () => new Date(nowMs) });
  for (let seconds = 0; seconds < 600; seconds += 1) {
    expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({
      code: "rate_limited",
    });
    nowMs += 1000;
  }
  // After 0, 5, 15, 35, 75, 155 and 315 seconds.
  expect(requests).toHaveLength(7);
});

test("I10: a secondary limit without advice lasts a minute, without a sleep", async () => {
  const github = createFakeGitHub();
  github.faults.add({
    fault: { kind: "forbidden", reason: "secondary-limit", status: 429, retryAfterS: null },
  });
  const slept: number[] = [];
  const client = await createClient({
    fetch: github.fetch,
    now: () => github.clock.now(),
    sleep: async (ms) => void slept.push(ms),
  });
  const error = (await rejectionOf(client.get("/repos/o/r"))) as GhsyncError;
  expect(error).toMatchObject({ code: "rate_limited", limit: "secondary", status: 429 });
  expect(error.resetAt).toEqual(new Date(github.clock.now().getTime() + 60_000));
  expect(github.ledger.entries).toHaveLength(1);
  expect(slept).toEqual([]);
});

test.each([
  ["RATE_LIMITED", true],
  ["RATE_LIMITED", false],
  ["RATE_LIMIT", true],
  ["RATE_LIMIT", false],
])(
  "I2: a GraphQL response 200 with %s is a rate limit (headers: %s)",
  async (type, withHeaders) => {
    const slept: number[] = [];
    const reset = new Date("2026-01-05T12:30:00Z");
    const headers = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(reset.getTime() / 1000),
    };
    const { fetch, requests } = scriptedFetch(() =>
      json(
        { data: { node: null }, errors: [{ type, message: "API rate limit exceeded" }] },
        withHeaders ? { headers } : {},
      ),
    );
    const client = await createClient({
      fetch,
      now: () => answeredAt,
      sleep: async (ms) => void slept.push(ms),
    });
    const error = await rejectionOf(client.graphql("query { node { id } }", {}));
    expect(error).toMatchObject({
      code: "rate_limited",
      limit: withHeaders ? "primary" : "secondary",
      resetAt: withHeaders ? reset : new Date("2026-01-05T12:01:00Z"),
    });
    expect(requests).toHaveLength(1);
    expect(slept).toEqual([]);
  },
);

const secondary = "You have exceeded a secondary rate limit. Please wait a few minutes.";
const refused = { message: "Something went wrong while executing your query." };

test.each([
  ["by an error's message", { data: null, errors: [{ message: secondary }] }, undefined],
  ["by its message alone", { message: secondary }, undefined],
  ["in a part of it", { data: { node: null }, errors: [{ message: secondary }] }, undefined],
  ["by Retry-After", { data: null, errors: [refused] }, "90"],
  ["by Retry-After, in a part of it", { data: { node: null }, errors: [refused] }, "90"],
])("I9: a GraphQL response 200 is a secondary limit %s", async (_, body, advice) => {
  const headers: Record<string, string> = advice === undefined ? {} : { "retry-after": advice };
  const { fetch, requests } = scriptedFetch(() => json(body, { headers }));
  const client = await createClient({ fetch, now: () => answeredAt });
  const resetAt = new Date(answeredAt.getTime() + Number(advice ?? 60) * 1000);
  const limit = { code: "rate_limited", resetAt };
  const error = await rejectionOf(client.graphql("query { node { id } }", {}));
  expect(error).toMatchObject({ ...limit, limit: "secondary", status: 200 });
  // It applies to both interfaces.
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject(limit);
  expect(requests).toHaveLength(1);
});

test("a complete response is accepted, whatever its Retry-After", async () => {
  const headers = { "retry-after": "90" };
  const { fetch } = scriptedFetch(() => json({ data: { node: { id: "R_1" } } }, { headers }));
  const client = await createClient({ fetch, now: () => answeredAt });
  const { data } = await client.graphql("query { node { id } }", {});
  expect(data).toEqual({ node: { id: "R_1" } });
});

test("GitHub's clock decides when a limit ends, not the local one", async () => {
  let local = new Date("2026-01-05T11:00:00Z");
  const { fetch, requests } = scriptedFetch((_, index) =>
    index === 0 ? json({}, { status: 429, headers: { "retry-after": "60" } }) : json({ id: 1 }),
  );
  const client = await createClient({ fetch, now: () => local });
  await rejectionOf(client.get("/repositories/1"));
  expect(client.now()).toEqual(answeredAt);
  local = new Date("2026-01-05T11:00:59Z");
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ code: "rate_limited" });
  local = new Date("2026-01-05T11:01:00Z");
  expect((await client.get("/repositories/1")).data).toEqual({ id: 1 });
  expect(requests).toHaveLength(2);
});
