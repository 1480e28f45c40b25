import { expect, test } from "vitest";
import { createQuotas } from "../../src/github/quota.ts";
import { createClient, rejectionOf } from "../support/client.ts";
import { createLatch } from "../support/latch.ts";
import { graphqlData, json, scriptedFetch } from "../support/scripted-fetch.ts";

/** Requests of one credential that are in flight together. */
const inFlight = 10;

/**
 * Responds to the first request at once, and to later ones only when `count` of them have arrived.
 */
function holdUntil(count: number, response: () => Response) {
  const all = createLatch();
  return scriptedFetch(async (_, index) => {
    if (index === count) all.open();
    if (index > 0) await all.opened;
    return response();
  });
}

test("GraphQL queries are sent together, not one a second", async () => {
  const { fetch, requests } = holdUntil(8, graphqlData);
  const client = await createClient({ fetch });
  await client.graphql("query { viewer { login } }", {});
  const responses = await Promise.all(
    Array.from({ length: 8 }, () => client.graphql("query { viewer { login } }", {})),
  );
  expect(responses).toHaveLength(8);
  expect(requests).toHaveLength(9);
});

test("I9: a credential's first request is sent alone, so that a limit is met once", async () => {
  const { fetch, requests } = scriptedFetch(() =>
    json({}, { status: 429, headers: { "retry-after": "60" } }),
  );
  const quotas = createQuotas();
  const errors = Array.from({ length: 40 }, async (_, index) => {
    const client = await createClient({ fetch, quotas }, { credentialId: "shared" });
    return rejectionOf(client.get(`/repositories/${index}`));
  });
  const codes = (await Promise.all(errors)).map((error) => (error as { code: string }).code);
  expect(new Set(codes)).toEqual(new Set(["rate_limited"]));
  expect(requests).toHaveLength(1);
});

test("two credentials do not wait for each other", async () => {
  const full = createLatch();
  const { fetch, requests } = scriptedFetch(async (_, index) => {
    if (index === 0) return json({ id: 0 });
    if (index === inFlight) full.open();
    await release.opened;
    return json({ id: 1 });
  });
  const release = createLatch();
  const busy = await createClient({ fetch });
  await busy.get("/repositories/1");
  const queued = Array.from({ length: 40 }, () => busy.get("/repositories/1"));
  await full.opened;
  const free = await createClient({ fetch: scriptedFetch(() => json({ id: 2 })).fetch });
  expect((await free.get("/repositories/2")).data).toEqual({ id: 2 });
  expect(requests).toHaveLength(1 + inFlight);
  release.open();
  await Promise.all(queued);
  expect(requests).toHaveLength(41);
});

test("I9: queued requests are not sent once a limit is in force", async () => {
  const latch = createLatch();
  const { fetch, requests } = scriptedFetch(async (_, index) => {
    if (index === 0) return json({});
    await latch.opened;
    return json({}, { status: 429, headers: { "retry-after": "60" } });
  });
  const client = await createClient({ fetch, now: () => new Date("2026-01-05T12:00:00Z") });
  await client.get("/repositories/0");
  const errors = Array.from({ length: 40 }, (_, index) =>
    rejectionOf(client.get(`/repositories/${index}`)),
  );
  latch.open();
  const codes = (await Promise.all(errors)).map((error) => (error as { code: string }).code);
  expect(new Set(codes)).toEqual(new Set(["rate_limited"]));
  expect(codes).toHaveLength(40);
  expect(requests.length).toBeLessThanOrEqual(1 + inFlight);
  expect(client.usage().requests).toBe(requests.length);
});

test("I9: nothing is sent before the end of a limit that the host knows, and everything after it", async () => {
  let now = new Date("2026-01-05T12:00:00Z");
  const { fetch, requests } = scriptedFetch(() =>
    json({ id: 1 }, { headers: { date: now.toUTCString() } }),
  );
  const asked: string[] = [];
  const blockedUntil = async (credentialId: string) => {
    asked.push(credentialId);
    return new Date("2026-01-05T12:10:00Z");
  };
  const client = await createClient(
    { fetch, now: () => now, blockedUntil },
    { credentialId: "blocked" },
  );
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({
    code: "rate_limited",
    retryable: true,
    resetAt: new Date("2026-01-05T12:10:00Z"),
  });
  expect(requests).toHaveLength(0);
  now = new Date("2026-01-05T12:10:00Z");
  expect((await client.get("/repositories/1")).data).toEqual({ id: 1 });
  expect(asked).toEqual(["blocked", "blocked graphql"]);
});
