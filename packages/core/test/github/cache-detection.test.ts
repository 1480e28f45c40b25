import { createFakeGitHub } from "@ghsync/testing";
import { describe, expect, it, test } from "vitest";
import { createRepeatDetector } from "../../src/github/cache-detection.ts";
import { createQuotas } from "../../src/github/quota.ts";
import { createClient, createClientOf, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";
import { createHarness, createSynced, hourMs, openPullRequests } from "../sync-harness.ts";

const cacheError = {
  code: "response_invalid",
  userActionable: true,
  message: expect.stringMatching(
    /^The response to .* comes from a cache: it .*Pass a `github\.fetch` that does not cache/,
  ),
};

/** A client with a manual clock, and a server with scripted responses. */
async function createScripted() {
  let nowMs = Date.parse("2026-01-05T12:00:00Z");
  let respond = () => json({ id: 1 });
  const quotas = createQuotas();
  const { fetch, requests } = scriptedFetch(() => respond());
  const open = (credentialId: string) =>
    createClient({ fetch, quotas, now: () => new Date(nowMs), retries: 0 }, { credentialId });
  return {
    open,
    requests,
    client: await open("me"),
    pass: (ms: number) => {
      nowMs += ms;
    },
    respond: (headers: Record<string, string>, status = 200) => {
      respond = () =>
        status === 304
          ? new Response(null, { status, headers })
          : json({ id: 1 }, { headers, status });
    },
  };
}

test("every request uses cache: no-store, and fetch follows no redirect by itself", async () => {
  const inits: (RequestInit | undefined)[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    inits.push(init);
    return json({ data: {} });
  };
  const client = await createClient({ fetch });
  await client.get("/x");
  await client.graphql("query { x }", {});
  for (const init of inits) expect(init).toMatchObject({ cache: "no-store", redirect: "manual" });
  expect(inits).toHaveLength(2);
});

describe("a response from a cache", () => {
  it.each([
    ["60", false],
    ["61", true],
    ["3600", true],
    ["nonsense", false],
  ] as const)("is detected by an Age above a minute: %s", async (age, isCached) => {
    const { client, respond } = await createScripted();
    respond({ age });
    for (const ask of [() => client.get("/x"), () => client.graphql("query { x }", {})]) {
      if (isCached) expect(await rejectionOf(ask())).toMatchObject(cacheError);
      // The query gets a response that is not GraphQL's, but not a cached one either.
      else expect(await ask().catch((error: unknown) => error)).not.toMatchObject(cacheError);
    }
  });

  it("a response from a cache is detected by a repeated x-github-request-id, even if the cache sets its own Date", async () => {
    const { client, respond, pass } = await createScripted();
    const ask = (date: string, id: string) => {
      respond({ date: `Mon, 05 Jan 2026 ${date} GMT`, "x-github-request-id": id });
      return client.get("/x");
    };
    await ask("12:00:00", "A1");
    pass(60_000);
    await ask("12:01:00", "A1");
    pass(1);
    await ask("12:01:01", "B2");
    pass(60_001);
    expect(await rejectionOf(ask("12:02:01", "B2"))).toMatchObject(cacheError);
  });

  it("a response from a cache is detected by a repeated Date more than a minute later on the local clock", async () => {
    const { client, pass } = await createScripted();
    await client.get("/x");
    pass(60_000);
    await client.get("/x");
    pass(1);
    expect(await rejectionOf(client.get("/x"))).toMatchObject(cacheError);
  });

  it("a response from a cache is detected in a later run of the same credential, by a 304 and by a refusal", async () => {
    for (const status of [200, 304, 404]) {
      const { client, open, pass, respond } = await createScripted();
      await client.get("/x");
      pass(hourMs);
      respond({}, status);
      if (status === 304) respond({ date: "Mon, 05 Jan 2026 12:00:00 GMT" }, status);
      const other = await open("you");
      const unknown = await other.get("/x").catch((error: unknown) => error);
      expect(unknown).not.toMatchObject(cacheError);
      const later = await open("me");
      expect(await rejectionOf(later.get("/x"))).toMatchObject(cacheError);
    }
  });

  it("stops the run's client: it sends nothing more", async () => {
    const { client, requests, respond } = await createScripted();
    respond({ age: "3600" });
    await rejectionOf(client.get("/x"));
    respond({});
    expect(await rejectionOf(client.get("/y"))).toMatchObject(cacheError);
    expect(requests).toHaveLength(1);
  });

  it("a response from a cache is not reported without evidence", async () => {
    const { client, pass, respond } = await createScripted();
    const date = (at: string) => ({ date: `Mon, 05 Jan 2026 ${at} GMT` });
    respond(date("12:00:00"));
    await client.get("/x");
    pass(hourMs);
    // Another URL; no date; a failure; a clock that is wrong but advances.
    await client.get("/x?page=2");
    respond({ date: "" });
    await client.get("/x");
    respond(date("12:00:00"), 502);
    expect(await rejectionOf(client.get("/x"))).toMatchObject({ code: "transient" });
    respond(date("12:00:01"));
    await client.get("/x");
    respond(date("12:00:00"));
    await client.get("/x");
  });
});

test("a detector remembers the dates of 1,000 URLs", () => {
  const detector = createRepeatDetector();
  const at = (ms: number) => new Date(ms);
  for (let index = 0; index <= 1000; index += 1) detector.isRepeated(`/${index}`, "date", at(0));
  expect(detector.isRepeated("/1", "date", at(hourMs))).toBe(true);
  expect(detector.isRepeated("/0", "date", at(hourMs))).toBe(false);
});

describe("a run whose fetch caches", () => {
  it.each([false, true])(
    "I1, I14: ends as an error that names the cache, with Age: %s",
    async (age) => {
      const harness = await createHarness();
      const { github, sync, id } = harness;
      openPullRequests(github, 3);
      const end = github.faults.add({ fault: { kind: "cached", age } });
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      github.truth.comment({ repository: "acme/api", number: 1, actor: "ada", body: "New" });
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "error", error: cacheError });
      end();
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
      expect(harness.store.pullRequests(id)[0]?.snapshot.children.comments).toHaveLength(1);
    },
  );

  it("I14: ends with that error too if a single pull request comes from the cache", async () => {
    const { github, sync, id } = await createHarness({ api: "rest" });
    openPullRequests(github, 3);
    const when = { path: /\/pulls\/1$/ };
    github.faults.add({ when, fault: { kind: "cached", age: true } });
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    for (const number of [1, 2]) {
      github.truth.editPullRequest({ repository: "acme/api", number, title: "Changed" });
    }
    github.clock.advance(hourMs);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "error", error: cacheError });
  });

  it("reports no cache while nothing changes at GitHub", async () => {
    const { github, sync, id } = await createSynced(2);
    for (let run = 0; run < 3; run += 1) {
      github.clock.advance(hourMs);
      expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
    }
  });
});

test("a Date that is wrong by days but advances is not taken for a cached one", async () => {
  const github = createFakeGitHub({ dateSkewMs: -5 * 24 * hourMs });
  const githubId = github.truth.createRepository({ fullName: "acme/api" });
  const client = await createClientOf(github);
  for (let asked = 0; asked < 3; asked += 1) {
    await client.get(`/repositories/${githubId}`);
    github.clock.advance(hourMs);
  }
  expect(github.ledger.summary().requests).toBe(3);
});
